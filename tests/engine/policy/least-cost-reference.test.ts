import {
  leastCostMinMax,
  leastCostReorder,
  lognormalDistribution,
  newsvendor,
  normalDistribution,
  orderSchedule,
  poissonDistribution,
  reorderCost,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Case {
  readonly id: string;
  readonly fn: string;
  readonly input: Readonly<Record<string, number>> & {
    readonly demand: number[];
    readonly unitCost: number[];
  };
  readonly expected: Readonly<Record<string, number>>;
  readonly reltol: number;
  readonly evaluate?: readonly { r: number; Q: number; cost: number }[];
}

const all = reference<{ cases: Case[] }>("meio/policies.json").cases;
const of = (fn: string) => all.filter((one) => one.fn === fn);

/** Relative, but absolute below 1, as the reference says. */
function expectClose(found: number, wanted: number, tolerance: number) {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(
    tolerance * Math.max(Math.abs(wanted), 1),
  );
}

describe("the reference of least-cost policies", () => {
  it("has its twelve cases here", () => {
    const here = [
      "newsvendor_lognormal",
      "rq_normal_exact",
      "rq_poisson_exact",
      "sS_poisson_exact",
      "wagner_whitin",
    ].map((fn) => of(fn).length);

    expect(here).toEqual([2, 2, 2, 4, 2]);
  });

  it.each(of("newsvendor_lognormal"))("agrees on $id", (one) => {
    const { mean, sd, h, b } = one.input as Record<string, number>;
    const best = newsvendor({
      demand: lognormalDistribution({ mean: mean!, deviation: sd! }),
      holdingCost: h!,
      backorderCost: b!,
    });

    expectClose(best.orderUpTo, one.expected["S"]!, one.reltol);
    expectClose(best.cost, one.expected["cost"]!, one.reltol);
  });

  it.each([...of("rq_normal_exact"), ...of("rq_poisson_exact")])(
    "agrees on $id",
    (one) => {
      const { rate, demandSd, leadTime, K, h, b } = one.input as Record<
        string,
        number
      >;
      const mean = rate! * leadTime!;
      const costs = {
        leadTimeDemand:
          demandSd === undefined
            ? poissonDistribution(mean)
            : normalDistribution({
                mean,
                deviation: demandSd * Math.sqrt(leadTime!),
              }),
        meanPerPeriod: rate!,
        orderingCost: K!,
        holdingCost: h!,
        backorderCost: b!,
      };
      const best = leastCostReorder(costs);

      expectClose(best.reorderPoint, one.expected["r"]!, one.reltol);
      expectClose(best.orderQuantity, one.expected["Q"]!, one.reltol);
      expectClose(best.costPerPeriod, one.expected["cost"]!, one.reltol);
      for (const { r, Q, cost } of one.evaluate ?? []) {
        const given = { ...costs, reorderPoint: r, orderQuantity: Q };
        expectClose(reorderCost(given), cost, one.reltol);
      }
    },
  );

  it.each(of("sS_poisson_exact"))("agrees on $id", (one) => {
    const { mean, leadTime, K, h, b } = one.input as Record<string, number>;
    const best = leastCostMinMax({
      demandPerPeriod: poissonDistribution(mean!),
      leadTimeDemand: poissonDistribution(mean! * (leadTime! + 1)),
      orderingCost: K!,
      holdingCost: h!,
      backorderCost: b!,
    });

    expect([best.min, best.max]).toEqual([
      one.expected["s"],
      one.expected["S"],
    ]);
    expectClose(best.costPerPeriod, one.expected["cost"]!, one.reltol);
  });

  it.each(of("wagner_whitin"))("agrees on $id", (one) => {
    const { h, K, demand, unitCost } = one.input;
    const best = orderSchedule({
      demand,
      unitCost,
      holdingCost: h!,
      orderingCost: K!,
    });

    expectClose(best.cost, one.expected["cost"]!, one.reltol);
    expect(best.orders).toEqual(one.expected["Q"]);
  });
});
