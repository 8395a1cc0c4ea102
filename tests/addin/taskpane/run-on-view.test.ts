import { awaitedBy, runOnView } from "../../../addin/taskpane/run-on-view.ts";
import type {
  ChangeSet,
  Person,
  Run,
} from "../../../engine/contracts/index.ts";

const planner: Person = { id: "pat", name: "Pat", roles: ["planner"] };
const approver: Person = { id: "alex", name: "Alex", roles: ["approver"] };
const runs = ["run-3", "run-2", "run-1"].map((id) => ({ id }) as Run);
const planned = (id: string, runId: string, state: ChangeSet["state"]) =>
  ({ id, runId, state, author: "pat" }) as ChangeSet;
const changeSets = [
  planned("cs-3", "run-1", "approved"),
  planned("cs-2", "run-2", "awaiting-approval"),
  planned("cs-1", "run-1", "awaiting-approval"),
];

describe("the run on view", () => {
  const seen = (person: Person, chosen: string | null) =>
    runOnView(runs, chosen, awaitedBy(person, changeSets))?.id;

  it("is the newest for who plans, and the one that waits for who approves", () => {
    expect(seen(planner, null)).toBe("run-3");
    expect(seen(approver, null)).toBe("run-2");
  });

  it("is the chosen one, as long as it is there", () => {
    expect(seen(approver, "run-1")).toBe("run-1");
    expect(seen(planner, "run-0")).toBe("run-3");
    expect(runOnView([], "run-1", null)).toBeNull();
  });
});

describe("what waits for a person", () => {
  it("is never what this person planned", () => {
    const both: Person = { ...approver, id: "pat" };

    expect(awaitedBy(both, changeSets)).toBeNull();
    expect(awaitedBy(approver, changeSets)?.id).toBe("cs-2");
  });
});
