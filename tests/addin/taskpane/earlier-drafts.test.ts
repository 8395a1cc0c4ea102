import { memoryScenario } from "../../../addin/client/memory/world.ts";
import { changeDraft, withKind } from "../../../addin/taskpane/change-draft.ts";
import { holdsWork } from "../../../addin/taskpane/earlier-drafts.ts";
import { draftOf } from "../../../addin/taskpane/scenario-draft.ts";
import type { Run, Scenario } from "../../../engine/contracts/index.ts";

const aRun = (scenario: Scenario, state: Run["state"] = "done") =>
  ({ state, scenario }) as Run;
const closed: Scenario = {
  ...memoryScenario,
  name: "Close Oslo",
  changes: [
    { kind: "close-location", name: "oslo", location: "OSLO", to: "MALMO" },
  ],
};
const holds = (
  draft: Parameters<typeof holdsWork>[0],
  runs: readonly Run[] = [],
) => holdsWork(draft, memoryScenario, runs);

describe("a scenario draft holds work", () => {
  it("when it says what neither the defaults nor a finished run says", () => {
    expect(holds(draftOf(memoryScenario))).toBe(false);
    expect(holds(draftOf(closed))).toBe(true);
    expect(holds(draftOf(closed), [aRun(closed)])).toBe(false);
    expect(holds(draftOf(closed), [aRun(closed, "failed")])).toBe(true);
    expect(holds(draftOf(closed), [aRun(memoryScenario)])).toBe(true);
  });

  it("when only its name was typed, or a field cannot be read", () => {
    const draft = draftOf(closed);

    expect(holds({ ...draft, name: "Oslo closed" }, [aRun(closed)])).toBe(true);
    expect(holds({ ...draftOf(memoryScenario), orderingCost: "abc" }, [])).toBe(
      true,
    );
  });

  it("whatever the order in which a run keeps its fields", () => {
    const { serviceTargets, ...rest } = closed;
    const turned = {
      serviceTargets: Object.fromEntries(
        Object.entries(serviceTargets).reverse(),
      ),
      ...rest,
    } as Scenario;

    expect(holds(draftOf(closed), [aRun(turned)])).toBe(false);
  });

  it("not when a press made it, until it is typed in", () => {
    expect(holds({ ...draftOf(closed), made: true })).toBe(false);
  });

  it("as long as the defaults are not known", () => {
    expect(holdsWork(draftOf(memoryScenario), undefined, [])).toBe(true);
  });
});

describe("a change of another kind", () => {
  it("is about the same stages, and finds its numbers again", () => {
    const typed = { ...changeDraft("demand"), items: "A, B", amount: "12" };
    const other = withKind(typed, "cost");
    const back = withKind({ ...other, amount: "90", items: "A" }, "demand");

    expect(other).toMatchObject({ kind: "cost", items: "A, B", amount: "" });
    expect(back).toMatchObject({ kind: "demand", items: "A", amount: "12" });
    expect(withKind(back, "cost").amount).toBe("90");
  });
});
