import { Button, Select } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { SnapshotSummary } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Dock } from "../components/dock.tsx";
import { Facts } from "../components/facts.tsx";
import { FindingsList } from "../components/findings-list.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Section } from "../components/section.tsx";
import { StartedJob } from "../components/started-job.tsx";
import {
  EmptyState,
  ErrorState,
  LoadingRows,
  Notice,
} from "../components/states.tsx";
import { instant, measure, moneyExact, shortDigest } from "../format.ts";
import { isBeingAudited } from "../hooks/use-fresh-lists.ts";
import { useRunJob } from "../hooks/use-run-job.ts";
import { useStepJob } from "../hooks/use-step-job.ts";
import { useAction } from "../hooks/use-action.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useLayout } from "../layout.ts";
import { ConnectionSection } from "./connection-section.tsx";

/** Step 1: where the numbers come from, and whether they can be trusted. */
export function DataView(): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { connections, snapshots, snapshot, run, session } = useStory();
  const layout = useLayout();
  const [chosen, setChosen] = useState<string | null>(null);
  const connection =
    connections.data?.find((one) => one.id === chosen) ??
    connections.data?.[0] ??
    null;

  const job = useStepJob("data", (finished) => {
    cache.refresh("snapshots");
    if (finished.state === "done") {
      announce("Import finished");
      dispatch({ kind: "choose-snapshot", id: finished.subjectId });
    }
  });
  const start = useAction(async (signal) => {
    if (!connection) return;
    const started = await client.startImport(connection.id, { signal });
    dispatch({ kind: "watch", step: "data", jobId: started.jobId });
    announce("Import started");
  });
  const optimizing = useRunJob();
  const mayImport =
    hasRole(session.person, "planner") || hasRole(session.person, "integrator");
  const optimized = run !== null && run.snapshotId === snapshot?.id;

  return (
    <>
      <div className={layout.scroll}>
        <ConnectionSection connection={connection} onChoose={setChosen} />
        {snapshots.error && !snapshots.data ? (
          <ErrorState
            title="Snapshots cannot be read."
            error={snapshots.error}
            onRetry={snapshots.retry}
          />
        ) : !snapshots.data ? (
          <LoadingRows label="Reading snapshots" rows={4} />
        ) : snapshot ? (
          <SnapshotSection snapshot={snapshot} />
        ) : job.running ? null : (
          <EmptyState title="No data yet">
            An import reads items, stock, demand and receipts from the ERP and
            keeps them as one snapshot. It writes nothing.
          </EmptyState>
        )}
      </div>
      <Dock>
        <StartedJob
          start={start}
          job={job}
          words={{
            doing: `Importing from ${connection?.title ?? "the ERP"}`,
            notStarted: "The import did not start.",
            failed: "The import failed.",
          }}
        />
        {optimizing.running && run === null && (
          <JobProgress
            title="First optimization"
            watched={optimizing.watched}
            onCancel={optimizing.cancel.run}
            cancelling={optimizing.cancel.busy}
          />
        )}
      </Dock>
      <ActionBar
        hint={
          mayImport
            ? "An import reads only; nothing is written to the ERP."
            : "Planners and integrators import."
        }
      >
        <Button
          appearance={snapshot ? "secondary" : "primary"}
          disabled={!connection || !mayImport || job.running || start.busy}
          onClick={() => start.run()}
        >
          {snapshot ? "Import again" : "Import"}
        </Button>
        {snapshot && (
          <Button
            appearance="primary"
            disabled={job.running}
            onClick={() =>
              dispatch({ kind: "go", step: optimized ? "review" : "optimize" })
            }
          >
            {optimized ? "Review" : "Optimize"}
          </Button>
        )}
      </ActionBar>
    </>
  );
}

function SnapshotSection(props: {
  readonly snapshot: SnapshotSummary;
}): ReactNode {
  const { client, dispatch } = usePane();
  const { snapshots } = useStory();
  const layout = useLayout();
  const { snapshot } = props;
  const audited = snapshot.findings !== null;
  const findings = useQuery(
    audited ? `findings/${snapshot.id}` : null,
    (signal) => client.findings(snapshot.id, { signal }),
  );
  const ready = snapshots.data?.filter((one) => one.state === "ready") ?? [];
  const newest = snapshots.data?.[0];
  return (
    <>
      {newest?.state === "failed" && (
        <Notice intent="warning" title="The last import failed.">
          {newest.error ?? "No reason was given."} The snapshot below is the one
          before it.
        </Notice>
      )}
      <Section
        title="Snapshot"
        aside={
          ready.length > 1 ? (
            <Select
              size="small"
              aria-label="Snapshot"
              value={snapshot.id}
              onChange={(_, { value }) =>
                dispatch({ kind: "choose-snapshot", id: value })
              }
            >
              {ready.map((one) => (
                <option key={one.id} value={one.id}>
                  {instant(one.takenAt)}
                </option>
              ))}
            </Select>
          ) : null
        }
      >
        <Facts
          facts={[
            { name: "Taken", value: instant(snapshot.takenAt) },
            {
              name: "On hand",
              value: `${snapshot.currency} ${moneyExact(snapshot.onHandValue, 0)}`,
            },
            { name: "Items", value: measure(snapshot.items, 0) },
            {
              name: "Locations",
              value: measure(snapshot.locations, 0),
            },
            { name: "Stages", value: measure(snapshot.stages, 0) },
            { name: "Supply links", value: measure(snapshot.links, 0) },
            { name: "Period", value: snapshot.period },
            { name: "Digest", value: shortDigest(snapshot.digest) },
          ]}
        />
      </Section>
      <Section title="What the audit found">
        {!audited && snapshot.error ? (
          <ErrorState
            title="The audit failed. Import again to have it made."
            error={new Error(snapshot.error)}
          />
        ) : findings.error && !findings.data ? (
          <ErrorState
            title="Findings cannot be read."
            error={findings.error}
            onRetry={findings.retry}
          />
        ) : findings.data ? (
          <div className={layout.section}>
            <FindingsList findings={findings.data} />
          </div>
        ) : (
          <>
            {isBeingAudited(snapshot) && (
              <p className={layout.muted}>
                The audit is looking at every stage. What it finds will stand
                here.
              </p>
            )}
            <LoadingRows label="Reading findings" rows={4} height={32} />
          </>
        )}
      </Section>
    </>
  );
}
