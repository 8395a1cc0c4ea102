import type { Estimate, SimulationInput } from "../../../engine/index.ts";
import {
  oneWarehouseService,
  serialCost,
  serialPolicy,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";
import type { WarehouseCase } from "../stochastic/warehouse-case.ts";
import { systemOf } from "../stochastic/warehouse-case.ts";
import { run } from "./a-shop.ts";

/**
 * Inside the interval, or no further out than its width: of the hundred intervals below
 * some miss by chance, and a right one misses by so much (3.9 deviations) once in 10,000.
 */
function expectHit(
  { mean, low, high }: Estimate,
  exact: number,
  bias = 0,
): boolean {
  expect(Math.abs(mean - exact)).toBeLessThanOrEqual(high - low + bias + 1e-12);
  return exact >= low - bias && exact <= high + bias;
}

/** Share of intervals that must hold the truth: 95 of 100, less three deviations of 100 draws. */
const leastCovered = 0.88;

describe("the simulator and one warehouse with its retailers", () => {
  const { cases } = reference<{ readonly cases: readonly WarehouseCase[] }>(
    "meio/distribution_owmr.json",
  );
  // One period is a 25th of the unit of time. At the end of a period the stocks are
  // those of continuous review; within one, orders are drawn by lot, as they came.
  const fineness = 25;
  const hits: boolean[] = [];

  it.each(
    cases.flatMap((published) =>
      published.evaluate.map((evaluate, at) => ({
        title: `${published.id}, stocks ${at + 1}`,
        published,
        evaluate,
      })),
    ),
  )("agree on stock and backorders: $title", ({ published, evaluate }) => {
    const { rates, transportTimes, warehouseLeadTime } = published.input;
    const input: SimulationInput = {
      stages: [
        {
          id: "warehouse",
          leadTime: warehouseLeadTime * fineness,
          policy: { type: "baseStock", baseStock: evaluate.S0 },
        },
        ...rates.map((rate, at) => ({
          id: `retailer ${at}`,
          leadTime: transportTimes[at]! * fineness,
          policy: {
            type: "baseStock" as const,
            baseStock: evaluate.S[at]!,
          },
          demand: { law: "poisson" as const, mean: rate / fineness },
        })),
      ],
      links: rates.map((_, at) => ({
        from: "warehouse",
        to: `retailer ${at}`,
      })),
      periods: 120_000,
      seed: 20,
    };
    const { stages } = run(input);
    const [warehouse, ...retailers] = stages;
    const { expectedBackorders, expectedOnHand } = evaluate.warehouse;
    hits.push(expectHit(warehouse!.backorders, expectedBackorders));
    hits.push(expectHit(warehouse!.meanOnHand, expectedOnHand));
    retailers.forEach(({ backorders, meanOnHand, fillRate }, at) => {
      const exact = evaluate.exact[at]!;
      hits.push(expectHit(backorders, exact.EB));
      hits.push(expectHit(meanOnHand, exact.EI));
      // A unit asked for meets what arrives until the end of its period: the exposure is
      // up to a period shorter, the fill rate higher by at most as much demand.
      const bias = rates[at]! / fineness;
      expectHit(fillRate, exact.fillRate, bias);
    });
  });

  it("agree in the share of intervals that a 95 % interval promises", () => {
    expect(hits.length).toBeGreaterThan(80);
    const share = hits.filter(Boolean).length / hits.length;
    expect(share).toBeGreaterThanOrEqual(leastCovered);
  });

  it("see METRIC promise more than there is", () => {
    const published = cases[0]!;
    const { S0, S } = published.evaluate[1]!;
    const stock = { warehouse: S0, retailers: S };
    const exact = oneWarehouseService(systemOf(published), stock);
    const metric = oneWarehouseService(systemOf(published), stock, "metric");
    expect(metric.retailers[0]!.fillRate).toBeGreaterThan(
      exact.retailers[0]!.fillRate,
    );
  });
});

describe("the simulator and a serial system", () => {
  const { cases } = reference<{
    readonly cases: readonly {
      readonly id: string;
      readonly fn: string;
      readonly input: {
        readonly rate: number;
        readonly leadTimes: readonly number[];
        readonly echelonHolding: readonly number[];
        readonly backorderCost: number;
      };
      readonly evaluate?: readonly {
        readonly echelonBaseStock: readonly number[];
      }[];
    }[];
  }>("meio/serial_ssm.json");
  const counted = cases.filter(({ fn }) => fn === "serial_ssm_poisson");

  it.each(counted)("agree on its cost: $id", ({ input, evaluate }) => {
    const { rate, leadTimes, echelonHolding, backorderCost } = input;
    const system = {
      demand: { law: "poisson" as const, rate },
      leadTimes,
      echelonHolding,
      backorderCost,
    };
    const policies = [
      serialPolicy(system),
      ...(evaluate ?? []).map(({ echelonBaseStock }) =>
        serialCost(system, echelonBaseStock),
      ),
    ];
    for (const { localBaseStock, cost } of policies) {
      // Lead times are whole quarters: so is a period.
      const { stages } = run({
        stages: localBaseStock.map((baseStock, at) => ({
          id: `S${at}`,
          leadTime: leadTimes[at]! * 4,
          policy: { type: "baseStock", baseStock },
          ...(at === 0 && { demand: { law: "poisson", mean: rate / 4 } }),
        })),
        links: localBaseStock
          .slice(1)
          .map((_, at) => ({ from: `S${at + 1}`, to: `S${at}` })),
        periods: 200_000,
        seed: 4,
      });
      // Local holding costs what all echelons above it cost; on the way too, but into
      // the first stage, where nothing of ours moves.
      let seen = backorderCost * stages[0]!.backorders.mean;
      let room = backorderCost * widthOf(stages[0]!.backorders);
      stages.forEach(({ meanOnHand }, at) => {
        const moving = at > 0 ? stages[at - 1]!.inTransit.mean : 0;
        const holding = echelonHolding
          .slice(at)
          .reduce((sum, one) => sum + one, 0);
        seen += holding * (meanOnHand.mean + moving);
        room += holding * widthOf(meanOnHand);
      });
      expect(Math.abs(seen - cost)).toBeLessThanOrEqual(room);
      expect(room / cost).toBeLessThan(0.1);
    }
  });
});

function widthOf({ low, high }: Estimate): number {
  return high - low;
}
