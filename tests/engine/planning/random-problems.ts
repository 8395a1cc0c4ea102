import fc from "fast-check";
import type { PlacementProblem } from "../../../engine/index.ts";

const stage = fc.record({
  time: fc.nat(2),
  inboundServiceTime: fc.nat(1),
  maxServiceTime: fc.option(fc.nat(4), { nil: Infinity }),
  costs: fc.array(fc.nat(20), { minLength: 16, maxLength: 16 }),
});

/** A random tree with costs of any shape: each stage hangs on an earlier one, either way round. */
export const tree: fc.Arbitrary<PlacementProblem> = fc
  .integer({ min: 1, max: 5 })
  .chain((size) =>
    fc.record({
      stages: fc.tuple(...Array.from({ length: size }, () => stage)),
      hooks: fc.tuple(
        ...Array.from({ length: size - 1 }, (_, at) =>
          fc.record({ on: fc.nat(at), supplies: fc.boolean() }),
        ),
      ),
    }),
  )
  .map(({ stages, hooks }) => ({
    stages: stages.map(({ costs, ...rest }) => ({
      ...rest,
      costByNetTime: Float64Array.from(costs),
    })),
    links: hooks.map(({ on, supplies }, at) =>
      supplies ? { from: at + 1, to: on } : { from: on, to: at + 1 },
    ),
  }));

/** A random network without directed cycles and with costs of any shape: any earlier stage may supply a later one. */
export const network: fc.Arbitrary<PlacementProblem> = fc
  .integer({ min: 3, max: 5 })
  .chain((size) =>
    fc.record({
      stages: fc.tuple(...Array.from({ length: size }, () => stage)),
      linked: fc.array(fc.boolean(), {
        minLength: (size * (size - 1)) / 2,
        maxLength: (size * (size - 1)) / 2,
      }),
    }),
  )
  .map(({ stages, linked }) => ({
    stages: stages.map(({ costs, ...rest }) => ({
      ...rest,
      costByNetTime: Float64Array.from(costs),
    })),
    links: stages
      .flatMap((_, to) =>
        Array.from({ length: to }, (__, from) => ({ from, to })),
      )
      .filter((_, at) => linked[at]),
  }));

/** Suppliers of each stage, and its longest wait: the slowest way to it. */
function bounds({ stages, links }: PlacementProblem): {
  readonly suppliers: readonly (readonly number[])[];
  readonly longestWait: readonly number[];
} {
  const suppliers = stages.map((_, at) =>
    links.filter(({ to }) => to === at).map(({ from }) => from),
  );
  const wait = (at: number): number =>
    Math.max(
      stages[at]!.inboundServiceTime ?? 0,
      ...suppliers[at]!.map(
        (supplier) => wait(supplier) + stages[supplier]!.time,
      ),
    );
  return { suppliers, longestWait: stages.map((_, at) => wait(at)) };
}

/** Least cost over every choice of service times out, each with the best service times in. */
export function bruteForce(problem: PlacementProblem): number {
  const { stages } = problem;
  const { suppliers, longestWait } = bounds(problem);
  const out: number[] = stages.map(() => 0);
  const cheapest = (at: number): number => {
    const { time, inboundServiceTime = 0, costByNetTime } = stages[at]!;
    const quoted = suppliers[at]!.map((supplier) => out[supplier]!);
    let best = Infinity;
    for (
      let wait = Math.max(inboundServiceTime, ...quoted);
      wait <= longestWait[at]!;
      wait++
    ) {
      const net = wait + time - out[at]!;
      if (net >= 0)
        best = Math.min(best, (costByNetTime as Float64Array)[net]!);
    }
    return best;
  };
  const choose = (at: number): number => {
    if (at === stages.length) {
      return stages.reduce((sum, _, each) => sum + cheapest(each), 0);
    }
    const { time, maxServiceTime = Infinity } = stages[at]!;
    let best = Infinity;
    const latest = Math.min(maxServiceTime, longestWait[at]! + time);
    for (out[at] = 0; out[at]! <= latest; out[at]!++) {
      best = Math.min(best, choose(at + 1));
    }
    return best;
  };
  return choose(0);
}
