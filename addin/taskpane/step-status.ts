import type { StepStatus } from "./components/step-tabs.tsx";
import { count, shortInstant } from "./format.ts";
import type { Story } from "./hooks/use-pane.ts";
import type { Step } from "./pane-state.ts";

/** How far the story is, step by step, in two or three words each. */
export function stepStatus(
  story: Pick<Story, "snapshot" | "snapshots" | "run" | "runs" | "changeSet">,
): Record<Step, StepStatus> {
  const { snapshot, run, changeSet } = story;
  const importing = story.snapshots.data?.[0]?.state === "importing";
  const latestRun = story.runs.data?.[0];
  const optimizing =
    latestRun?.state === "running" || latestRun?.state === "queued";
  const old =
    run !== null && snapshot !== null && run.snapshotId !== snapshot.id;
  return {
    data: {
      done: snapshot !== null && !importing,
      note: importing
        ? "importing"
        : snapshot
          ? shortInstant(snapshot.takenAt)
          : "to import",
    },
    optimize: {
      done: run !== null && !optimizing && !old,
      trouble: latestRun?.state === "failed",
      note: optimizing
        ? "running"
        : latestRun?.state === "failed"
          ? "failed"
          : old
            ? "older data"
            : run
              ? shortInstant(run.finishedAt ?? run.createdAt)
              : "to run",
    },
    review: {
      done: changeSet !== null,
      note: run?.totals ? count(run.totals.stages, "row") : "after the run",
    },
    approve: approveStatus(story),
    "write-back": writeStatus(story),
  };
}

function approveStatus({ changeSet }: Pick<Story, "changeSet">): StepStatus {
  switch (changeSet?.state) {
    case undefined:
      return { done: false, note: "to plan" };
    case "planning":
      return { done: false, note: "planning" };
    case "awaiting-approval":
      return { done: false, note: "awaiting" };
    case "rejected":
      return { done: false, trouble: true, note: "rejected" };
    case "failed":
      return {
        done: changeSet.approval?.decision === "approved",
        trouble: changeSet.approval === null,
        note: changeSet.approval ? "approved" : "failed",
      };
    case "approved":
    case "writing":
    case "written":
    case "partly-written":
    case "undone":
      return { done: true, note: "approved" };
  }
}

function writeStatus({ changeSet }: Pick<Story, "changeSet">): StepStatus {
  switch (changeSet?.state) {
    case "approved":
      return { done: false, note: "ready" };
    case "writing":
      return { done: false, note: "writing" };
    case "written":
      return { done: true, note: count(changeSet.counts.written, "row") };
    case "partly-written":
      return { done: false, trouble: true, note: "partly" };
    case "undone":
      return { done: true, note: "undone" };
    case "failed":
      return changeSet.approval
        ? { done: false, trouble: true, note: "failed" }
        : { done: false, note: "not yet" };
    case "planning":
    case "awaiting-approval":
    case "rejected":
    case undefined:
      return { done: false, note: "not yet" };
  }
}
