import { Button, Field, Input, Select } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Section } from "../components/section.tsx";
import { ErrorState, Notice } from "../components/states.tsx";
import { count, readNumber } from "../format.ts";
import { useAction } from "../hooks/use-action.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useRecommendations } from "../hooks/use-recommendations.ts";
import { useLayout } from "../layout.ts";
import { UnkeptOverrides } from "./unkept-overrides.tsx";

type Scope = "all" | "flagged" | "overridden";

/** The form as it stands; what is absent is as the form begins. */
interface PlanDraft {
  readonly target?: string;
  readonly scope?: Scope;
  readonly limit?: string;
}

/** What to plan: which rows, and how far a field may move before it is held back. */
export function PlanForm(props: {
  readonly run: Run;
  readonly failure: Error | null;
  /** Back to the plan that stands; `null` when there is none. */
  readonly onCancel: (() => void) | null;
}): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { session, snapshot, snapshots, connections, changeSets } = useStory();
  const layout = useLayout();
  const { run, onCancel } = props;
  const { rows, total } = useRecommendations(run);
  const [draft, setDraft] = useDraft<PlanDraft>(`plan.${run.id}`);
  const { target, scope = "all", limit = "500" } = draft ?? {};
  const set = (change: PlanDraft) => setDraft({ ...draft, ...change });
  const maxChange = readNumber(limit.replace("%", ""));
  const flagged = rows.filter((row) => row.stage.flags.length > 0);
  const overridden = rows.filter((row) => row.override !== null);
  const complete = total !== null && rows.length >= total;
  const chosen =
    scope === "all" ? null : scope === "flagged" ? flagged : overridden;

  const plan = useAction(async (signal) => {
    const started = await client.planChangeSet(
      {
        runId: run.id,
        maxChange: (maxChange ?? 500) / 100,
        ...(target ? { connectionId: target } : {}),
        ...(chosen ? { stageIds: chosen.map((row) => row.stage.stageId) } : {}),
      },
      { signal },
    );
    dispatch({ kind: "watch", step: "approve", jobId: started.jobId });
    dispatch({ kind: "choose-change-set", id: started.subjectId });
    cache.refresh("change-set");
    announce("Planning the write");
    setDraft(null);
    onCancel?.();
  });
  const source = snapshots.data?.find((one) => one.id === run.snapshotId);
  const written =
    source !== undefined &&
    (changeSets.data ?? []).some(
      ({ connectionId, createdAt, counts, state, undoes }) =>
        connectionId === source.connectionId &&
        // What was taken back is as the snapshot said.
        undoes === null &&
        state !== "undone" &&
        counts.written > 0 &&
        createdAt > source.takenAt,
    );
  const targets = connections.data ?? [];
  const mayPlan = hasRole(session.person, "planner");
  const valid = maxChange !== null && maxChange > 0;
  const supposed = (run.scenario.changes ?? []).map(({ name }) => name);
  const form = (
    <div className={layout.section}>
      {props.failure && (
        <ErrorState title="The plan could not be made." error={props.failure} />
      )}
      {plan.error && (
        <ErrorState
          title="The plan was not started."
          error={plan.error}
          onRetry={() => plan.run()}
        />
      )}
      {snapshot && snapshot.id !== run.snapshotId && (
        <Notice intent="warning" title="Older data.">
          This run used an earlier snapshot than the newest one. Rows that have
          changed in the ERP since then will be held back.
        </Notice>
      )}
      {written && (
        <Notice
          intent="warning"
          title="Written since."
          actions={
            <Button
              size="small"
              onClick={() => dispatch({ kind: "go", step: "data" })}
            >
              Import again
            </Button>
          }
        >
          The ERP was written after this run’s snapshot was taken. Rows that it
          holds otherwise by now will be held back as conflicts.
        </Notice>
      )}
      {supposed.length > 0 && (
        <Notice intent="warning" title="A what-if.">
          This run supposes what the ERP does not say: {supposed.join("; ")}.
          Write it once that has come true.
        </Notice>
      )}
      <UnkeptOverrides
        run={run}
        rows={rows}
        except={null}
        means="The plan goes without what is not kept"
      />
      <Section title="Plan the write">
        <div className={layout.grid}>
          <Field label="Which rows" size="small">
            <Select
              value={scope}
              onChange={(_, { value }) => set({ scope: value as Scope })}
            >
              <option value="all">
                {`All ${total === null ? "" : count(total, "stage")}`}
              </option>
              <option value="flagged">{`Flagged, ${flagged.length}`}</option>
              <option value="overridden">
                {`Overridden, ${overridden.length}`}
              </option>
            </Select>
          </Field>
          {targets.length > 1 && (
            <Field label="Into" size="small">
              <Select
                value={target ?? source?.connectionId ?? ""}
                onChange={(_, { value }) => set({ target: value })}
              >
                {targets.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.title}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <Field
            label="Hold back changes above"
            size="small"
            validationState={valid ? "none" : "error"}
            validationMessage={valid ? null : "a percentage above 0"}
          >
            <Input
              inputMode="decimal"
              input={{ size: 4 }}
              contentAfter={<span className={layout.muted}>% of the old</span>}
              value={limit}
              onChange={(_, { value }) => set({ limit: value })}
            />
          </Field>
        </div>
      </Section>
    </div>
  );
  return (
    <>
      {onCancel ? (
        <div style={{ padding: "8px 12px" }}>{form}</div>
      ) : (
        <div className={layout.scroll}>
          {form}
          <p className={layout.muted}>
            The plan reads every row from the ERP and shows exactly what would
            change, field by field. Another person than you then approves
            exactly that. Nothing is written before.
          </p>
        </div>
      )}
      <ActionBar
        hint={
          mayPlan ? null : "Planners plan a write; switch the person to go on."
        }
      >
        {onCancel && <Button onClick={onCancel}>Keep this plan</Button>}
        <Button
          appearance="primary"
          disabled={
            !mayPlan ||
            !valid ||
            plan.busy ||
            (chosen !== null && (!complete || chosen.length === 0))
          }
          onClick={() => plan.run()}
        >
          Plan the write
        </Button>
      </ActionBar>
    </>
  );
}
