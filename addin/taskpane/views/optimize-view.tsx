import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { scenarioSchema } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Dock } from "../components/dock.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useRunJob } from "../hooks/use-run-job.ts";
import { useLayout } from "../layout.ts";
import {
  draftOf,
  readScenario,
  type ScenarioDraft,
} from "../scenario-draft.ts";
import { RunList } from "./run-list.tsx";
import { ScenarioForm } from "./scenario-form.tsx";

/** Step 2: what is wanted, and the run that finds it. */
export function OptimizeView(): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { snapshot, run, session } = useStory();
  const layout = useLayout();
  const defaults = useQuery(
    snapshot ? `scenario/${snapshot.id}` : null,
    (signal) => client.defaultScenario({ signal }),
  );
  const [kept, setKept] = useDraft<ScenarioDraft>(
    `scenario.${snapshot?.connectionId ?? ""}`,
  );
  const draft = defaults.data ? (kept ?? draftOf(defaults.data)) : null;
  const start = useAction(async (signal) => {
    if (!snapshot || !defaults.data || !draft) return;
    const scenario = scenarioSchema.parse(
      readScenario(draft, defaults.data).scenario,
    );
    const started = await client.startRun(
      { snapshotId: snapshot.id, scenario },
      { signal },
    );
    cache.refresh("runs");
    dispatch({ kind: "watch", step: "optimize", jobId: started.jobId });
    announce("Optimization started");
  });
  const job = useRunJob();

  const mayRun = hasRole(session.person, "planner");

  if (!snapshot) {
    return (
      <div className={layout.scroll}>
        <EmptyState
          title="Nothing to optimize yet"
          action={
            <Button
              appearance="primary"
              onClick={() => dispatch({ kind: "go", step: "data" })}
            >
              Go to Data
            </Button>
          }
        >
          Import a snapshot first: the run works on exactly what the ERP said at
          one moment.
        </EmptyState>
      </div>
    );
  }
  const read =
    draft && defaults.data ? readScenario(draft, defaults.data) : null;
  const wrong = read ? read.errors.size : 0;
  return (
    <>
      <div className={layout.scroll}>
        {defaults.error && !defaults.data ? (
          <ErrorState
            title="The defaults cannot be read."
            error={defaults.error}
            onRetry={defaults.retry}
          />
        ) : draft && read ? (
          <ScenarioForm
            draft={draft}
            errors={read.errors}
            period={snapshot.period}
            currency={snapshot.currency}
            changed={kept !== null}
            onChange={setKept}
            onReset={() => setKept(null)}
          />
        ) : (
          <LoadingRows label="Reading the defaults" rows={6} height={48} />
        )}
        <RunList />
      </div>
      <Dock>
        {start.error && (
          <ErrorState
            title="The run did not start."
            error={start.error}
            onRetry={() => start.run()}
          />
        )}
        {job.failure && (
          <ErrorState title="The run failed." error={job.failure} />
        )}
        {job.running && (
          <JobProgress
            title="Optimizing"
            watched={job.watched}
            onCancel={job.cancel.run}
            cancelling={job.cancel.busy}
          />
        )}
      </Dock>
      <ActionBar
        hint={
          !mayRun
            ? "Planners optimize."
            : wrong > 0
              ? "Mend the marked fields first."
              : run
                ? "A run changes nothing in the ERP."
                : "Takes seconds for a small company, minutes for a large one."
        }
      >
        <Button
          appearance={run && !job.running ? "secondary" : "primary"}
          disabled={!draft || !mayRun || wrong > 0 || job.running || start.busy}
          onClick={() => start.run()}
        >
          {run ? "Optimize again" : "Optimize"}
        </Button>
        {run && (
          <Button
            appearance="primary"
            disabled={job.running}
            onClick={() => dispatch({ kind: "go", step: "review" })}
          >
            Review
          </Button>
        )}
      </ActionBar>
    </>
  );
}
