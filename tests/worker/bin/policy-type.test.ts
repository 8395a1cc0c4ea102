import type { ItemPolicy } from "../../../engine/contracts/index.ts";
import {
  bestPolicyType,
  forecastSeries,
  periodsPerYear,
} from "../../../engine/index.ts";
import { policyFolder } from "./policy-folder.ts";

describe("stockwright policy, learnt and weighed", () => {
  const { file, policies } = policyFolder("policy-type");

  it("answers with the forecast's own quantile of lead time and review", async () => {
    const history = [3, 0, 5, 0, 0, 9, 1, 0, 4, 0, 0, 7, 2, 0, 6, 0, 1, 0];
    const demand = file("lumpy.csv", [
      `id,${history.map((_, i) => `w${i}`).join(",")}`,
      `A,${history.join(",")}`,
      `B,${history.join(",")}`,
    ]);
    const { rows } = await policies(
      [
        "id,leadTime,leadTimeDeviation,reviewPeriods,serviceLevel,orderQuantity",
        "A,3,,1,0.93,20",
        "B,3,1.5,1,0.93,20",
      ],
      ...["--demand", demand, "--period", "week", "--season", "1"],
    );
    const [a, b] = rows as [ItemPolicy, ItemPolicy];
    const { leadTimeDemand } = forecastSeries(history, {
      horizon: 1,
      covered: 4,
      season: 1,
      quantiles: [0.93],
    });

    expect(a.min).toBe(leadTimeDemand.quantiles["0.93"]);
    expect(a.leadTimeDemand.distribution).toBe(
      leadTimeDemand.distribution.replaceAll(" ", "-"),
    );
    expect(a.leadTimeDemand.mean / leadTimeDemand.mean).toBeCloseTo(1, 1);
    expect(a.policyType).toBeUndefined();
    // A lead time that varies asks for more; its part is told as such.
    expect(b.min).toBeGreaterThan(a.min);
    const safety = b.explanations.find(({ title }) => title === "Safety stock");
    expect(safety?.parts.map(({ name }) => name)).toContain(
      "Lead time that varies",
    );
  });

  it("chooses the type of policy that costs least, and says why", async () => {
    const { rows } = await policies(
      [
        "id,mean,deviation,leadTime,serviceLevel,orderingCost,holdingCost,lookingCost,backorderCost,lotSize",
        "steady,5,4,2,0.95,40,0.2,,,",
        "watched,5,4,2,0.95,40,0.2,5,,",
        "lots,5,4,2,0.95,40,0.2,,,24",
        "rare,0.01,0.1,2,0.95,1,5,,20,",
        "idle,0,0,2,0.95,40,0.2,,,",
      ],
      ...["--type", "auto", "--period", "week"],
    );
    const choices = rows.map(({ policyType }) => policyType);
    const [steady, watched, lots, rare, idle] = choices;
    const { ranking } = bestPolicyType({
      demand: { mean: 5, deviation: 4 },
      leadTime: { mean: 2, deviation: 0 },
      orderingCost: 40,
      holdingCost: 0.2,
      waiting: { measure: "cycle", value: 0.95 },
      periodsPerYear: periodsPerYear("week"),
    });

    expect(steady?.type).toBe("reorder-quantity");
    expect(steady?.reason).toMatch(/^\(r,Q\) costs only .* and is simpler/);
    expect(steady?.ranking.map(({ costPerYear }) => costPerYear)).toEqual(
      ranking.map(({ costPerYear }) => costPerYear),
    );
    expect(watched?.type).toBe("periodic");
    expect(lots?.impossible).toHaveLength(4);
    expect(rare?.type).toBe("no-stock");
    expect(idle).toBeNull();
  });

  it("asks for the costs that types are weighed by", async () => {
    await expect(
      policies(
        [
          "id,mean,deviation,leadTime,serviceLevel,orderingCost",
          "A,5,4,2,0.95,",
        ],
        "--type",
        "auto",
      ),
    ).rejects.toThrow(
      'line 2 (id "A"): orderingCost must be given for --type auto, got nothing',
    );
  });
});
