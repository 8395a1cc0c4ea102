import type {
  CellGrid,
  RangeAddress,
  TableSpec,
  WorkbookPort,
} from "../../addin/workbook/port.ts";

/** A workbook to test, and the planner's hands on it. */
export interface OpenedWorkbook {
  readonly workbook: WorkbookPort;
  /** Types into cells as a planner does. */
  type(range: RangeAddress, contents: CellGrid): Promise<void>;
  close(): Promise<void>;
}

/** The columns of `aTable`. */
export const columns = [
  { title: "Stage", width: 120 },
  { title: "Safety stock", format: "#,##0" },
  { title: "Value", format: "#,##0.00" },
];

/** A table of three stages; a test states what is different. */
export function aTable(different: Partial<TableSpec> = {}): TableSpec {
  return {
    name: "Recommendations",
    sheet: "Plan",
    columns,
    rows: [
      ["A@DC", 10, 100],
      ["B@DC", 20, 200],
      ["C@DC", 30, 300],
    ],
    ...different,
  };
}

/** Events may come a moment later: a real host tells them when it is idle. */
export async function eventually(
  check: () => void | Promise<void>,
): Promise<void> {
  const end = Date.now() + 20_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((later) => setTimeout(later, 25));
    }
  }
}
