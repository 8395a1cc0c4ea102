import { tighten } from "./guaranteed-service-bounding.ts";
import { dive } from "./guaranteed-service-diving.ts";
import type { Labels } from "./guaranteed-service-labels.ts";
import { copyOf, keepLabels } from "./guaranteed-service-labels.ts";
import { refineAll } from "./guaranteed-service-neighbourhood.ts";
import { openStages } from "./guaranteed-service-open-stages.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { improve, target } from "./guaranteed-service-search.ts";
import { gapByVariable } from "./guaranteed-service-slack.ts";

/** Labels still open in one corner of the search, and what is proven there. */
interface Corner {
  readonly labels: Labels;
  /** No solution in it costs less. */
  readonly bound: number;
}

/** A variable with a time that divides its values: up to it, and later. */
interface Division {
  readonly variable: number;
  readonly time: number;
}

/** Divisions that are tried before one is chosen, and how many worse ones in a row end that. */
const [candidates, worseInRow] = [8, 3];

/** Corners after which a search that has not ended dives for a solution, and again whenever they have doubled. */
const firstDive = 8;

/** Shares of the open variables that such dives decide at a time. */
const sharesDecided = [0.1, 0.03];

/** Share of the gap by which marginals may differ and still not tell two values apart. */
const tied = 1e-3;

/** Numbers kept in open corners, 8 bytes each: beyond, the search goes deep before it goes wide. */
const roomForCorners = 2 ** 25;

/**
 * Branch and bound over the service times of one connected part.
 *
 * The corner with the least bound is swept until its bound stalls; then the values of
 * one variable are divided in two, the variable being the one of several whose two
 * halves, swept twice, raise the bound most. A half that is dead already is cut off.
 *
 * @param labels - swept, with `bound` as the result; taken over
 * @param searches - whether to look far for better solutions: a region has no use for them
 * @returns progress as the proven bound, then the bound at the end: infinite when
 * nothing better than the best solution is left
 *
 * @see Achterberg, Koch and Martin (2005), Branching rules revisited, Operations
 * Research Letters 33(1), 42-54: strong branching and its product score.
 */
export function* branch(
  search: Search,
  labels: Labels,
  bound: number,
  searches: boolean,
): Generator<number, number> {
  const open: Corner[] = [{ labels, bound }];
  let corners = 0;
  let nextDive = firstDive;
  const size = labels.value.length * 3 + labels.message.length;
  for (;;) {
    const deep = open.length * size > roomForCorners;
    const corner = open.splice(deep ? open.length - 1 : leastOf(open), 1)[0];
    if (corner === undefined) return Infinity;
    if (corner.bound >= target(search)) continue;
    const proven = (): number =>
      open.reduce(
        (least, { bound: one }) => Math.min(least, one),
        corner.bound,
      );
    yield proven();
    const sweeps = tighten(search, corner.labels, -Infinity, {
      rounds: 20,
      window: 5,
      every: 0,
      dives: false,
    });
    let step = sweeps.next();
    for (; step.done !== true; step = sweeps.next()) yield proven();
    const reached = Math.max(corner.bound, step.value);
    if (reached >= target(search)) continue;
    improve(search, corner.labels, 2);
    if (searches) {
      corners++;
      if (corners === nextDive) {
        nextDive *= 2;
        for (const share of sharesDecided) {
          for (const _ of dive(search, corner.labels, share)) yield proven();
        }
      }
      for (const _ of refineAll(search, corner.labels)) yield proven();
    }
    open.push(...halves(search, corner.labels, reached));
  }
}

function leastOf(open: readonly Corner[]): number {
  let least = 0;
  open.forEach(({ bound }, at) => {
    if (bound < open[least]!.bound) least = at;
  });
  return least;
}

/** The halves of the best division, the more promising one last. */
function halves(search: Search, labels: Labels, bound: number): Corner[] {
  let best: Corner[] = [];
  let bestScore = -1;
  let worse = 0;
  for (const division of divisions(search, labels, bound)) {
    const alive = [false, true]
      .map((later) => half(search, labels, division, later, bound))
      .filter((corner) => corner.bound < target(search));
    if (alive.length < 2) return alive;
    const [one, other] = [alive[0]!.bound - bound, alive[1]!.bound - bound];
    const least = 1e-6 * (target(search) - bound);
    const score = Math.max(one, least) * Math.max(other, least);
    if (score > bestScore) {
      bestScore = score;
      best = alive.sort((a, b) => b.bound - a.bound);
      worse = 0;
    } else if (++worse === worseInRow) break;
  }
  return best;
}

function half(
  search: Search,
  labels: Labels,
  { variable, time }: Division,
  later: boolean,
  bound: number,
): Corner {
  const { graph } = search;
  const copy = copyOf(labels);
  const first = graph.firstLabel[variable]!;
  const keep = new Uint8Array(labels.count[variable]!);
  keep.forEach((_, k) => {
    keep[k] = labels.value[first + k]! > time === later ? 1 : 0;
  });
  keepLabels(graph, copy, variable, keep);
  const sweeps = tighten(search, copy, -Infinity, {
    rounds: 2,
    window: 2,
    every: 0,
    dives: false,
  });
  let step = sweeps.next();
  while (step.done !== true) step = sweeps.next();
  return { labels: copy, bound: Math.max(bound, step.value) };
}

/**
 * Variables at which the best solution leaves most of the gap, the most telling first;
 * each is divided in the middle of its cheapest values.
 */
function divisions(
  { graph, best }: Search,
  labels: Labels,
  bound: number,
): Division[] {
  const { value, marginal } = labels;
  const near = tied * (best.cost - bound);
  const gap = gapByVariable(graph, labels, best.value);
  return divisible(labels)
    .sort((one, other) => gap[other]! - gap[one]!)
    .slice(0, candidates)
    .map((variable) => {
      const first = graph.firstLabel[variable]!;
      const last = first + labels.count[variable]! - 1;
      let from = first;
      let to = last;
      while (from < last && marginal[from]! > near) from++;
      while (to > from && marginal[to]! > near) to--;
      const time =
        from < to
          ? Math.floor((value[from]! + value[to]!) / 2)
          : from > first
            ? value[from - 1]!
            : value[from]!;
      return { variable, time };
    });
}

/** Service times of open stages; where there are none, whatever is open. */
function divisible(labels: Labels): number[] {
  const { count } = labels;
  const between = openStages(labels).flatMap((at) => [2 * at, 2 * at + 1]);
  if (between.length > 0) return between;
  return Array.from(count.keys()).filter((v) => count[v]! > 1);
}
