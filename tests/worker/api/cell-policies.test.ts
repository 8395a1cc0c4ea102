import type { ChangeRow } from "../../../engine/contracts/index.ts";
import { cellPolicies } from "../../../worker/api/cell-policies.ts";
import type { Store } from "../../../worker/store/store.ts";

const stageId = "PUMP@DC1";

/** A store of one done run and one approved change set of one row. */
function aStore(row: Partial<ChangeRow>): Store {
  const run = { id: "run", state: "done", leftOut: [] };
  const set = { id: "set", runId: "run", undoes: null, state: "approved" };
  const recommended = { safetyStock: 8, reorderPoint: 25, orderUpTo: 65 };
  const changes = [
    { field: "reorderPoint", column: "min", oldValue: "20", newValue: "26" },
  ];
  const twin = {
    runs: {
      list: async () => [run],
      latestDone: async () => run,
      rows: async () => [{ stageId, recommended }],
      overrides: async () => [],
    },
    changeSets: {
      list: async () => [set],
      rows: async () => [{ stageId, kind: "change", changes, ...row }],
    },
  };
  return twin as unknown as Store;
}

describe("cellPolicies", () => {
  it("answers the approved policy in our words, whatever the ERP's trigger makes of it", async () => {
    // An ERP that orders below its min holds 26 where our policy orders at 25.
    const store = aStore({ policy: { reorderPoint: 25, orderUpTo: 65 } });
    const { answers } = await cellPolicies(store, [
      { stageId, field: "reorderPoint" },
      { stageId, field: "orderUpTo" },
      { stageId, field: "safetyStock" },
    ]);

    expect(answers).toEqual([
      { kind: "value", value: 25, status: "approved" },
      { kind: "value", value: 65, status: "approved" },
      { kind: "value", value: 8, status: "recommended" },
    ]);
  });

  it("answers what stands in rows that were planned before policies were kept", async () => {
    const { answers } = await cellPolicies(aStore({}), [
      { stageId, field: "reorderPoint" },
    ]);

    expect(answers).toEqual([{ kind: "value", value: 26, status: "approved" }]);
  });
});
