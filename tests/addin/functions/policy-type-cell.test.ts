import { policyTypeCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { bestPolicyType, historyMoments } from "../../../engine/index.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const numbers = [0, 4, 7, 0, 5, 12, 3, 0, 6, 9, 2, 4];
const history = numbers.map((units) => [units]);

describe("POLICYTYPE", () => {
  it("agrees to the last bit with the engine, the cheapest first", () => {
    const choice = bestPolicyType({
      demand: historyMoments(numbers),
      leadTime: { mean: 2, deviation: 0.5 },
      reviewPeriods: 1,
      orderingCost: 40,
      holdingCost: 2.4 / 12,
      waiting: { measure: "cycle", value: 0.95 },
      periodsPerYear: 12,
    });
    const [first, header, ...rows] = policyTypeCell(
      history,
      2,
      0.95,
      40,
      2.4,
      "",
      0.5,
    );

    expect(first!.slice(0, 2)).toEqual(["fixed lot (r,Q)", choice.reason]);
    expect(header![0]).toBe("Policy");
    expect(rows.map(([, cost, extra]) => [cost, extra])).toEqual(
      choice.ranking.map(({ costPerYear, extra }) => [costPerYear, extra]),
    );
  });

  it("says what stands in the way of a type", () => {
    const table = policyTypeCell(
      ...([history, 2, 0.95, 40, 2.4, 12, 0, 1, 0, 12] as const),
    );
    expect(table.map(([name, cost]) => [name, cost])).toContainEqual([
      "min/max (s,S)",
      "not possible: orders come in lots of 12",
    ]);
  });

  it.each([
    [
      "no demand",
      () => policyTypeCell([[0], [0]], 2, 0.95, 40, 2.4),
      "#N/A",
      "history holds no demand to order for",
    ],
    [
      "a holding cost of nothing",
      () => policyTypeCell(history, 2, 0.95, 40, 0),
      "#NUM!",
      "holdingCostPerUnit must be above 0, got 0",
    ],
    [
      "half a period between looks",
      () => policyTypeCell(history, 2, 0.95, 40, 2.4, 12, 0, 0.5),
      "#NUM!",
      "reviewPeriods must be a whole number from 1 to 400, got 0.5",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});
