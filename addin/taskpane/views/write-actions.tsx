import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ChangeSet, Started } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Dock } from "../components/dock.tsx";
import { ErrorState } from "../components/states.tsx";
import { count } from "../format.ts";
import { useAction } from "../hooks/use-action.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";

/** What can be done with an approved change set, by how far it is. */
export function WriteActions(props: {
  readonly changeSet: ChangeSet;
  readonly running: boolean;
}): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { session } = useStory();
  const { changeSet } = props;

  const start = useAction(
    async (signal, what: "dry-run" | "write" | "verify" | "undo") => {
      const options = { signal };
      const begin = (): Promise<Started> => {
        switch (what) {
          case "dry-run":
          case "write": {
            const dryRun = what === "dry-run";
            return client.startWriteBack(changeSet.id, { dryRun }, options);
          }
          case "verify":
            return client.startVerify(changeSet.id, options);
          case "undo":
            return client.startUndo(changeSet.id, options);
        }
      };
      const started = await begin();
      const step = what === "undo" ? "approve" : "write-back";
      dispatch({ kind: "watch", step, jobId: started.jobId });
      cache.refresh("change-set");
      announce(`${titles[what]} started`);
      if (what === "undo") {
        dispatch({ kind: "choose-change-set", id: started.subjectId });
        dispatch({ kind: "go", step: "approve" });
      }
    },
  );
  const busy = props.running || start.busy || changeSet.state === "writing";
  const may =
    hasRole(session.person, "planner") ||
    hasRole(session.person, "approver") ||
    hasRole(session.person, "integrator");
  const mayUndo =
    hasRole(session.person, "planner") || hasRole(session.person, "integrator");
  const open = changeSet.state === "approved" || changeSet.state === "writing";
  const written =
    changeSet.state === "written" || changeSet.state === "partly-written";
  return (
    <>
      {start.error && (
        <Dock>
          <ErrorState title="It did not start." error={start.error} />
        </Dock>
      )}
      <ActionBar
        hint={
          open
            ? "Only rows that still hold what the plan has seen are written."
            : written
              ? mayUndo
                ? "Undo plans a new change set; it needs an approval too."
                : "Planners may undo: a new change set, approved by another person."
              : changeSet.state === "failed"
                ? "Plan again in Approve to go on."
                : null
        }
      >
        {open && (
          <>
            <Button
              disabled={busy || !may}
              onClick={() => start.run("dry-run")}
            >
              Dry run
            </Button>
            <Button
              appearance="primary"
              disabled={busy || !may}
              onClick={() => start.run("write")}
            >
              {`Write ${count(changeSet.counts.change, "row")}`}
            </Button>
          </>
        )}
        {written && (
          <>
            <Button
              disabled={busy || !mayUndo}
              onClick={() => start.run("undo")}
            >
              Undo
            </Button>
            {changeSet.state === "partly-written" && (
              <Button
                disabled={busy || !may}
                onClick={() => start.run("write")}
              >
                Try the rest again
              </Button>
            )}
            <Button
              appearance="primary"
              disabled={busy}
              onClick={() => start.run("verify")}
            >
              Verify
            </Button>
          </>
        )}
      </ActionBar>
    </>
  );
}

const titles = {
  "dry-run": "Dry run",
  write: "Write-back",
  verify: "Verification",
  undo: "Undo",
} as const;
