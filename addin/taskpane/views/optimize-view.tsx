import { Button } from "@fluentui/react-components";
import { createElement, type ReactNode } from "react";
import { PartTabs } from "../components/part-tabs.tsx";
import { EmptyState } from "../components/states.tsx";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useRunJob } from "../hooks/use-run-job.ts";
import { useLayout } from "../layout.ts";
import { optimizeParts, optimizePartTitles } from "../pane-state.ts";
import { ScenarioView } from "./scenario-view.tsx";
import { WhatIfPart } from "./what-if-part.tsx";

const names = {
  frontier: "FrontierView",
  compare: "CompareView",
  network: "NetworkView",
} as const;

/** Step 2: what is wanted, the run that finds it, and what else it might have been. */
export function OptimizeView(): ReactNode {
  const { state, dispatch } = usePane();
  const { snapshot } = useStory();
  const layout = useLayout();
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
  const part = state.optimizePart;
  return (
    <>
      <PartTabs
        label="Parts of this step"
        parts={optimizeParts}
        titles={optimizePartTitles}
        here={state.optimizePart}
        panelId="optimize-part"
        onGo={(part) => dispatch({ kind: "look", part })}
      />
      <div
        role="tabpanel"
        id="optimize-part"
        aria-labelledby={`part-${state.optimizePart}`}
        className={layout.view}
      >
        {part === "scenario" ? <ScenarioView /> : <OtherPart part={part} />}
      </div>
    </>
  );
}

/** A way to look at runs; one that ends meanwhile is on view here, too. */
function OtherPart({ part }: { readonly part: keyof typeof names }): ReactNode {
  useRunJob();
  return (
    <WhatIfPart
      whole
      rows={6}
      show={(views) => createElement(views[names[part]])}
    />
  );
}
