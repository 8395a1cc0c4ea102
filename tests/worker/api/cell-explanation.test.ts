import { cellExplanation } from "../../../worker/api/cell-explanation.ts";
import type { Store } from "../../../worker/store/store.ts";

const stageId = "PUMP@DC1";
const explanation = {
  title: "Min (reorder point)",
  total: 25,
  unit: "pcs",
  parts: [
    { name: "Demand over the lead time", amount: 20, note: "10 a week" },
    { name: "Safety stock", amount: 5, note: "whole units included" },
  ],
  sentence: "Order at 25.",
};

/** A store of one done run, in which a planner may have departed from the recommendation. */
function aStore(
  overrides: readonly object[],
  explanations: readonly object[] = [explanation],
  onHand = 85,
): Store {
  const run = { id: "run", state: "done", leftOut: [] };
  const recommended = { safetyStock: 5, reorderPoint: 25, orderUpTo: 65 };
  const row = {
    stageId,
    unit: "pcs",
    onHand,
    demandMean: 10,
    serviceTimeOut: 2,
    recommended,
    explanations,
  };
  const twin = {
    runs: {
      list: async () => [run],
      latestDone: async () => run,
      rows: async () => [row],
      recommendation: async () => row,
      overrides: async () => overrides,
    },
    changeSets: { list: async () => [], rows: async () => [] },
  };
  return twin as unknown as Store;
}

describe("cellExplanation", () => {
  it("tells the recommendation's parts", async () => {
    expect(
      await cellExplanation(aStore([]), { stageId, field: "reorderPoint" }),
    ).toEqual({ kind: "value", explanation });
  });

  it("adds what a planner made of it, so that the parts add up to the cell's number", async () => {
    const store = aStore([
      {
        stageId,
        author: "ann",
        reason: "trade fair in May",
        values: { reorderPoint: 40 },
      },
    ]);
    const answer = await cellExplanation(store, {
      stageId,
      field: "reorderPoint",
    });

    expect(answer).toMatchObject({
      kind: "value",
      explanation: {
        total: 40,
        parts: [
          { amount: 20 },
          { amount: 5 },
          {
            name: "Decided by people",
            amount: 15,
            note: "ann: trade fair in May",
          },
        ],
      },
    });
  });

  it("tells what drives excess, against the advised max", async () => {
    const excess = {
      title: "Excess stock",
      total: 35,
      unit: "pcs",
      parts: [{ name: "Lot sizing", amount: 35, note: "orders of 75 today" }],
      sentence: "35 pcs lie above the advised max.",
    };
    const field = "excess";
    expect(
      await cellExplanation(aStore([], [explanation, excess]), {
        stageId,
        field,
      }),
    ).toEqual({ kind: "value", explanation: excess });
    expect(await cellExplanation(aStore([]), { stageId, field })).toMatchObject(
      {
        kind: "value",
        explanation: {
          total: 0,
          parts: [],
          sentence:
            "Nothing on hand and on order lies above the advised max of 65 pcs.",
        },
      },
    );
  });

  it("does not deny excess that an older run did not explain", async () => {
    // 86 on hand less 2 weeks of 10 that customers wait for is above the max of 65.
    const store = aStore([], [explanation], 86);
    expect(
      await cellExplanation(store, { stageId, field: "excess" }),
    ).toMatchObject({
      kind: "missing",
      message: expect.stringContaining("explains no excess stock"),
    });
  });

  it("says what the run does not know", async () => {
    expect(
      await cellExplanation(aStore([]), {
        stageId: "NONE@DC1",
        field: "reorderPoint",
      }),
    ).toMatchObject({
      kind: "missing",
      message: expect.stringContaining("NONE@DC1"),
    });
    expect(
      await cellExplanation(aStore([]), { stageId, field: "safetyStock" }),
    ).toEqual({
      kind: "missing",
      message: `the latest run explains no safety stock of ${stageId}`,
    });
  });
});
