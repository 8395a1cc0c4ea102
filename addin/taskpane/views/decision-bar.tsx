import { Button, Field, Textarea } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { ChangeSet, Person } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Dock } from "../components/dock.tsx";
import { ErrorState } from "../components/states.tsx";
import { count, shortDigest } from "../format.ts";
import { useAction } from "../hooks/use-action.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { PlanForm } from "./plan-form.tsx";

/** Who may decide, and the decision: the author sees why it is not theirs. */
export function DecisionBar(props: {
  readonly changeSet: ChangeSet;
  /** Rows that the simulation does not confirm: approving them takes a reason. */
  readonly unconfirmed: number;
}): ReactNode {
  const { dispatch } = usePane();
  const { run, session } = useStory();
  const { changeSet, unconfirmed } = props;
  const [again, setAgain] = useState(false);
  if (again && run) {
    return (
      <PlanForm run={run} failure={null} onCancel={() => setAgain(false)} />
    );
  }
  const planAgain = run && hasRole(session.person, "planner") && (
    <Button onClick={() => setAgain(true)}>Plan again</Button>
  );
  switch (changeSet.state) {
    case "awaiting-approval":
      return (
        <Awaiting
          changeSet={changeSet}
          unconfirmed={unconfirmed}
          planAgain={planAgain}
        />
      );
    case "approved":
    case "writing":
    case "written":
    case "partly-written":
    case "undone":
      return (
        <ActionBar hint="Approved: exactly this diff, nothing else.">
          {changeSet.state !== "writing" && planAgain}
          <Button
            appearance="primary"
            onClick={() => dispatch({ kind: "go", step: "write-back" })}
          >
            Write back
          </Button>
        </ActionBar>
      );
    case "planning":
    case "rejected":
    case "failed":
      return (
        <ActionBar
          hint={
            changeSet.state === "rejected"
              ? "Rejected: change what was asked for in Review, then plan again."
              : "Nothing was written."
          }
        >
          <Button onClick={() => dispatch({ kind: "go", step: "review" })}>
            Back to Review
          </Button>
          {planAgain}
        </ActionBar>
      );
  }
}

function Awaiting(props: {
  readonly changeSet: ChangeSet;
  readonly unconfirmed: number;
  readonly planAgain: ReactNode;
}): ReactNode {
  const { session, switchPerson, nameOf } = useStory();
  const { changeSet } = props;
  const me = session.person;
  const approvers = session.people.filter(
    (one) => hasRole(one, "approver") && one.id !== changeSet.author,
  );
  const names = approvers.map((one) => one.name).join(" or ");
  if (me.id === changeSet.author) {
    return (
      <ActionBar
        hint={`You planned this, so another person must approve it${names ? `: ${names}` : ""}.`}
      >
        {props.planAgain}
        <ContinueAs people={approvers} onSwitch={switchPerson} />
      </ActionBar>
    );
  }
  if (!hasRole(me, "approver")) {
    return (
      <ActionBar
        hint={`Waits for an approver${names ? `: ${names}` : ""}. ${nameOf(changeSet.author)} planned it.`}
      >
        <ContinueAs people={approvers} onSwitch={switchPerson} />
      </ActionBar>
    );
  }
  return <Decision changeSet={changeSet} unconfirmed={props.unconfirmed} />;
}

/** Local trial only: the other person's chair. */
function ContinueAs(props: {
  readonly people: readonly Person[];
  readonly onSwitch: (id: string) => void;
}): ReactNode {
  const { session } = useStory();
  const person = props.people[0];
  if (session.mode !== "local" || !person) return null;
  return (
    <Button appearance="primary" onClick={() => props.onSwitch(person.id)}>
      Continue as {person.name}
    </Button>
  );
}

function Decision(props: {
  readonly changeSet: ChangeSet;
  readonly unconfirmed: number;
}): ReactNode {
  const { client, cache, dispatch, announce } = usePane();
  const { changeSet, unconfirmed } = props;
  const [comment, setComment] = useDraft<string>(`comment.${changeSet.id}`);
  const decide = useAction(async (signal, decision: "approve" | "reject") => {
    if (changeSet.digest === null) return;
    const request = { digest: changeSet.digest, comment: comment ?? "" };
    await client[decision](changeSet.id, request, { signal });
    setComment(null);
    cache.refresh("change-set");
    announce(decision === "approve" ? "Approved" : "Rejected");
    if (decision === "approve") dispatch({ kind: "go", step: "write-back" });
  });
  const nothing = changeSet.counts.change === 0;
  const reasonMissing = unconfirmed > 0 && (comment ?? "").trim().length < 3;
  return (
    <>
      <Dock>
        {decide.error && (
          <ErrorState
            title="The decision was not recorded."
            error={decide.error}
            onRetry={() => {
              cache.refresh("change-set");
              decide.clear();
            }}
          />
        )}
        <Field
          size="small"
          label="Comment, for the record"
          required={unconfirmed > 0}
          hint={
            unconfirmed > 0
              ? `Say why ${count(unconfirmed, "row")} may go in that the simulation does not confirm.`
              : null
          }
        >
          <Textarea
            rows={2}
            value={comment ?? ""}
            onChange={(_, { value }) => setComment(value)}
          />
        </Field>
      </Dock>
      <ActionBar
        hint={
          changeSet.digest
            ? `Your approval signs ${shortDigest(changeSet.digest)}.`
            : null
        }
      >
        <Button disabled={decide.busy} onClick={() => decide.run("reject")}>
          Reject
        </Button>
        <Button
          appearance="primary"
          disabled={
            decide.busy || nothing || reasonMissing || changeSet.digest === null
          }
          onClick={() => decide.run("approve")}
        >
          {nothing
            ? "Nothing to approve"
            : `Approve ${count(changeSet.counts.change, "row")}`}
        </Button>
      </ActionBar>
    </>
  );
}
