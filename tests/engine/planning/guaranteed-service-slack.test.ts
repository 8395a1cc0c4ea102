import fc from "fast-check";
import { drain, placeStock } from "../../../engine/index.ts";
import { sweep } from "../../../engine/planning/guaranteed-service-dual.ts";
import { gapByVariable } from "../../../engine/planning/guaranteed-service-slack.ts";
import { network } from "./random-problems.ts";
import { problemOf, swept } from "./swept-part.ts";

const seeds = [1, 2, 3, 4, 5];

describe("the gap by variable", () => {
  test.each(seeds)(
    "adds up to what a solution costs above the bound (network %i)",
    (seed) => {
      const { search, labels } = swept(problemOf(60, 150, seed), 100);
      const { graph, room, best } = search;
      const bound = sweep(graph, labels, room, false, Infinity);
      const byVariable = gapByVariable(graph, labels, best.value);
      const sum = byVariable.reduce((total, part) => total + part);
      expect(bound).toBeLessThan(0.99 * best.cost);
      expect(sum / (best.cost - bound)).toBeCloseTo(1, 9);
    },
  );

  test("is nowhere negative, and nowhere more than the whole", () => {
    fc.assert(
      fc.property(network, (problem) => {
        const { search, labels } = swept(problem, 6);
        const { graph, room, best } = search;
        const bound = sweep(graph, labels, room, false, Infinity);
        const byVariable = gapByVariable(graph, labels, best.value);
        const slack = 1e-9 * (1 + Math.abs(best.cost));
        for (const part of byVariable) {
          expect(part).toBeGreaterThanOrEqual(-slack);
          expect(part).toBeLessThanOrEqual(best.cost - bound + slack);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test("is nothing where the sweeps alone prove a solution", () => {
    fc.assert(
      fc.property(network, (problem) => {
        const { search, labels, bound } = swept(problem, 60);
        const { cost } = drain(placeStock(problem));
        fc.pre(search.best.cost <= bound + 1e-9 * (1 + Math.abs(cost)));
        const byVariable = gapByVariable(
          search.graph,
          labels,
          search.best.value,
        );
        expect(Math.max(...byVariable)).toBeLessThan(
          1e-8 * (1 + Math.abs(cost)),
        );
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});
