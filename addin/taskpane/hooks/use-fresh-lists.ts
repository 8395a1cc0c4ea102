import { useEffect } from "react";
import type { SnapshotSummary } from "../../../engine/contracts/index.ts";
import { usePane, type Story } from "./use-pane.ts";

/** Milliseconds between two looks while something is under way that no step watches. */
const busyInterval = 2000;

/** Milliseconds between two looks otherwise: others approve, and a lost service must show. */
const quietInterval = 10_000;

/** Keeps the lists fresh: often while work is under way, whoever began it, and when the planner comes back. */
export function useFreshLists(
  story: Pick<Story, "snapshots" | "runs" | "changeSets">,
): void {
  const { cache } = usePane();
  const busy =
    story.snapshots.data?.some(
      (one) => one.state === "importing" || isBeingAudited(one),
    ) ||
    story.runs.data?.some(
      (one) => one.state === "queued" || one.state === "running",
    ) ||
    story.changeSets.data?.some(
      (one) => one.state === "planning" || one.state === "writing",
    ) ||
    // A service that has just begun imports its sample by itself.
    story.snapshots.data?.length === 0 ||
    story.runs.data?.length === 0;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "hidden") return;
      for (const list of ["snapshots", "runs", "change-sets"]) {
        cache.refresh(list);
      }
    };
    addEventListener("focus", look);
    const timer = setInterval(look, busy ? busyInterval : quietInterval);
    return () => {
      removeEventListener("focus", look);
      clearInterval(timer);
    };
  }, [busy, cache]);
}

/** Whether a snapshot can be worked with, but what its audit finds is not known yet. */
export function isBeingAudited(snapshot: SnapshotSummary): boolean {
  const { state, findings, error } = snapshot;
  return state === "ready" && findings === null && error === null;
}
