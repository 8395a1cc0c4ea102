import type { NetworkFileInput } from "../../engine/contracts/index.ts";
import type { PlacementProblem } from "../../engine/index.ts";
import { drain, placeStock, solveNetwork } from "../../engine/index.ts";
import { timed } from "../support/cpu-seconds.ts";

interface RandomTree {
  readonly file: NetworkFileInput;
  readonly problem: PlacementProblem;
}

/** CPU milliseconds of this process, best of some rounds: other work on the machine does not count. */
function best(
  rounds: number,
  work: () => number,
): { readonly ms: number; readonly cost: number } {
  let ms = Infinity;
  let cost = NaN;
  for (let round = 0; round < rounds; round++) {
    const [answer, seconds] = timed(work);
    cost = answer;
    ms = Math.min(ms, 1000 * seconds);
  }
  return { ms, cost };
}

/** Each stage hangs on a random earlier one, as supplier or customer; times 1 to 9; sinks have demand. */
function aTree(size: number, seed: number): RandomTree {
  let state = seed;
  const draw = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  const links = Array.from({ length: size - 1 }, (_, at) => {
    const on = Math.floor(draw() * (at + 1));
    return draw() < 0.5 ? { from: on, to: at + 1 } : { from: at + 1, to: on };
  });
  const supplies = new Set(links.map(({ from }) => from));
  const stages = Array.from({ length: size }, (_, stage) => ({
    id: `S${stage}`,
    time: 1 + Math.floor(9 * draw()),
    addedCost: 1 + 10 * draw(),
    ...(supplies.has(stage)
      ? {}
      : {
          demand: { mean: 100, deviation: 10 + 40 * draw() },
          maxServiceTime: Math.floor(3 * draw()),
        }),
  }));
  const file = {
    stages,
    links: links.map(({ from, to }) => ({
      from: stages[from]!.id,
      to: stages[to]!.id,
    })),
  };
  const rates = stages.map(() => 1 + 400 * draw());
  const problem = {
    stages: stages.map(({ time, maxServiceTime }, stage) => ({
      time,
      ...(maxServiceTime === undefined ? {} : { maxServiceTime }),
      costByNetTime: (net: number) => rates[stage]! * Math.sqrt(net),
    })),
    links,
  };
  return { file, problem };
}

/** The programme as a textbook writes it: recursive, objects for tables, every pair of service times tried. */
function plainProgramme({ stages, links }: PlacementProblem): number {
  const suppliers = stages.map((_, at) =>
    links.filter(({ to }) => to === at).map(({ from }) => from),
  );
  const customers = stages.map((_, at) =>
    links.filter(({ from }) => from === at).map(({ to }) => to),
  );
  const reach = new Map<number, number>();
  const longest = (stage: number): number => {
    const known = reach.get(stage);
    if (known !== undefined) return known;
    const value =
      stages[stage]!.time + Math.max(0, ...suppliers[stage]!.map(longest));
    reach.set(stage, value);
    return value;
  };
  const table = (
    stage: number,
    parent: number,
    byOut: boolean,
  ): Map<number, number> => {
    const before = suppliers[stage]!.filter((at) => at !== parent).map((at) =>
      table(at, stage, true),
    );
    const after = customers[stage]!.filter((at) => at !== parent).map((at) =>
      table(at, stage, false),
    );
    const { time, maxServiceTime = Infinity, costByNetTime } = stages[stage]!;
    const cost = costByNetTime as (net: number) => number;
    const least = (
      of: Map<number, number>,
      fits: (at: number) => boolean,
    ): number =>
      Math.min(...[...of].filter(([at]) => fits(at)).map(([, value]) => value));
    const answer = new Map<number, number>();
    for (let inbound = 0; inbound <= longest(stage) - time; inbound++) {
      const upstream = before.reduce(
        (sum, one) => sum + least(one, (at) => at <= inbound),
        0,
      );
      for (
        let out = 0;
        out <= Math.min(inbound + time, maxServiceTime);
        out++
      ) {
        const downstream = after.reduce(
          (sum, one) => sum + least(one, (at) => at >= out),
          0,
        );
        const value = upstream + downstream + cost(inbound + time - out);
        const key = byOut ? out : inbound;
        answer.set(key, Math.min(value, answer.get(key) ?? Infinity));
      }
    }
    return answer;
  };
  return Math.min(...table(0, -1, true).values());
}

/** The bars: 10 ms for a tree of 1,000 stages, 200 ms for 10,000. */
export function run(): object[] {
  return [
    ...rows("1,000", aTree(1_000, 7), 20),
    ...rows("10,000", aTree(10_000, 7), 8),
  ];
}

function rows(
  size: string,
  { file, problem }: RandomTree,
  rounds: number,
): object[] {
  const plain = best(1, () => plainProgramme(problem));
  const placed = best(rounds, () => drain(placeStock(problem)).cost);
  const solved = best(rounds, () => drain(solveNetwork(file)).cost);
  if (Math.abs(placed.cost / plain.cost - 1) > 1e-9) {
    throw new Error("the programme and its baseline disagree");
  }
  return [
    [`placing stock, tree of ${size} stages`, placed] as const,
    [`network file to policy, ${size} stages`, solved] as const,
  ].map(([name, ours]) => ({
    name,
    ours: ours.ms,
    unit: "ms",
    baseline: plain.ms,
    baselineName: "recursive programme over maps",
    ratio: plain.ms / ours.ms,
  }));
}
