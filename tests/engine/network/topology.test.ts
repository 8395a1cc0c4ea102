import fc from "fast-check";
import type { StageLink } from "../../../engine/index.ts";
import {
  cumulativeCost,
  pathUnits,
  pooledDemand,
  spanningForest,
  stageGraph,
} from "../../../engine/index.ts";

const names = (size: number): string[] =>
  Array.from({ length: size }, (_, stage) => `S${stage}`);

/** A random acyclic network: links run from lower to higher stages, then names are shuffled. */
const network = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc.record({
      size: fc.constant(size),
      place: fc.shuffledSubarray(
        Array.from({ length: size }, (_, stage) => stage),
        { minLength: size, maxLength: size },
      ),
      pairs: fc.uniqueArray(
        fc.tuple(
          fc.nat(size - 1),
          fc.nat(size - 1),
          fc.integer({ min: 1, max: 3 }),
        ),
        {
          maxLength: 14,
          selector: ([one, other]) =>
            Math.min(one, other) * size + Math.max(one, other),
        },
      ),
    }),
  )
  .map(({ size, place, pairs }) => ({
    size,
    links: pairs
      .filter(([one, other]) => one !== other)
      .map<Required<StageLink>>(([one, other, units]) => ({
        from: place[Math.min(one, other)]!,
        to: place[Math.max(one, other)]!,
        units,
      })),
  }));

describe("stageGraph", () => {
  it("puts each stage after its suppliers", () => {
    fc.assert(
      fc.property(network, ({ size, links }) => {
        const { order } = stageGraph(names(size), links);
        expect([...order].sort((one, other) => one - other)).toEqual(
          Array.from({ length: size }, (_, stage) => stage),
        );
        for (const { from, to } of links) {
          expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
        }
      }),
    );
  });

  it("prints a circle in the direction of supply", () => {
    const links = [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 1 },
    ];
    expect(() => stageGraph(["A", "B", "C", "D"], links)).toThrow(
      "links must not run in a circle, got B -> C -> D -> B",
    );
  });
});

describe("spanningForest", () => {
  it("finds the components and tells a tree from a cycle", () => {
    fc.assert(
      fc.property(network, ({ size, links }) => {
        const forest = spanningForest(stageGraph(names(size), links));
        for (const { from, to } of links) {
          expect(forest.component[from]).toBe(forest.component[to]);
        }
        expect(new Set(forest.component).size).toBe(forest.components);
        // Euler: a graph is a forest when it has as many links as stages less components.
        expect(forest.cycle === null).toBe(
          links.length === size - forest.components,
        );
        if (forest.cycle === null) return;
        const round = [...forest.cycle, forest.cycle[0]!];
        expect(new Set(forest.cycle).size).toBe(forest.cycle.length);
        expect(forest.cycle.length).toBeGreaterThanOrEqual(3);
        for (let at = 0; at + 1 < round.length; at++) {
          const ends = [round[at]!, round[at + 1]!];
          expect(
            links.some(
              ({ from, to }) => ends.includes(from) && ends.includes(to),
            ),
          ).toBe(true);
        }
      }),
    );
  });

  it("has no more components than stages without parent", () => {
    const graph = stageGraph(names(5), [
      { from: 3, to: 1 },
      { from: 4, to: 1 },
    ]);
    const forest = spanningForest(graph);
    expect(forest.components).toBe(3);
    expect([...forest.component]).toEqual([0, 1, 2, 1, 1]);
  });
});

describe("pathUnits", () => {
  it("multiplies units along a path and adds them up over paths", () => {
    // A goes into C directly (2) and through B (3 · 4): 14.
    const graph = stageGraph(
      ["A", "B", "C"],
      [
        { from: 0, to: 2, units: 2 },
        { from: 0, to: 1, units: 3 },
        { from: 1, to: 2, units: 4 },
      ],
    );
    const units = new Map<number, number>();
    pathUnits(graph)(2, (stage, needed) => units.set(stage, needed));
    expect(units).toEqual(
      new Map([
        [2, 1],
        [1, 4],
        [0, 14],
      ]),
    );
    // B: 7 + 3·5 = 22; C: 1 + 2·5 + 4·22 = 99.
    expect([...cumulativeCost(graph, [5, 7, 1])]).toEqual([5, 22, 99]);
  });

  it("agrees with counting every path by itself", () => {
    fc.assert(
      fc.property(network, ({ size, links }) => {
        const walk = pathUnits(stageGraph(names(size), links));
        const counted = (from: number, to: number): number =>
          from === to
            ? 1
            : links
                .filter((link) => link.from === from)
                .reduce(
                  (sum, link) => sum + link.units * counted(link.to, to),
                  0,
                );
        for (let end = 0; end < size; end++) {
          const units = new Float64Array(size);
          walk(end, (stage, needed) => {
            units[stage] = needed;
          });
          for (let stage = 0; stage < size; stage++) {
            expect(units[stage]).toBe(counted(stage, end));
          }
        }
      }),
    );
  });
});

describe("pooledDemand", () => {
  it("pools a demand once, however many ways lead to it", () => {
    // Two ways of one unit each: 2 units, so twice the deviation and not √2 times.
    const graph = stageGraph(
      ["A", "B", "C", "D"],
      [
        { from: 0, to: 1 },
        { from: 0, to: 2 },
        { from: 1, to: 3 },
        { from: 2, to: 3 },
      ],
    );
    const pooled = pooledDemand(graph, {
      mean: [0, 0, 0, 10],
      deviation: [0, 0, 0, 3],
      safetyFactor: [0, 0, 0, 1.5],
    });
    expect([...pooled.mean]).toEqual([20, 10, 10, 10]);
    expect([...pooled.deviation]).toEqual([6, 3, 3, 3]);
    expect([...pooled.safety]).toEqual([9, 4.5, 4.5, 4.5]);
    expect(pooled.safetyFactor[0]).toBeCloseTo(1.5, 12);
  });

  it("pools different demands by their squares, a stage's own among them", () => {
    const graph = stageGraph(["A", "B"], [{ from: 0, to: 1, units: 2 }]);
    const pooled = pooledDemand(graph, {
      mean: [5, 10],
      deviation: [3, 2],
      safetyFactor: [1, 2],
    });
    // 5 + 2·10; √(3² + (2·2)²) = 5; √(3² + (2·2·2)²) = √73
    expect(pooled.mean[0]).toBe(25);
    expect(pooled.deviation[0]).toBe(5);
    expect(pooled.safety[0]).toBeCloseTo(Math.sqrt(73), 12);
  });

  it("has no safety factor where demand does not vary", () => {
    const pooled = pooledDemand(stageGraph(["A", "B"], [{ from: 0, to: 1 }]), {
      mean: [0, 10],
      deviation: [0, 0],
      safetyFactor: [0, 2],
    });
    expect([...pooled.safetyFactor]).toEqual([0, 0]);
    expect([...pooled.safety]).toEqual([0, 0]);
  });
});
