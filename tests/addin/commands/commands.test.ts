import {
  associateCommands,
  type CommandEvent,
  commandSteps,
} from "../../../addin/commands/commands.ts";
import { stepRequests } from "../../../addin/commands/step-requests.ts";
import { steps } from "../../../addin/taskpane/pane-state.ts";

/** Excel as far as ribbon commands see it. */
function memoryExcel(options: { readonly panes?: boolean } = {}) {
  const commands = new Map<string, (event: CommandEvent) => void>();
  let shown = 0;
  return {
    office: {
      actions: {
        associate: (id: string, command: (event: CommandEvent) => void) => {
          commands.set(id, command);
        },
      },
      addin: {
        showAsTaskpane: async () => {
          if (options.panes === false) throw new Error("not supported");
          shown += 1;
        },
      },
    },
    shown: () => shown,
    ids: () => [...commands.keys()],
    /** Presses a button and waits until Excel has it back. */
    press: (id: string) =>
      new Promise<void>((completed) => commands.get(id)!({ completed })),
  };
}

describe("ribbon commands", () => {
  it("lead to every step of the pane once", () => {
    expect(Object.values(commandSteps)).toEqual(steps);
  });

  it("show the pane at the button's step and give the button back", async () => {
    const excel = memoryExcel();
    const requests = stepRequests();
    const heard: string[] = [];
    requests.listen((step) => heard.push(step));
    associateCommands(excel.office, requests);

    await excel.press("goToReview");
    await excel.press("goToWriteBack");

    expect(heard).toEqual(["review", "write-back"]);
    expect(excel.shown()).toBe(2);
  });

  it("give the button back also where no pane can be shown", async () => {
    const excel = memoryExcel({ panes: false });
    associateCommands(excel.office, stepRequests());

    await expect(excel.press("goToData")).resolves.toBeUndefined();
  });
});

describe("stepRequests", () => {
  it("keeps the last wish for a pane that comes later, and gives it once", () => {
    const requests = stepRequests();
    requests.ask("data");
    requests.ask("approve");

    const first: string[] = [];
    const stop = requests.listen((step) => first.push(step));
    stop();
    const second: string[] = [];
    requests.listen((step) => second.push(step));

    expect(first).toEqual(["approve"]);
    expect(second).toEqual([]);
  });

  it("says nothing to who stopped listening", () => {
    const requests = stepRequests();
    const heard: string[] = [];
    const stop = requests.listen((step) => heard.push(step));
    stop();
    requests.ask("optimize");

    expect(heard).toEqual([]);
  });
});
