import { tighten } from "./guaranteed-service-bounding.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { copyOf, keepLabels } from "./guaranteed-service-labels.ts";
import { openStages } from "./guaranteed-service-open-stages.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { offer } from "./guaranteed-service-search.ts";

const patience = { rounds: 60, window: 10, every: 10, dives: true };

/** Stages from which on divisions alone are too slow to find solutions. */
const worthRefining = 300;

/** Share of the gap that a neighbourhood must close to be worth its time before anything is divided. */
const worthwhile = 0.01;

/** By what the share of held stages changes from one neighbourhood to the next. */
const step = 0.9;

/** How much of a network may be decided anew. */
const [leastHeld, mostHeld] = [0.02, 0.9];

/** Decides neighbourhoods anew until enough in a row to cover the stages were fine as they are. */
export function* refineAll(
  search: Search,
  labels: Labels,
): Generator<undefined, void> {
  if (search.graph.stages.length < worthRefining) return;
  let covered = 0;
  while (covered < 3) {
    const bettered = yield* refine(search, labels);
    covered = bettered ? 0 : covered + 1 - search.held;
  }
}

/** Decides neighbourhoods anew until two in a row brought next to nothing. */
export function* refineFirst(
  search: Search,
  labels: Labels,
  bound: number,
): Generator<undefined, void> {
  if (search.graph.stages.length < worthRefining) return;
  let poor = 0;
  while (poor < 2) {
    const { cost } = search.best;
    yield* refine(search, labels);
    const closed = cost - search.best.cost;
    poor = closed > worthwhile * (cost - bound) ? 0 : poor + 1;
  }
}

/**
 * Decides most of a network anew, some stages quoting what they quote in the best solution.
 *
 * Held are only stages that may contradict the links (`openStages`), far from a random
 * one: with those out of the way the bound of the sweeps comes close to the cost, and
 * labels fall fast. How many are held follows what came of it: fewer once nothing better
 * was proven to be left, more where that stayed open.
 *
 * @param labels - swept; left as they are
 * @returns progress, then whether that bettered the best solution
 *
 * @see Shaw (1998), Using constraint programming and local search methods to solve
 * vehicle routing problems, CP98, 417-431: large neighbourhood search.
 */
function* refine(
  search: Search,
  labels: Labels,
): Generator<undefined, boolean> {
  const { graph, best } = search;
  const open = openStages(labels);
  const free = surroundings(search, open);
  const trial = copyOf(labels);
  for (const at of open) {
    if (free.has(at)) continue;
    if (!hold(graph, trial, 2 * at + 1, best.value[2 * at + 1]!)) return false;
  }
  const inner = { ...search };
  const sweeps = tighten(inner, trial, -Infinity, patience);
  let next = sweeps.next();
  for (; next.done !== true; next = sweeps.next()) yield undefined;
  const held =
    next.value === Infinity ? search.held * step : search.held / step;
  search.held = Math.min(mostHeld, Math.max(leastHeld, held));
  return offer(search, inner.best);
}

/** Those of the open stages that few links lead to from a random one, but for the share that is held. */
function surroundings(
  { graph, random, held }: Search,
  open: readonly number[],
): ReadonlySet<number> {
  const { firstIn, inEdge, firstOut, outEdge, tail, head } = graph;
  const wanted = Math.ceil((1 - held) * open.length);
  const among = new Set(open);
  const free = new Set<number>();
  const start = open[Math.floor(random.uniform() * open.length)];
  const seen = new Set(start === undefined ? [] : [start]);
  for (const at of seen) {
    if (free.size >= wanted) break;
    if (among.has(at)) free.add(at);
    const near: number[] = [];
    for (let e = firstIn[2 * at]!; e < firstIn[2 * at + 1]!; e++) {
      near.push(tail[inEdge[e]!]! >> 1);
    }
    for (let e = firstOut[2 * at + 1]!; e < firstOut[2 * at + 2]!; e++) {
      near.push(head[outEdge[e]!]! >> 1);
    }
    for (const other of near) {
      // Not all of them, so that no two surroundings are alike.
      if (random.uniform() < 0.7) seen.add(other);
    }
  }
  return free;
}

/** Leaves a variable one value. @returns whether it still had it */
function hold(
  graph: TimeGraph,
  labels: Labels,
  v: number,
  time: number,
): boolean {
  const first = graph.firstLabel[v]!;
  const keep = new Uint8Array(labels.count[v]!);
  keep.forEach((_, k) => {
    keep[k] = labels.value[first + k] === time ? 1 : 0;
  });
  if (!keep.includes(1)) return false;
  keepLabels(graph, labels, v, keep);
  return true;
}
