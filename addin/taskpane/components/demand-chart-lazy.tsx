import { createElement, type ComponentProps, type ReactNode } from "react";
import { useQuery } from "../hooks/use-query.ts";
import type { DemandSectionProps } from "./demand-chart-section.tsx";
import { ErrorState, LoadingRows } from "./states.tsx";

const loadStageCode = () =>
  import(/* webpackChunkName: "demand" */ "./demand-chart-section.tsx");
type StageCode = Awaited<ReturnType<typeof loadStageCode>>;

/** Demand of a stage, drawn; its code comes when the first stage is looked at. */
export function Demand(props: DemandSectionProps): ReactNode {
  const code = useDemandCode();
  if (code.data) return createElement(code.data.DemandSection, props);
  if (!code.error) {
    return <LoadingRows label="Reading demand" rows={8} height={32} />;
  }
  return (
    <ErrorState
      title="What explains this stage did not load."
      error={code.error}
      onRetry={code.retry}
    />
  );
}

/** A number as its parts; it comes with the demand. */
export function ExplanationBars(
  props: ComponentProps<StageCode["ExplanationBars"]>,
): ReactNode {
  const code = useDemandCode();
  return code.data ? createElement(code.data.ExplanationBars, props) : null;
}

/** What the advised numbers did when they were replayed; it comes with the demand. */
export function SimulatedSection(
  props: ComponentProps<StageCode["SimulatedSection"]>,
): ReactNode {
  const code = useDemandCode();
  return code.data ? createElement(code.data.SimulatedSection, props) : null;
}

/** How long orders of a stage take, drawn; it comes with the demand. */
export function LeadTime(props: DemandSectionProps): ReactNode {
  const code = useDemandCode();
  return code.data ? createElement(code.data.LeadTimeSection, props) : null;
}

/** Code is asked for as data is: a lost connection costs this part, not the pane. */
function useDemandCode() {
  return useQuery("code/demand", loadStageCode);
}
