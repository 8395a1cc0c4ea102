import type { Unsubscribe, WorkbookPort } from "../workbook/port.ts";

/**
 * A workbook that is still loading, for a pane that is already there: calls wait for it,
 * and listeners are joined to it when it comes.
 */
export function lateWorkbook(
  capabilities: WorkbookPort["capabilities"],
  coming: Promise<WorkbookPort>,
): WorkbookPort {
  const listen = (join: (workbook: WorkbookPort) => Unsubscribe) => {
    let leave: Unsubscribe | null = null;
    let left = false;
    void coming.then((workbook) => {
      if (!left) leave = join(workbook);
    });
    return () => {
      left = true;
      leave?.();
    };
  };
  return {
    capabilities,
    sheets: async () => (await coming).sheets(),
    table: async (name) => (await coming).table(name),
    named: async (name) => (await coming).named(name),
    values: async (range) => (await coming).values(range),
    formulas: async (range) => (await coming).formulas(range),
    selection: async () => (await coming).selection(),
    select: async (range) => (await coming).select(range),
    onSelectionChanged: (listener) =>
      listen((workbook) => workbook.onSelectionChanged(listener)),
    onChanged: (listener) => listen((workbook) => workbook.onChanged(listener)),
    action: async (label, edit) => (await coming).action(label, edit),
    undo: async () => (await coming).undo(),
    recalculate: async () => (await coming).recalculate(),
  };
}
