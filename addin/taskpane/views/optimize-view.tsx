import { Button } from "@fluentui/react-components";
import { lazy, Suspense, type ComponentType, type ReactNode } from "react";
import { PartTabs } from "../components/part-tabs.tsx";
import { EmptyState, LoadingRows } from "../components/states.tsx";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";
import {
  optimizeParts,
  optimizePartTitles,
  type OptimizePart,
} from "../pane-state.ts";
import { loadWhatIf } from "./load-what-if.ts";
import { ScenarioView } from "./scenario-view.tsx";

const views: Readonly<Record<OptimizePart, ComponentType>> = {
  scenario: ScenarioView,
  frontier: lazy(() =>
    loadWhatIf().then((one) => ({ default: one.FrontierView })),
  ),
  compare: lazy(() =>
    loadWhatIf().then((one) => ({ default: one.CompareView })),
  ),
  network: lazy(() =>
    loadWhatIf().then((one) => ({ default: one.NetworkView })),
  ),
};

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
  const View = views[state.optimizePart];
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
        <Suspense
          fallback={
            <div className={layout.scroll}>
              <LoadingRows label="Opening" rows={6} height={48} />
            </div>
          }
        >
          <View />
        </Suspense>
      </div>
    </>
  );
}
