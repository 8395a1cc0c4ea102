import { useEffect, useEffectEvent, useRef } from "react";
import type { WorkbookPort } from "../../workbook/port.ts";
import { usePane, type Story } from "./use-pane.ts";

/** Lets the cells ask the service again; a cell that cannot be answered says so itself. */
export function refreshCells(workbook: WorkbookPort): void {
  workbook.recalculate().catch(() => undefined);
}

/** Cells that show policies follow a finished run and every step of an approval by themselves. */
export function useFreshCells(story: Pick<Story, "runs" | "changeSets">): void {
  const { workbook } = usePane();
  const answers = answersOf(story);
  const known = useRef<string | null>(null);
  const follow = useEffectEvent(() => refreshCells(workbook));
  useEffect(() => {
    if (answers === null) return;
    const before = known.current;
    known.current = answers;
    if (before !== null && before !== answers) follow();
  }, [answers]);
}

/** What the cells' answers depend on, as one text; `null` while it is not known. */
function answersOf({
  runs,
  changeSets,
}: Pick<Story, "runs" | "changeSets">): string | null {
  if (!runs.data || !changeSets.data) return null;
  const latest = runs.data.find(({ state }) => state === "done");
  const decided = changeSets.data.filter(({ approval }) => approval !== null);
  return [
    latest?.id ?? "",
    ...decided.map(({ id, state }) => `${id} ${state}`),
  ].join(";");
}
