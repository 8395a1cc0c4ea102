import type { IWorkbookData } from "@univerjs/core";
import { keepWhileLeaving, keepWorkbook, keptWorkbook } from "./keep.ts";

/** What the planner reads beside the workbook's name. */
export type SaveState =
  "saved" | "saving" | "elsewhere" | "overtaken" | "failed";

/** Quiet time after a change before it is kept. */
const quietMilliseconds = 600;

/** A sheet that never rests, as while cells show their progress, is kept this often. */
const mostMilliseconds = 3000;

/**
 * Keeps the workbook in this browser a moment after every change, and when the page goes
 * away. Only one tab keeps it: a second one is told that its changes are not saved, and takes
 * over when the first is gone, unless that one has kept newer work than the second shows.
 *
 * @param openedAt - when what this tab shows was kept; 0 for a new workbook
 */
export function autosave(
  snapshot: () => Partial<IWorkbookData>,
  openedAt: number,
  show: (state: SaveState) => void,
): { changed(): void } {
  let mine = false;
  let pending = false;
  let shownAt = openedAt;
  let waitingSince: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const save = async (): Promise<void> => {
    if (!mine || !pending) return;
    pending = false;
    waitingSince = null;
    try {
      shownAt = await keepWorkbook(snapshot());
      if (!pending) show("saved");
    } catch {
      pending = true;
      show("failed");
    }
  };
  // Held until the tab closes; a second tab takes over then.
  void navigator.locks.request("stockwright-workbook", async () => {
    const kept = await keptWorkbook().catch(() => null);
    if (kept && kept.savedAt > shownAt) {
      // Lets go, so that the tab that loads the newer work again can keep it.
      show("overtaken");
      return;
    }
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
    waitingSince ??= Date.now();
    const rest = waitingSince + mostMilliseconds - Date.now();
    timer = setTimeout(() => void save(), Math.min(quietMilliseconds, rest));
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
