import { ICommandService, Univer } from "@univerjs/core";
import {
  FormulaExecutedStateType,
  FormulaExecuteStageType,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationStartMutation,
  SetFormulaCalculationStopMutation,
  SetTriggerFormulaCalculationStartMutation,
} from "@univerjs/engine-formula";
import { cleanStart } from "../../addin/workbook/univer/clean-start.ts";
import { retrieveLostCalculations } from "../../addin/workbook/univer/lost-calculations.ts";

/** The commands that pass between a page and the thread that calculates, sent by hand. */
describe("a change between two calculations", () => {
  function page() {
    const univer = new Univer();
    const commands = univer.__getInjector().get(ICommandService);
    for (const command of [
      SetFormulaCalculationStartMutation,
      SetFormulaCalculationStopMutation,
      SetFormulaCalculationNotificationMutation,
      SetTriggerFormulaCalculationStartMutation,
    ]) {
      commands.registerCommand(command);
    }
    retrieveLostCalculations(univer);
    const asked: boolean[] = [];
    commands.onCommandExecuted(({ id, params }) => {
      if (id !== SetTriggerFormulaCalculationStartMutation.id) return;
      asked.push(
        (params as { readonly forceCalculation: boolean }).forceCalculation,
      );
    });
    const told = (params: object) =>
      commands.syncExecuteCommand(
        SetFormulaCalculationNotificationMutation.id,
        params,
      );
    return {
      start: () =>
        commands.syncExecuteCommand(SetFormulaCalculationStartMutation.id, {
          ...cleanStart,
        }),
      stop: () =>
        commands.syncExecuteCommand(SetFormulaCalculationStopMutation.id, {}),
      calculates: () =>
        told({
          stageInfo: { stage: FormulaExecuteStageType.CURRENTLY_CALCULATING },
        }),
      ends: (state: FormulaExecutedStateType) =>
        told({ functionsExecutedState: state }),
      /** Whether everything was calculated, once for each time it was asked for. */
      asked: async () => {
        await new Promise((resolve) => setTimeout(resolve));
        return asked;
      },
      [Symbol.dispose]: () => univer.dispose(),
    };
  }
  const { SUCCESS, STOP_EXECUTION } = FormulaExecutedStateType;

  it("has everything calculated when the calculation ends in spite of it", async () => {
    using there = page();
    there.start();
    there.calculates();
    there.stop();
    there.ends(SUCCESS);
    expect(await there.asked()).toEqual([true]);

    there.start();
    there.ends(SUCCESS);
    expect(await there.asked()).toEqual([true]);
  });

  it("is left to the calculation that starts anew for it", async () => {
    using there = page();
    there.start();
    there.calculates();
    there.stop();
    there.start();
    // A calculation that was stopped says so twice.
    there.ends(STOP_EXECUTION);
    there.ends(STOP_EXECUTION);
    there.ends(SUCCESS);
    expect(await there.asked()).toEqual([]);
  });

  it("has everything calculated when the one before it was forgotten, and then stopped", async () => {
    using there = page();
    there.start();
    there.start();
    there.ends(SUCCESS);
    there.calculates();
    there.stop();
    there.start();
    there.ends(STOP_EXECUTION);
    expect(await there.asked()).toEqual([true]);
  });

  it("costs nothing where calculations follow one another, or overlap and end", async () => {
    using there = page();
    there.start();
    there.ends(SUCCESS);
    there.start();
    there.start();
    there.ends(SUCCESS);
    there.ends(SUCCESS);
    there.start();
    there.ends(SUCCESS);
    expect(await there.asked()).toEqual([]);
  });

  it("leaves a calculation alone that somebody stopped", async () => {
    using there = page();
    there.start();
    there.stop();
    there.ends(STOP_EXECUTION);
    there.ends(STOP_EXECUTION);
    there.start();
    there.ends(SUCCESS);
    expect(await there.asked()).toEqual([]);
  });
});
