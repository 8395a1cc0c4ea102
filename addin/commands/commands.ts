import type { Step } from "../taskpane/pane-state.ts";
import type { StepRequests } from "./step-requests.ts";

/** What each ribbon button of the manifests does, by the id that they give it. */
export const commandSteps = {
  goToData: "data",
  goToOptimize: "optimize",
  goToReview: "review",
  goToApprove: "approve",
  goToWriteBack: "write-back",
} as const satisfies Readonly<Record<string, Step>>;

/** The parts of `Office` that ribbon commands need. */
export interface CommandHost {
  readonly actions: {
    associate(id: string, command: (event: CommandEvent) => void): void;
  };
  readonly addin: { showAsTaskpane(): Promise<void> };
}

/** What Office hands to a command, and waits for. */
export interface CommandEvent {
  completed(): void;
}

/** Tells Excel what its ribbon buttons do: show the pane, at the button's step. */
export function associateCommands(
  office: CommandHost,
  requests: StepRequests,
): void {
  for (const [id, step] of Object.entries(commandSteps)) {
    office.actions.associate(id, (event) => {
      requests.ask(step);
      // An old Excel may not know how to show a pane: the button must not hang for it.
      void office.addin
        .showAsTaskpane()
        .catch(() => undefined)
        .finally(() => event.completed());
    });
  }
}
