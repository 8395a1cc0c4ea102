import type { Run } from "../../engine/contracts/index.ts";
import type {
  CellValue,
  TableColumn,
  TableSpec,
  WorkbookPort,
} from "../workbook/port.ts";
import { excessOf, type ReviewRow } from "./review-rows.ts";
import { columnWidth } from "./sheet-widths.ts";

/** The table that holds one row for each stage of the run on view. */
export const recommendationTable = "Recommendations";
/** The table that holds what finance reads. */
export const totalsTable = "Totals";

/** The sheets have other names than their tables: one host takes a name only once. */
export const recommendationSheet = "Plan";
const totalsSheet = "Plan totals";

/** Whole units; rows of a unit with decimals say so themselves. */
const units = "#,##0";
const money = "#,##0.00";
const share = "0.0%";

interface Column {
  readonly title: string;
  readonly format?: string;
  readonly of: (row: ReviewRow) => CellValue;
}

const columns: readonly Column[] = [
  { title: "Stage", of: ({ stage }) => stage.stageId },
  { title: "Item", of: ({ stage }) => stage.item },
  { title: "Location", of: ({ stage }) => stage.location },
  { title: "Description", of: ({ stage }) => stage.description },
  { title: "Tier", of: ({ stage }) => stage.serviceTier },
  { title: "Class", of: ({ stage }) => stage.demandClass },
  { title: "Unit", of: ({ stage }) => stage.unit },
  { title: "Unit cost", format: money, of: ({ stage }) => stage.unitCost },
  { title: "On hand", format: units, of: ({ stage }) => stage.onHand },
  { title: "Min now", format: units, of: (r) => r.stage.current.reorderPoint },
  { title: "Min", format: units, of: (r) => r.chosen.reorderPoint },
  { title: "Max now", format: units, of: (r) => r.stage.current.orderUpTo },
  { title: "Max", format: units, of: (r) => r.chosen.orderUpTo },
  {
    title: "Safety stock now",
    format: units,
    of: (r) => r.stage.current.safetyStock,
  },
  { title: "Safety stock", format: units, of: (r) => r.chosen.safetyStock },
  { title: "Order quantity", format: units, of: (r) => r.chosen.orderQuantity },
  {
    title: "Stock value now",
    format: money,
    of: (r) => r.stage.before.inventoryValue,
  },
  { title: "Stock value", format: money, of: (r) => r.outcome.inventoryValue },
  { title: "Change of value", format: money, of: (r) => r.valueChange },
  {
    title: "Cycle service now",
    format: share,
    of: (r) => r.stage.before.cycleService,
  },
  { title: "Cycle service", format: share, of: (r) => r.outcome.cycleService },
  { title: "Fill rate now", format: share, of: (r) => r.stage.before.fillRate },
  { title: "Fill rate", format: share, of: (r) => r.outcome.fillRate },
  { title: "Service target", format: share, of: (r) => r.stage.serviceTarget },
  { title: "Lead time", format: "0.0", of: ({ stage }) => stage.leadTimeMean },
  { title: "Lead time from", of: ({ stage }) => stage.leadTimeSource },
  {
    title: "Look at",
    of: ({ stage }) => stage.flags.map((flag) => flag.message).join("; "),
  },
  {
    title: "Override reason",
    of: ({ override }) => override?.reason ?? null,
  },
  { title: "On order", format: units, of: ({ stage }) => stage.onOrder ?? 0 },
  { title: "Excess stock", format: money, of: excessOf },
];

/** One row for each stage, in the order given; the stage id is the key. */
export function recommendationSpec(rows: readonly ReviewRow[]): TableSpec {
  return {
    name: recommendationTable,
    sheet: recommendationSheet,
    columns: columns.map((column) => tableColumn(column, rows)),
    rows: rows.map((row) => columns.map((column) => column.of(row))),
  };
}

/** A column as wide as its rows ask for, with the decimals of their units. */
function tableColumn(
  { title, format, of }: Column,
  rows: readonly ReviewRow[],
): TableColumn {
  const formatOf = (row: ReviewRow | undefined) =>
    format === units && row && row.stage.unitDecimals > 0
      ? `${units}.${"0".repeat(row.stage.unitDecimals)}`
      : format;
  const finer = rows.filter((row) => formatOf(row) !== format);
  return {
    title,
    width: columnWidth(title, rows.map(of), (row) => formatOf(rows[row])),
    ...(format && { format }),
    ...(finer.length > 0 && {
      formats: Object.fromEntries(
        finer.map((row) => [row.stage.stageId, formatOf(row) ?? units]),
      ),
    }),
  };
}

/** Money and service of a run, now and after; the change is the sheet's own arithmetic to do. */
export function totalsSpec(run: Run, currency: string): TableSpec {
  const totals = run.totals;
  const line = (
    name: string,
    unit: string,
    now: number | null | undefined,
    after: number | null | undefined,
  ): readonly CellValue[] => [name, unit, now ?? null, after ?? null];
  return {
    name: totalsTable,
    sheet: totalsSheet,
    columns: [
      { title: "Total", width: 200 },
      { title: "Unit", width: 70 },
      { title: "Now", format: "#,##0.000", width: 120 },
      { title: "After", format: "#,##0.000", width: 120 },
    ],
    rows: [
      line(
        "Inventory value",
        currency,
        totals?.inventoryValueBefore,
        totals?.inventoryValueAfter,
      ),
      line(
        "Holding cost a year",
        currency,
        totals?.holdingCostPerYearBefore,
        totals?.holdingCostPerYearAfter,
      ),
      line("Fill rate", "1", totals?.fillRateBefore, totals?.fillRateAfter),
      line(
        "Cycle service",
        "1",
        totals?.cycleServiceBefore,
        totals?.cycleServiceAfter,
      ),
    ],
  };
}

/** Writes a run's results into the workbook, in one step of undo. */
export async function putIntoSheet(
  workbook: WorkbookPort,
  run: Run,
  rows: readonly ReviewRow[],
  currency: string,
): Promise<void> {
  await workbook.action("Put recommendations into the sheet", async (edit) => {
    await edit.putTable(totalsSpec(run, currency));
    await edit.putTable(recommendationSpec(rows));
    await edit.activateSheet(recommendationSheet);
  });
}
