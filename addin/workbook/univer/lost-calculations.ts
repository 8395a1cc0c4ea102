import { ICommandService, type Univer } from "@univerjs/core";
import {
  FormulaExecutedStateType,
  type ISetFormulaCalculationNotificationMutation,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  SetFormulaCalculationStopMutation,
  SetTriggerFormulaCalculationStartMutation,
} from "@univerjs/engine-formula";
import { cleanStart } from "./clean-start.ts";

/**
 * Calculates everything once more where a change got lost between two calculations.
 *
 * A change that comes during a calculation asks it to stop, and is taken up when it starts
 * anew. A calculation that is past its last look at that request ends as if nothing had been
 * asked, and Univer then forgets what has changed meanwhile: the cell would stay without its
 * value until the next edit.
 */
export function retrieveLostCalculations(univer: Univer): void {
  const commands = univer.__getInjector().get(ICommandService);
  /** Calculations started whose end was not told yet. */
  let under = 0;
  /** A change has asked for a stop that no start has followed yet. */
  let stopAsked = false;
  /** The end of one calculation made Univer forget the changes that the next one is at. */
  let forgotten = false;

  const ended = (state: FormulaExecutedStateType): boolean => {
    const stopped = state === FormulaExecutedStateType.STOP_EXECUTION;
    const lost = stopped ? forgotten : stopAsked;
    forgotten = !stopped && under > 1;
    if (stopped) under = stopAsked ? 0 : 1;
    else under = Math.max(0, under - 1);
    stopAsked = false;
    return lost;
  };

  commands.onCommandExecuted(({ id, params }) => {
    if (id === SetFormulaCalculationStartMutation.id) {
      under++;
      stopAsked = false;
    } else if (id === SetFormulaCalculationStopMutation.id) {
      stopAsked = true;
    } else if (id === SetFormulaCalculationNotificationMutation.id) {
      const { functionsExecutedState: state, stageInfo } =
        params as ISetFormulaCalculationNotificationMutation;
      if (stageInfo || state === undefined || !ended(state)) return;
      void commands.executeCommand(
        SetTriggerFormulaCalculationStartMutation.id,
        { ...cleanStart, forceCalculation: true },
        { onlyLocal: true },
      );
    }
  });
}
