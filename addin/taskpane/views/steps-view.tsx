import { useEffect, useEffectEvent, type ReactNode } from "react";
import type {
  ChangeSet,
  ChangeSetDetail,
} from "../../../engine/contracts/index.ts";
import { isAbort, isFinished } from "../../client/index.ts";
import { Notice } from "../components/states.tsx";
import { StepTabs } from "../components/step-tabs.tsx";
import { TotalsStrip } from "../components/totals-strip.tsx";
import { useFreshLists } from "../hooks/use-fresh-lists.ts";
import { useReconnect } from "../hooks/use-online.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { count } from "../format.ts";
import { useChangeSetDetail } from "../hooks/use-change-set.ts";
import { useSheetSelection } from "../hooks/use-sheet-selection.ts";
import { useLayout } from "../layout.ts";
import { stepTitles, type Step } from "../pane-state.ts";
import { stepStatus } from "../step-status.ts";
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
  const away = useReconnect(
    [connections, snapshots, runs, changeSets].map((one) => one.error),
  );
  useRunningJobs();
  useFreshLists(story);
  useSheetSelection();
  const View = views[state.step];
  const deciding = state.step === "approve" || state.step === "write-back";
  const detail = useChangeSetDetail(deciding ? story.changeSet : null);
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
        totals={detail.data?.totals ?? story.run?.totals ?? null}
        scope={scopeOf(deciding ? story.changeSet : null, detail.data)}
        currency={story.currency}
        onHandValue={story.snapshot?.onHandValue ?? null}
      />
      {away && (
        <Notice intent="warning" title="Offline.">
          The service does not answer. What you see may be old; what you type is
          kept. Trying again every few seconds.
        </Notice>
      )}
      <div
        role="tabpanel"
        id="step-panel"
        aria-labelledby={`step-${state.step}`}
        className={layout.view}
      >
        <View />
      </div>
    </>
  );
}

/** What the totals sum, in three words. */
function scopeOf(
  changeSet: ChangeSet | null,
  detail: ChangeSetDetail | undefined,
): string {
  if (detail?.totals) return ` of ${count(detail.totals.stages, "row")}`;
  return changeSet?.undoes ? " before the undo" : "";
}

const stepOfKind: Readonly<Record<string, Step>> = {
  import: "data",
  optimize: "optimize",
  "plan-write": "approve",
  undo: "approve",
  "write-back": "write-back",
  verify: "write-back",
};

/** Takes up jobs that were under way when the pane was closed. */
function useRunningJobs(): void {
  const { client, state, dispatch } = usePane();
  const adopt = useEffectEvent((kind: string, jobId: string) => {
    const step = stepOfKind[kind];
    if (step && !state.jobs[step]) dispatch({ kind: "watch", step, jobId });
  });
  useEffect(() => {
    const controller = new AbortController();
    client
      .jobs({ signal: controller.signal })
      .then((jobs) => {
        for (const job of jobs) if (!isFinished(job)) adopt(job.kind, job.id);
      })
      .catch((error: unknown) => {
        // The lists that the steps show report a lost connection; this is a convenience.
        if (!isAbort(error)) return;
      });
    return () => controller.abort();
  }, [client]);
}
