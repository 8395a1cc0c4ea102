import fc from "fast-check";
import type { PlacementProblem } from "../../../engine/index.ts";
import {
  drain,
  InputError,
  placeStock,
  solveNetwork,
} from "../../../engine/index.ts";
import { aNetwork } from "./a-network.ts";
import { bruteForce, network, tree } from "./random-problems.ts";

/** Shops that draw on the same plants: two ways round everywhere, and too hard to prove at first sight. */
function crossing(shops: number): PlacementProblem {
  const stages = Array.from({ length: 2 * shops }, (_, at) => ({
    time: 1 + ((7 * at) % 5),
    ...(at < shops ? {} : { maxServiceTime: at % 2 }),
    costByNetTime: (net: number) =>
      (at < shops ? 1 + ((5 * at) % 7) : 2 + ((3 * at) % 4)) * Math.sqrt(net),
  }));
  return {
    stages,
    links: stages.slice(0, shops).flatMap((_, from) =>
      [0, 1, 3].map((step) => ({
        from,
        to: shops + ((from + step) % shops),
      })),
    ),
  };
}

describe("placeStock", () => {
  it.each([
    ["trees", tree],
    ["networks with several ways round", network],
  ])("is as cheap as trying everything on %s", (_what, problems) => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { cost, bound, optimal } = drain(placeStock(problem));
        expect(cost).toBe(bruteForce(problem));
        expect(optimal).toBe(true);
        expect(bound).toBeLessThanOrEqual(cost);
        expect(bound).toBeGreaterThanOrEqual(cost * (1 - 1e-7));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["trees", tree],
    ["networks with several ways round", network],
  ])(
    "answers service times that keep every promise and cost what it says, on %s",
    (_what, problems) => {
      fc.assert(
        fc.property(problems, (problem) => {
          const { stages, links } = problem;
          const placed = drain(placeStock(problem));
          let cost = 0;
          stages.forEach((stage, index) => {
            const net = placed.netReplenishmentTime[index]!;
            const wait = placed.serviceTimeIn[index]!;
            const out = placed.serviceTimeOut[index]!;
            expect(net).toBe(wait + stage.time - out);
            expect(net).toBeGreaterThanOrEqual(0);
            expect(out).toBeGreaterThanOrEqual(0);
            expect(out).toBeLessThanOrEqual(stage.maxServiceTime!);
            expect(wait).toBeGreaterThanOrEqual(stage.inboundServiceTime!);
            const hasSupplier = links.some(({ to }) => to === index);
            if (!hasSupplier) expect(wait).toBe(stage.inboundServiceTime);
            cost += (stage.costByNetTime as Float64Array)[net]!;
          });
          for (const { from, to } of links) {
            expect(placed.serviceTimeOut[from]).toBeLessThanOrEqual(
              placed.serviceTimeIn[to]!,
            );
          }
          expect(placed.cost).toBe(cost);
        }),
      );
    },
  );

  it("answers the same bits to the same question", () => {
    const problem = crossing(9);
    expect(drain(placeStock(problem))).toEqual(drain(placeStock(problem)));
  });

  it("tells cost and bound on the way, which only come closer", () => {
    const calculation = placeStock(crossing(9));
    let [cost, bound] = [Infinity, -Infinity];
    let step = calculation.next();
    let told = 0;
    for (; step.done !== true; step = calculation.next()) {
      if (step.value.cost === undefined) continue;
      expect(step.value.cost).toBeLessThanOrEqual(cost);
      expect(step.value.bound!).toBeGreaterThanOrEqual(bound);
      cost = step.value.cost;
      bound = step.value.bound!;
      told++;
    }
    expect(told).toBeGreaterThan(0);
    // The end is added up stage by stage: the last bits may differ.
    expect(step.value.cost).toBeLessThanOrEqual(cost * (1 + 1e-12));
    expect(step.value.bound).toBeGreaterThanOrEqual(bound * (1 - 1e-12));
  });

  it("stops when it is told to, with an honest gap", () => {
    const problem = crossing(9);
    const best = drain(placeStock(problem));
    const stopped = drain(placeStock(problem, { shouldStop: () => true }));
    expect(stopped.cost).toBeGreaterThanOrEqual(best.cost);
    expect(stopped.bound).toBeLessThanOrEqual(best.cost);
    expect(stopped.gap).toBe((stopped.cost - stopped.bound) / stopped.cost);
    expect(stopped.optimal).toBe(false);
  });

  it("stops after so many rounds, the same everywhere", () => {
    const problem = crossing(9);
    const two = drain(placeStock(problem, { rounds: 2 }));
    expect(two).toEqual(drain(placeStock(problem, { rounds: 2 })));
    expect(two.bound).toBeLessThanOrEqual(drain(placeStock(problem)).cost);
  });

  it("comes closer to a large assembly network the longer it looks", () => {
    const file = aNetwork(300, 900, 3);
    const gaps = [1, 20, 200].map(
      (rounds) => drain(solveNetwork(file, { rounds })).gap,
    );
    expect(gaps[1]).toBeLessThan(gaps[0]!);
    expect(gaps[2]).toBeLessThanOrEqual(gaps[1]!);
    expect(gaps[2]).toBeLessThan(0.05);
  });

  it("takes a function for a table", () => {
    const stages = [3, 2].map((time) => ({
      time,
      costByNetTime: (net: number) => (net - 1) ** 2,
    }));
    const links = [{ from: 0, to: 1 }];
    const tables = stages.map(({ time, costByNetTime }) => ({
      time,
      costByNetTime: Float64Array.from({ length: 6 }, (_, net) =>
        costByNetTime(net),
      ),
    }));
    expect(drain(placeStock({ stages, links }))).toEqual(
      drain(placeStock({ stages: tables, links })),
    );
  });

  it("lets the shortest service times win a tie", () => {
    const free = { time: 2, costByNetTime: () => 0 };
    const placed = drain(
      placeStock({
        stages: [free, free, free],
        links: [
          { from: 0, to: 1 },
          { from: 1, to: 2 },
        ],
      }),
    );
    expect([...placed.serviceTimeOut]).toEqual([0, 0, 0]);
    expect([...placed.serviceTimeIn]).toEqual([0, 0, 0]);
  });

  it("solves several trees side by side as it solves each", () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const offset = one.stages.length;
        const both = drain(
          placeStock({
            stages: [...one.stages, ...other.stages],
            links: [
              ...one.links,
              ...other.links.map(({ from, to }) => ({
                from: from + offset,
                to: to + offset,
              })),
            ],
          }),
        );
        expect(both.cost).toBe(
          drain(placeStock(one)).cost + drain(placeStock(other)).cost,
        );
      }),
    );
  });

  it("survives a line of thousands of stages and tells how far it is", () => {
    const size = 3000;
    const calculation = placeStock({
      stages: Array.from({ length: size }, (_, stage) => ({
        time: stage % 500 === 0 ? 1 : 0,
        costByNetTime: Math.sqrt,
        ...(stage === size - 1 ? { maxServiceTime: 0 } : {}),
      })),
      links: Array.from({ length: size - 1 }, (_, stage) => ({
        from: stage,
        to: stage + 1,
      })),
    });
    const seen: number[] = [];
    let step = calculation.next();
    while (step.done !== true) {
      expect(step.value.total).toBe(size);
      seen.push(step.value.done);
      step = calculation.next();
    }
    expect(seen.at(-1)).toBe(size);
    // Six periods in all; √ rewards pooling them at the one stage that must serve at once.
    expect(step.value.cost).toBeCloseTo(Math.sqrt(6), 12);
  });

  it.each<[string, PlacementProblem, string]>([
    [
      "a circle of links",
      {
        stages: ["A", "B", "C"].map((id) => ({
          id,
          time: 1,
          costByNetTime: Math.sqrt,
        })),
        links: [
          { from: 0, to: 1 },
          { from: 1, to: 2 },
          { from: 2, to: 0 },
        ],
      },
      "links must not run in a circle",
    ],
    [
      "part of a period",
      { stages: [{ id: "A", time: 1.5, costByNetTime: Math.sqrt }], links: [] },
      "time of stage A must be a whole number of periods, got 1.5",
    ],
    [
      "a negative limit",
      {
        stages: [{ time: 1, maxServiceTime: -1, costByNetTime: Math.sqrt }],
        links: [],
      },
      "maxServiceTime of stage 1 must be a whole number of periods, got -1",
    ],
    [
      "a cost that is no number",
      {
        stages: [
          {
            id: "A",
            time: 2,
            costByNetTime: (net) => 1 / (net - 1) - 1 / (net - 1),
          },
        ],
        links: [],
      },
      "costByNetTime of stage A must be a number at 1 periods, got NaN",
    ],
    [
      "a table that is too short",
      {
        stages: [{ id: "A", time: 2, costByNetTime: new Float64Array(2) }],
        links: [],
      },
      "costByNetTime of stage A must reach to 2 periods, got 1",
    ],
    [
      "a link to nowhere",
      {
        stages: [{ time: 2, costByNetTime: Math.sqrt }],
        links: [{ from: 0, to: 1 }],
      },
      "links[0].to must be a place in the list of stages, got 1",
    ],
    [
      "more periods than fit",
      {
        stages: [{ id: "A", time: 2 ** 25, costByNetTime: Math.sqrt }],
        links: [],
      },
      "time of the stages must add up to fewer periods",
    ],
  ])("refuses %s by name", (_what, problem, message) => {
    expect(() => drain(placeStock(problem))).toThrow(InputError);
    expect(() => drain(placeStock(problem))).toThrow(message);
  });
});
