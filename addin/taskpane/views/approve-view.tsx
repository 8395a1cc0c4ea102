import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ChangeSet } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { unconfirmedRows } from "../change-order.ts";
import { useChangeSetDetail } from "../hooks/use-change-set.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useStepJob, type StepJob } from "../hooks/use-step-job.ts";
import { useLayout } from "../layout.ts";
import { awaitedBy } from "../run-on-view.ts";
import { DecisionBar } from "./decision-bar.tsx";
import { DiffSection } from "./diff-section.tsx";
import { OtherPlan } from "./other-plan.tsx";
import { PlanForm } from "./plan-form.tsx";

/** Step 4: exactly what would be written, and another person's word on it. */
export function ApproveView(): ReactNode {
  const { session, changeSet, changeSets } = useStory();
  const busy = changeSet?.state === "awaiting-approval";
  return (
    <>
      <OtherPlan
        plan={busy ? null : awaitedBy(session.person, changeSets.data ?? [])}
        title="Another plan waits for you."
      />
      <Plan />
    </>
  );
}

function Plan(): ReactNode {
  const { cache, dispatch, announce } = usePane();
  const { run, changeSet, changeSets } = useStory();
  const layout = useLayout();
  const job = useStepJob("approve", (finished) => {
    cache.refresh("change-set");
    if (finished.state !== "done") return;
    dispatch({ kind: "choose-change-set", id: finished.subjectId });
    announce("The plan is ready to be read");
  });

  if (changeSet && !job.running && changeSet.state !== "planning") {
    return <Planned key={changeSet.id} changeSet={changeSet} job={job} />;
  }
  if (job.running || changeSet?.state === "planning") {
    return (
      <div className={layout.scroll}>
        <JobProgress
          title="Planning the write"
          watched={job.watched}
          onCancel={job.cancel.run}
          cancelling={job.cancel.busy}
        />
        <p className={layout.muted}>
          Each row is read from the ERP and compared with what was imported.
          Nothing is written.
        </p>
      </div>
    );
  }
  if (changeSets.error && !changeSets.data) {
    return (
      <div className={layout.scroll}>
        <ErrorState
          title="Change sets cannot be read."
          error={changeSets.error}
          onRetry={changeSets.retry}
        />
      </div>
    );
  }
  if (!changeSets.data) {
    return (
      <div className={layout.scroll}>
        <LoadingRows label="Reading change sets" rows={6} />
      </div>
    );
  }
  if (!run) {
    return (
      <div className={layout.scroll}>
        <EmptyState
          title="Nothing to approve yet"
          action={
            <Button
              appearance="primary"
              onClick={() => dispatch({ kind: "go", step: "optimize" })}
            >
              Go to Optimize
            </Button>
          }
        >
          Optimize and review first; then plan the write here.
        </EmptyState>
      </div>
    );
  }
  return <PlanForm run={run} failure={job.failure} onCancel={null} />;
}

function Planned(props: {
  readonly changeSet: ChangeSet;
  readonly job: StepJob;
}): ReactNode {
  const { dispatch } = usePane();
  const layout = useLayout();
  const { changeSet } = props;
  const detail = useChangeSetDetail(changeSet);
  return (
    <>
      <div className={layout.scroll}>
        {props.job.failure && (
          <ErrorState
            title="The plan could not be made."
            error={props.job.failure}
          />
        )}
        {detail.error && !detail.data ? (
          <ErrorState
            title="The diff cannot be read."
            error={detail.error}
            onRetry={detail.retry}
          />
        ) : detail.data ? (
          <DiffSection detail={detail.data} />
        ) : (
          <LoadingRows label="Reading the diff" rows={8} height={32} />
        )}
      </div>
      {detail.data ? (
        <DecisionBar
          changeSet={detail.data.changeSet}
          unconfirmed={unconfirmedRows(detail.data.rows).length}
        />
      ) : (
        <ActionBar>
          <Button onClick={() => dispatch({ kind: "go", step: "review" })}>
            Back to Review
          </Button>
        </ActionBar>
      )}
    </>
  );
}
