/** The five steps, in the order of the story. */
export const steps = [
  "data",
  "optimize",
  "review",
  "approve",
  "write-back",
] as const;
export type Step = (typeof steps)[number];

export const stepTitles: Readonly<Record<Step, string>> = {
  data: "Data",
  optimize: "Optimize",
  review: "Review",
  approve: "Approve",
  "write-back": "Write back",
};

/** What the optimize step shows: what is wanted, and three ways to look at what came out. */
export const optimizeParts = [
  "scenario",
  "frontier",
  "compare",
  "network",
] as const;
export type OptimizePart = (typeof optimizeParts)[number];

export const optimizePartTitles: Readonly<Record<OptimizePart, string>> = {
  scenario: "Scenario",
  frontier: "Frontier",
  compare: "Compare",
  network: "Network",
};

/** Where a job is watched: in its step, or beside a run. */
export type JobPlace = Step | "frontier";

/** What of the pane outlives a reload: where the planner is, and what is chosen. */
export interface PaneState {
  readonly step: Step;
  /** `null`: the newest. */
  readonly snapshotId: string | null;
  readonly runId: string | null;
  readonly changeSetId: string | null;
  /** The stage whose why-panel is open. */
  readonly stageId: string | null;
  readonly optimizePart: OptimizePart;
  /** The jobs that are watched. */
  readonly jobs: Readonly<Partial<Record<JobPlace, string>>>;
}

export type PaneAction =
  | { readonly kind: "go"; readonly step: Step }
  | { readonly kind: "look"; readonly part: OptimizePart }
  | { readonly kind: "choose-snapshot"; readonly id: string | null }
  | { readonly kind: "choose-run"; readonly id: string | null }
  /** A run that was waited for has ended. */
  | { readonly kind: "run-ended"; readonly id: string }
  /** What is read, typed and signed from here on belongs to this run. */
  | { readonly kind: "hold-run"; readonly id: string }
  | { readonly kind: "choose-change-set"; readonly id: string | null }
  | { readonly kind: "open-stage"; readonly id: string | null }
  | {
      readonly kind: "watch";
      readonly step: JobPlace;
      readonly jobId: string | null;
    };

export const firstPaneState: PaneState = {
  step: "data",
  snapshotId: null,
  runId: null,
  changeSetId: null,
  stageId: null,
  optimizePart: "scenario",
  jobs: {},
};

/** Choosing something forgets what was chosen below it: a new run has other rows and no change set. */
export function paneReducer(state: PaneState, action: PaneAction): PaneState {
  switch (action.kind) {
    case "go":
      return { ...state, step: action.step };
    case "look":
      return { ...state, step: "optimize", optimizePart: action.part };
    case "choose-snapshot":
      return { ...state, snapshotId: action.id };
    case "choose-run":
      return state.runId === action.id
        ? state
        : { ...state, runId: action.id, changeSetId: null, stageId: null };
    case "run-ended":
      // From Review on, no run takes the place of the one that is worked on.
      return isHolding(state.step)
        ? state
        : paneReducer(state, { kind: "choose-run", id: action.id });
    case "hold-run":
      return { ...state, runId: action.id };
    case "choose-change-set":
      return { ...state, changeSetId: action.id };
    case "open-stage":
      return { ...state, stageId: action.id };
    case "watch": {
      const { [action.step]: _old, ...others } = state.jobs;
      return {
        ...state,
        jobs: action.jobId
          ? { ...others, [action.step]: action.jobId }
          : others,
      };
    }
  }
}

/** Whether a step works on one run, and stays with it when newer ones end. */
export function isHolding(step: Step): boolean {
  return step !== "data" && step !== "optimize";
}

/** Reads what an earlier page left; the first state when it left nothing usable. */
export function readPaneState(text: string | null): PaneState {
  try {
    const kept = JSON.parse(text ?? "null") as Partial<PaneState> | null;
    if (!kept || !steps.includes(kept.step as Step)) return firstPaneState;
    const { optimizePart: part } = { ...firstPaneState, ...kept };
    return {
      ...firstPaneState,
      ...kept,
      optimizePart: optimizeParts.includes(part) ? part : "scenario",
      jobs: kept.jobs ?? {},
    };
  } catch {
    return firstPaneState;
  }
}
