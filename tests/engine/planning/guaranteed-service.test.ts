import fc from "fast-check";
import type { PlacementProblem } from "../../../engine/index.ts";
import { drain, InputError, placeStock } from "../../../engine/index.ts";

/** A random tree with costs of any shape: each stage hangs on an earlier one, either way round. */
const tree = fc
  .integer({ min: 1, max: 5 })
  .chain((size) =>
    fc.record({
      stages: fc.tuple(
        ...Array.from({ length: size }, () =>
          fc.record({
            time: fc.nat(2),
            inboundServiceTime: fc.nat(1),
            maxServiceTime: fc.option(fc.nat(4), { nil: Infinity }),
            costs: fc.array(fc.nat(20), { minLength: 16, maxLength: 16 }),
          }),
        ),
      ),
      hooks: fc.tuple(
        ...Array.from({ length: size - 1 }, (_, stage) =>
          fc.record({ on: fc.nat(stage), supplies: fc.boolean() }),
        ),
      ),
    }),
  )
  .map<PlacementProblem>(({ stages, hooks }) => ({
    stages: stages.map(({ costs, ...stage }) => ({
      ...stage,
      costByNetTime: Float64Array.from(costs),
    })),
    links: hooks.map(({ on, supplies }, stage) =>
      supplies ? { from: stage + 1, to: on } : { from: on, to: stage + 1 },
    ),
  }));

/** Suppliers of each stage, and its longest wait: the slowest way to it. */
function bounds({ stages, links }: PlacementProblem): {
  readonly suppliers: readonly (readonly number[])[];
  readonly longestWait: readonly number[];
} {
  const suppliers = stages.map((_, stage) =>
    links.filter(({ to }) => to === stage).map(({ from }) => from),
  );
  const wait = (stage: number): number =>
    Math.max(
      stages[stage]!.inboundServiceTime ?? 0,
      ...suppliers[stage]!.map(
        (supplier) => wait(supplier) + stages[supplier]!.time,
      ),
    );
  return { suppliers, longestWait: stages.map((_, stage) => wait(stage)) };
}

/** Every choice of service times out, each with the best service times in. */
function bruteForce(problem: PlacementProblem): number {
  const { stages } = problem;
  const { suppliers, longestWait } = bounds(problem);
  const out: number[] = stages.map(() => 0);
  const cheapest = (stage: number): number => {
    const { time, inboundServiceTime = 0, costByNetTime } = stages[stage]!;
    const quoted = suppliers[stage]!.map((supplier) => out[supplier]!);
    let best = Infinity;
    for (
      let wait = Math.max(inboundServiceTime, ...quoted);
      wait <= longestWait[stage]!;
      wait++
    ) {
      const net = wait + time - out[stage]!;
      if (net >= 0)
        best = Math.min(best, (costByNetTime as Float64Array)[net]!);
    }
    return best;
  };
  const choose = (stage: number): number => {
    if (stage === stages.length) {
      return stages.reduce((sum, _, each) => sum + cheapest(each), 0);
    }
    const { time, maxServiceTime = Infinity } = stages[stage]!;
    let best = Infinity;
    const latest = Math.min(maxServiceTime, longestWait[stage]! + time);
    for (out[stage] = 0; out[stage]! <= latest; out[stage]!++) {
      best = Math.min(best, choose(stage + 1));
    }
    return best;
  };
  return choose(0);
}

describe("placeStock", () => {
  it("is as cheap as trying everything, whatever the costs look like", () => {
    fc.assert(
      fc.property(tree, (problem) => {
        expect(drain(placeStock(problem)).cost).toBe(bruteForce(problem));
      }),
      { numRuns: 400 },
    );
  });

  it("answers service times that keep every promise and cost what it says", () => {
    fc.assert(
      fc.property(tree, (problem) => {
        const { stages, links } = problem;
        const placed = drain(placeStock(problem));
        let cost = 0;
        stages.forEach((stage, index) => {
          const net = placed.netReplenishmentTime[index]!;
          const wait = placed.serviceTimeIn[index]!;
          const out = placed.serviceTimeOut[index]!;
          expect(net).toBe(wait + stage.time - out);
          expect(net).toBeGreaterThanOrEqual(0);
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
      "a cycle of links",
      {
        stages: ["A", "B", "C", "D"].map((id) => ({
          id,
          time: 1,
          costByNetTime: Math.sqrt,
        })),
        links: [
          { from: 0, to: 1 },
          { from: 0, to: 2 },
          { from: 1, to: 3 },
          { from: 2, to: 3 },
        ],
      },
      "links must form a tree, got two ways round: C - A - B - D - C; only trees are solved",
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
