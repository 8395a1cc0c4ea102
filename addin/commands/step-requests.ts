import type { Step } from "../taskpane/pane-state.ts";

/** Carries the wish for a step from the ribbon to the pane, which share one page. */
export interface StepRequests {
  /** Wishes for a step; the last wish waits for a pane that is not there yet. */
  ask(step: Step): void;
  /** Hears every wish from now on, and the one that waited. */
  listen(listener: (step: Step) => void): () => void;
}

/** A line between one ribbon and one pane. */
export function stepRequests(): StepRequests {
  const listeners = new Set<(step: Step) => void>();
  let waiting: Step | null = null;
  return {
    ask: (step) => {
      if (listeners.size === 0) waiting = step;
      for (const listener of listeners) listener(step);
    },
    listen: (listener) => {
      listeners.add(listener);
      if (waiting) listener(waiting);
      waiting = null;
      return () => listeners.delete(listener);
    },
  };
}
