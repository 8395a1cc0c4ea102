import { Button, Link } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run, ScenarioChange } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { count } from "../format.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useScenarioDraft } from "../hooks/use-scenario-draft.ts";
import type { ReviewRow } from "../review-rows.ts";
import { draftOf } from "../scenario-draft.ts";

/** What can be done with the stage that is pointed at: suppose the opposite of it, or ask why. */
export function NetworkActions(props: {
  readonly run: Run;
  readonly row: ReviewRow | undefined;
  readonly onWhy: () => void;
}): ReactNode {
  const { run, row } = props;
  const { announce, dispatch } = usePane();
  const { session } = useStory();
  const { draft, type } = useScenarioDraft();
  const waiting = draft?.changes?.length ?? 0;
  if (!row) {
    return (
      <ActionBar hint="The longer the bar, the more money in safety stock. Click a stage, or walk with the arrow keys.">
        {null}
      </ActionBar>
    );
  }
  const change = stockingChange(row);
  const added = (draft?.changes ?? []).some(({ name }) => name === change.name);
  return (
    <ActionBar
      hint={
        waiting > 0 && (
          <Link
            as="button"
            onClick={() => dispatch({ kind: "look", part: "scenario" })}
          >
            {`${count(waiting, "change")} in the scenario form`}
          </Link>
        )
      }
    >
      <Button
        disabled={!hasRole(session.person, "planner")}
        onClick={() => {
          const from =
            draft ??
            draftOf({ ...run.scenario, name: change.name.slice(0, 80) });
          const others = (from.changes ?? []).filter(
            ({ name }) => name !== change.name,
          );
          type({ ...from, changes: added ? others : [...others, change] });
          announce(
            `${added ? "Taken out of" : "Added to"} the scenario: ${change.name}`,
          );
        }}
      >
        {added
          ? "Take the what-if back"
          : change.kind === "postpone"
            ? "What if made to order"
            : change.may
              ? "What if it stocks"
              : "What if it does not stock"}
      </Button>
      <Button appearance="primary" onClick={props.onWhy}>
        Why
      </Button>
    </ActionBar>
  );
}

/** The opposite of what the stage does now, as a change of a scenario. */
function stockingChange({
  stage,
}: ReviewRow): Extract<ScenarioChange, { kind: "stocking" | "postpone" }> {
  const stages = { stageIds: [stage.stageId] };
  const name = `${stage.item} at ${stage.location}`;
  if (stage.customerFacing && (stage.recommended.safetyStock ?? 0) > 0) {
    return { kind: "postpone", name: `${name} made to order`, stages };
  }
  const may = stage.after.meanOnHand === 0;
  return {
    kind: "stocking",
    name: `${name} ${may ? "may hold stock" : "without stock"}`,
    stages,
    may,
  };
}
