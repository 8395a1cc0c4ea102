import { useEffect, useEffectEvent, useState, type ReactNode } from "react";
import type {
  ChangeSet,
  ChangeSetDetail,
  Job,
} from "../../../engine/contracts/index.ts";
import { isAbort, isFinished, isSignedOut } from "../../client/index.ts";
import { Notice } from "../components/states.tsx";
import { StepTabs } from "../components/step-tabs.tsx";
import { TotalsStrip } from "../components/totals-strip.tsx";
import { useFreshCells } from "../hooks/use-fresh-cells.ts";
import { useFreshLists } from "../hooks/use-fresh-lists.ts";
import { useReconnect } from "../hooks/use-online.ts";
import {
  TotalsContext,
  usePane,
  useStory,
  type Story,
} from "../hooks/use-pane.ts";
import { count } from "../format.ts";
import { useChangeSetDetail } from "../hooks/use-change-set.ts";
import { useSheetSelection } from "../hooks/use-sheet-selection.ts";
import { useLayout } from "../layout.ts";
import {
  isHolding,
  stepTitles,
  type JobPlace,
  type Step,
} from "../pane-state.ts";
import { stepStatus } from "../step-status.ts";
import type { ShownTotals } from "../totals.ts";
import { ApproveView } from "./approve-view.tsx";
import { DataView } from "./data-view.tsx";
import { OptimizeView } from "./optimize-view.tsx";
import { ReviewView } from "./review-view.tsx";
import { WriteBackView } from "./write-back-view.tsx";

const views: Readonly<Record<Step, () => ReactNode>> = {
  data: DataView,
  optimize: OptimizeView,
  review: ReviewView,
  approve: ApproveView,
  "write-back": WriteBackView,
};

/** The steps, the totals that stand above each, and the step itself. */
export function StepsView(): ReactNode {
  const { state, dispatch, announce } = usePane();
  const story = useStory();
  const layout = useLayout();
  const { connections, snapshots, runs, changeSets } = story;
  const errors = [connections, snapshots, runs, changeSets].map(
    (one) => one.error,
  );
  const away = useReconnect(errors);
  const signedOut = errors.find(isSignedOut);
  useRunningJobs(story);
  useHeldRun(story);
  useFreshLists(story);
  useFreshCells(story);
  useSheetSelection();
  const View = views[state.step];
  const deciding = state.step === "approve" || state.step === "write-back";
  const detail = useChangeSetDetail(deciding ? story.changeSet : null);
  const [own, setOwn] = useState<ShownTotals | null>(null);
  return (
    <>
      <StepTabs
        step={state.step}
        status={stepStatus(story)}
        onGo={(step) => {
          dispatch({ kind: "go", step });
          announce(`Step ${stepTitles[step]}`);
        }}
      />
      <TotalsStrip
        // From the plan on, the totals are those of what would be written, overrides included.
        totals={own?.totals ?? detail.data?.totals ?? story.run?.totals ?? null}
        scope={
          own?.scope ?? scopeOf(deciding ? story.changeSet : null, detail.data)
        }
        currency={story.currency}
        onHandValue={story.snapshot?.onHandValue ?? null}
      />
      {away && (
        <Notice intent="warning" title="Offline.">
          The service does not answer. What you see may be old; what you type is
          kept. Trying again every few seconds.
        </Notice>
      )}
      {signedOut && !away && (
        <Notice intent="warning" title="Not signed in any more.">
          What you see may be old; what you type is kept. To go on,{" "}
          {signedOut.message}.
        </Notice>
      )}
      <div
        role="tabpanel"
        id="step-panel"
        aria-labelledby={`step-${state.step}`}
        className={layout.view}
      >
        <TotalsContext value={setOwn}>
          <View />
        </TotalsContext>
      </div>
    </>
  );
}

/** Keeps the run that is reviewed, approved and written, whatever else ends meanwhile. */
function useHeldRun({ run }: Story): void {
  const { state, dispatch } = usePane();
  const id = run && isHolding(state.step) ? run.id : state.runId;
  useEffect(() => {
    if (id !== null && id !== state.runId) dispatch({ kind: "hold-run", id });
  }, [id, state.runId, dispatch]);
}

/** What the totals sum, in three words. */
function scopeOf(
  changeSet: ChangeSet | null,
  detail: ChangeSetDetail | undefined,
): string {
  if (detail?.totals) return ` of ${count(detail.totals.stages, "row")}`;
  return changeSet?.undoes ? " before the undo" : "";
}

const stepOfKind: Readonly<Record<string, JobPlace>> = {
  import: "data",
  optimize: "optimize",
  frontier: "frontier",
  "plan-write": "approve",
  undo: "approve",
  "write-back": "write-back",
  verify: "write-back",
};

/** Takes up jobs that the pane did not begin, or that were under way when it was closed. */
function useRunningJobs(story: Story): void {
  const { client, state, dispatch } = usePane();
  const underWay = workUnderWay(story);
  const adopt = useEffectEvent((jobs: readonly Job[]) => {
    const open = jobs.filter((job) => !isFinished(job));
    for (const job of open) {
      const step = stepOfKind[job.kind];
      const watched = step && state.jobs[step];
      if (!step || open.some(({ id }) => id === watched)) continue;
      dispatch({ kind: "watch", step, jobId: job.id });
    }
  });
  useEffect(() => {
    const controller = new AbortController();
    client
      .jobs({ signal: controller.signal })
      .then(adopt)
      .catch((error: unknown) => {
        // The lists that the steps show report a lost connection; this is a convenience.
        if (!isAbort(error)) return;
      });
    return () => controller.abort();
  }, [client, underWay]);
}

/** Changes whenever something begins or ends that a job may be behind. */
function workUnderWay({ snapshots, runs, changeSets }: Story): string {
  const busy = new Set([
    "importing",
    "queued",
    "running",
    "planning",
    "writing",
  ]);
  return [
    ...(snapshots.data ?? []),
    ...(runs.data ?? []),
    ...(changeSets.data ?? []),
  ]
    .filter(({ state }) => busy.has(state))
    .map(({ id }) => id)
    .join(" ");
}
