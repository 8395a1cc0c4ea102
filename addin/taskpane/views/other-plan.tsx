import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { ChangeSet } from "../../../engine/contracts/index.ts";
import { Notice } from "../components/states.tsx";
import { usePane, useStory } from "../hooks/use-pane.ts";

/** Leads to a change set that waits, of whatever run it is. */
export function OtherPlan(props: {
  readonly plan: ChangeSet | null | undefined;
  /** "Another plan waits for you." */
  readonly title: string;
}): ReactNode {
  const { dispatch } = usePane();
  const { changeSet, nameOf } = useStory();
  const { plan } = props;
  if (!plan || plan.id === changeSet?.id) return null;
  return (
    <Notice
      title={props.title}
      actions={
        <Button
          size="small"
          onClick={() => {
            dispatch({ kind: "choose-run", id: plan.runId });
            dispatch({ kind: "choose-change-set", id: plan.id });
          }}
        >
          Show it
        </Button>
      }
    >
      {nameOf(plan.author)} planned it.
    </Notice>
  );
}
