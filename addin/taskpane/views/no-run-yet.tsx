import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { EmptyState } from "../components/states.tsx";
import { usePane } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";

/** What stands where a run would be looked at, before the first one. */
export function NoRunYet(): ReactNode {
  const { dispatch } = usePane();
  const layout = useLayout();
  return (
    <div className={layout.scroll}>
      <EmptyState
        title="Nothing to look at yet"
        action={
          <Button
            appearance="primary"
            onClick={() => dispatch({ kind: "look", part: "scenario" })}
          >
            To the scenario
          </Button>
        }
      >
        Optimize a scenario first: this shows what came out of it.
      </EmptyState>
    </div>
  );
}
