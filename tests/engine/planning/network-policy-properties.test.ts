import fc from "fast-check";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, solveNetwork } from "../../../engine/index.ts";

describe("solveNetwork, whatever the tree", () => {
  /** A random tree of demand and supply stages, each hanging on an earlier one. */
  const network = fc
    .array(
      fc.record({
        on: fc.nat(),
        supplies: fc.boolean(),
        time: fc.nat(5),
        addedCost: fc.integer({ min: 0, max: 9 }),
        deviation: fc.nat(5),
        units: fc.integer({ min: 1, max: 3 }),
        limit: fc.nat(3),
      }),
      { minLength: 2, maxLength: 10 },
    )
    .map<NetworkFileInput>((rows) => ({
      stages: rows.map(({ time, addedCost, deviation, limit }, stage) => ({
        id: `S${stage}`,
        time,
        addedCost,
        demand: { mean: 2, deviation },
        ...(deviation > 0 ? { maxServiceTime: limit } : {}),
      })),
      links: rows.slice(1).map(({ on, supplies, units }, at) => {
        const ids = [`S${at + 1}`, `S${on % (at + 1)}`] as const;
        return supplies
          ? { from: ids[0], to: ids[1], units }
          : { from: ids[1], to: ids[0], units };
      }),
    }));

  it("never costs less when a stage takes longer", () => {
    fc.assert(
      fc.property(
        network,
        fc.nat(),
        fc.integer({ min: 1, max: 3 }),
        (file, which, longer) => {
          const slow = which % file.stages.length;
          const stages = file.stages.map((stage, at) =>
            at === slow ? { ...stage, time: stage.time + longer } : stage,
          );
          const { cost } = drain(solveNetwork(file));
          expect(
            drain(solveNetwork({ ...file, stages })).cost,
          ).toBeGreaterThanOrEqual(cost * (1 - 1e-12));
        },
      ),
    );
  });

  it("costs in proportion to demand and to the holding rate", () => {
    fc.assert(
      fc.property(
        network,
        fc.constantFrom("mean" as const, "stochastic" as const),
        (file, stageTimes) => {
          const random = {
            ...file,
            options: { stageTimes },
            stages: file.stages.map((stage) => ({
              ...stage,
              timeDeviation: stage.time / 4,
            })),
          };
          const { cost } = drain(solveNetwork(random));
          const eightfold = drain(
            solveNetwork({
              ...random,
              holdingRate: 2,
              stages: random.stages.map((stage) => ({
                ...stage,
                demand: {
                  mean: 4 * stage.demand!.mean!,
                  deviation: 4 * stage.demand!.deviation!,
                },
              })),
            }),
          );
          expect(eightfold.cost).toBeCloseTo(8 * cost, 6);
        },
      ),
    );
  });

  it("adds up: holding cost times safety stock is the cost", () => {
    fc.assert(
      fc.property(network, (file) => {
        const policy = drain(solveNetwork(file));
        const sum = policy.stages.reduce(
          (all, stage) => all + stage.holdingCost * stage.safetyStock,
          0,
        );
        expect(sum).toBeCloseTo(policy.cost, 9);
      }),
    );
  });
});
