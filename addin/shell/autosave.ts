import type { IWorkbookData } from "@univerjs/core";
import { keepWhileLeaving, keepWorkbook } from "./keep.ts";

/** What the planner reads beside the workbook's name. */
export type SaveState = "saved" | "saving" | "elsewhere" | "failed";

/** Quiet time after a change before it is kept. */
const quietMilliseconds = 600;

/**
 * Keeps the workbook in this browser a moment after every change, and when the page goes
 * away. Only one tab keeps it: a second one is told that its changes are not saved.
 */
export function autosave(
  snapshot: () => Partial<IWorkbookData>,
  show: (state: SaveState) => void,
): { changed(): void } {
  let mine = false;
  let pending = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const save = async (): Promise<void> => {
    if (!mine || !pending) return;
    pending = false;
    try {
      await keepWorkbook(snapshot());
      if (!pending) show("saved");
    } catch {
      pending = true;
      show("failed");
    }
  };
  // Held until the tab closes; a second tab takes over then.
  void navigator.locks.request("stockwright-workbook", async () => {
    mine = true;
    if (pending) schedule();
    else show("saved");
    await new Promise(() => undefined);
  });
  setTimeout(() => {
    if (!mine) show("elsewhere");
  }, 500);
  const schedule = (): void => {
    show("saving");
    clearTimeout(timer);
    timer = setTimeout(() => void save(), quietMilliseconds);
  };
  addEventListener("pagehide", () => {
    if (mine && pending) keepWhileLeaving(snapshot());
  });

  return {
    changed() {
      pending = true;
      if (mine) schedule();
    },
  };
}
