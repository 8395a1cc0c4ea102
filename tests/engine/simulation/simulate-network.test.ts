import fc from "fast-check";
import type {
  SimulationInput,
  SimulationProgress,
} from "../../../engine/index.ts";
import { wholeLeadTime } from "../../../engine/simulation/lead-time-sampler.ts";
import { leadTimeChances } from "../../../engine/simulation/random-stream.ts";
import { drawn } from "../../../engine/simulation/value-table.ts";
import { simulateNetwork } from "../../../engine/index.ts";
import { aShop, run } from "./a-shop.ts";
import { plainRun } from "./plain-simulator.ts";
import { randomNetwork, tracePeriods } from "./random-network.ts";

/** The same draws of lead time as the simulator's: one for every stage and period. */
function sameLeadTimes({
  stages,
  seed,
}: SimulationInput): (id: string, period: number) => number {
  const rows = new Map(
    stages.map(({ id, leadTime }) => {
      const { table, longest } = wholeLeadTime("leadTime", leadTime);
      const chances = leadTimeChances(seed, 0, id);
      const row = Array.from({ length: tracePeriods }, (_, period) =>
        table ? drawn(table, chances(period)) : longest,
      );
      return [id, row];
    }),
  );
  return (id, period) => rows.get(id)![period]!;
}

describe("a simulated network of any kind", () => {
  it("agrees in every period with a simulation that follows every order", () => {
    fc.assert(
      fc.property(randomNetwork, (input) => {
        // A quarter of a unit somewhere: stock is shared in proportion, not by lot.
        const first = { ...input.stages[0]!, initialOnHand: 7.25 };
        const parted = { ...input, stages: [first, ...input.stages.slice(1)] };
        const { levels, stages } = run(parted);
        const plain = plainRun(parted, sameLeadTimes(parted));
        plain.levels.forEach((row, stage) => {
          const worst = row.findIndex(
            (level, period) =>
              !(Math.abs(levels![stage]![period]! - level) < 1e-6),
          );
          expect({ stage, worst }).toEqual({ stage, worst: -1 });
          const share = 1 - plain.late[stage]! / plain.asked[stage]!;
          expect(stages[stage]!.fillRate.mean).toBeCloseTo(
            plain.asked[stage]! > 0 ? share : 1,
            6,
          );
        });
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
  }, 60_000);

  it("neither makes nor loses a unit", () => {
    // On hand − owed + on the way + what the supplier owes = base stock, in the mean too.
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), {
          minLength: 2,
          maxLength: 5,
        }),
        fc.nat(),
        (baseStocks, seed) => {
          const { stages } = run({
            stages: baseStocks.map((baseStock, at) => ({
              id: `S${at}`,
              leadTime: { values: [1, 4], weights: [1, 1] },
              policy: { type: "baseStock", baseStock },
              ...(at === baseStocks.length - 1 && {
                demand: { law: "poisson", mean: 3 },
              }),
            })),
            links: baseStocks
              .slice(1)
              .map((_, at) => ({ from: `S${at}`, to: `S${at + 1}` })),
            periods: 500,
            seed,
          });
          stages.forEach(({ meanOnHand, backorders, inTransit }, at) => {
            const supplierOwes = at > 0 ? stages[at - 1]!.backorders.mean : 0;
            expect(
              meanOnHand.mean - backorders.mean + inTransit.mean + supplierOwes,
            ).toBeCloseTo(baseStocks[at]!, 9);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it("never serves less from more stock, on the same demand", () => {
    fc.assert(
      fc.property(
        randomNetwork,
        fc.integer({ min: 1, max: 8 }),
        (input, more) => {
          // The last stage supplies nobody: more stock there, all else alike.
          const at = input.stages.length - 1;
          const { unmetDemand: _waits, ...stage } = input.stages[at]!;
          const fillRateWith = (baseStock: number): number => {
            const policy = { type: "baseStock" as const, baseStock };
            const stages = [...input.stages.slice(0, at), { ...stage, policy }];
            return run({ ...input, stages }).stages[at]!.fillRate.mean;
          };
          expect(fillRateWith(6 + more)).toBeGreaterThanOrEqual(
            fillRateWith(6) - 1e-12,
          );
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it("gives the same figures for the same seed, and others for another", () => {
    const figures = (seed: number) => run({ ...aShop(), seed });
    expect(figures(3)).toEqual(figures(3));
    expect(figures(3).levels).not.toEqual(figures(4).levels);
  });

  it("tells how far it is, even in many short runs, and can be left", () => {
    const many = { ...aShop(), levels: false, replications: 3000 };
    const calculation = simulateNetwork(many);
    const first = calculation.next();
    expect(first.done).toBe(false);
    const { done, total } = first.value as SimulationProgress;
    expect(done / total).toBeGreaterThan(0.2);
    expect(done / total).toBeLessThan(0.5);
    calculation.return(undefined as never);
    expect(calculation.next().done).toBe(true);
  });

  it("narrows its intervals as it looks longer", () => {
    const width = (periods: number) => {
      const { low, high } = run({ ...aShop(), periods }).stages[0]!.fillRate;
      return high - low;
    };
    // A hundred times the periods: a tenth of the width, which itself is an estimate.
    expect(width(400_000) / width(4_000)).toBeLessThan(0.2);
  });

  it("counts its replications from all points of a lot's turn", () => {
    // Lots of 26 periods of steady demand, watched for two and a half: all from the same
    // point they would see 1,660. On hand: 400 + 2,600/2 less a period's demand of 100.
    const { stages } = run({
      ...aShop({
        leadTime: 1,
        policy: { type: "rQ", reorderPoint: 400, orderQuantity: 2600 },
        demand: { law: "normal", mean: 100, deviation: 20 },
      }),
      levels: false,
      periods: 65,
      replications: 400,
    });
    const { mean, low, high } = stages[0]!.meanOnHand;
    expect(Math.abs(mean - 1600)).toBeLessThan(high - low);
    expect(high - low).toBeLessThan(70);
  });

  it("begins to count where it is told to, in every replication", () => {
    const input = {
      ...aShop({
        policy: { type: "rQ", reorderPoint: 8, orderQuantity: 60 },
      }),
      warmUp: 5,
      replications: 3,
      periods: 10,
    };
    expect(run(input)).toMatchObject({ warmUp: 5, nodePeriods: 3 * 15 });
  });

  it("meets the same demand whatever the policy", () => {
    const demandOf = (input: SimulationInput) => run(input).stages[0]!.demand;
    const policy = { type: "rQ", reorderPoint: 2, orderQuantity: 9 } as const;
    const input = { ...aShop(), warmUp: 50 };
    const other = { ...aShop({ policy }), warmUp: 50 };
    expect(demandOf(other)).toEqual(demandOf(input));
  });
});
