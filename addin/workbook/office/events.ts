import { address, rectangle } from "../a1.ts";
import { listeners } from "../action-queue.ts";
import type { Selection, Unsubscribe, WorkbookChange } from "../port.ts";
import type { OfficeHost } from "./host.ts";
import { excelSelection } from "./selection.ts";

/** Excel's events, joined when the first listener comes: each one costs every edit a call. */
export function onExcelEvents(office: OfficeHost): {
  onSelectionChanged(listener: (selection: Selection) => void): Unsubscribe;
  onChanged(listener: (change: WorkbookChange) => void): Unsubscribe;
} {
  const selections = listeners<Selection>();
  const changes = listeners<WorkbookChange>();
  let joinedSelections: Promise<unknown> | null = null;
  let joinedChanges: Promise<unknown> | null = null;

  const joinSelections = () =>
    office.run(async (context) => {
      context.workbook.onSelectionChanged.add(async () => {
        selections.tell(await office.run(excelSelection));
      });
      await context.sync();
    });
  const joinChanges = () =>
    office.run(async (context) => {
      context.workbook.worksheets.onChanged.add(async (event) => {
        const sheet = await office.run(async (inner) => {
          const found = inner.workbook.worksheets.getItem(event.worksheetId);
          found.load("name");
          await inner.sync();
          return found.name;
        });
        changes.tell({
          sheet,
          address: address(rectangle(event.address)),
          by: event.triggerSource === "ThisLocalAddin" ? "action" : "planner",
        });
      });
      await context.sync();
    });

  return {
    onSelectionChanged(listener) {
      joinedSelections ??= joinSelections();
      return selections.add(listener);
    },
    onChanged(listener) {
      joinedChanges ??= joinChanges();
      return changes.add(listener);
    },
  };
}
