import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ChangeSet } from "../../../engine/contracts/index.ts";
import { Dock } from "../components/dock.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { useChangeSetDetail } from "../hooks/use-change-set.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useStepJob } from "../hooks/use-step-job.ts";
import { useLayout } from "../layout.ts";
import { OtherPlan } from "./other-plan.tsx";
import { WriteActions } from "./write-actions.tsx";
import { WriteResults } from "./write-results.tsx";

const writable: readonly ChangeSet["state"][] = [
  "approved",
  "writing",
  "written",
  "partly-written",
  "undone",
  "failed",
];

/** Step 5: the approved values go into the ERP, and are seen to be there. */
export function WriteBackView(): ReactNode {
  const { dispatch } = usePane();
  const { changeSet, changeSets } = useStory();
  const layout = useLayout();
  if (
    changeSet &&
    changeSet.approval?.decision === "approved" &&
    writable.includes(changeSet.state)
  ) {
    return <Write key={changeSet.id} changeSet={changeSet} />;
  }
  return (
    <div className={layout.scroll}>
      <OtherPlan
        plan={changeSets.data?.find(
          ({ state }) => state === "approved" || state === "writing",
        )}
        title="Another plan is approved."
      />
      {changeSets.error && !changeSets.data ? (
        <ErrorState
          title="Change sets cannot be read."
          error={changeSets.error}
          onRetry={changeSets.retry}
        />
      ) : !changeSets.data ? (
        <LoadingRows label="Reading change sets" rows={6} />
      ) : (
        <EmptyState
          title="Nothing approved yet"
          action={
            <Button
              appearance="primary"
              onClick={() => dispatch({ kind: "go", step: "approve" })}
            >
              Go to Approve
            </Button>
          }
        >
          Only what another person has approved is written, and only while the
          ERP still holds what the plan has seen.
        </EmptyState>
      )}
    </div>
  );
}

function Write(props: { readonly changeSet: ChangeSet }): ReactNode {
  const { cache, announce } = usePane();
  const { changeSet } = props;
  const layout = useLayout();
  const job = useStepJob("write-back", (finished) => {
    cache.refresh("change-set");
    if (finished.state === "done") announce("Finished; see the rows");
  });
  const detail = useChangeSetDetail(changeSet);
  const mine = job.watched.job?.subjectId === changeSet.id;
  return (
    <>
      <div className={layout.scroll}>
        {detail.error && !detail.data && (
          <ErrorState
            title="The rows cannot be read."
            error={detail.error}
            onRetry={detail.retry}
          />
        )}
        {detail.data ? (
          <WriteResults detail={detail.data} job={mine ? job.watched : null} />
        ) : (
          !detail.error && (
            <LoadingRows label="Reading the rows" rows={8} height={24} />
          )
        )}
      </div>
      <Dock>
        {job.failure && mine && (
          <ErrorState
            title="It stopped before the end. Rows that are written stay written; run it again to go on."
            error={job.failure}
          />
        )}
        {job.running && (
          <JobProgress
            title={
              job.watched.job?.kind === "verify"
                ? "Reading the ERP again"
                : "Writing to the ERP"
            }
            watched={job.watched}
            onCancel={job.cancel.run}
            cancelling={job.cancel.busy}
          />
        )}
      </Dock>
      <WriteActions changeSet={changeSet} running={job.running} />
    </>
  );
}
