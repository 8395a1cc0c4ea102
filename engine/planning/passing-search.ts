import type { StageGraph } from "../network/stage-graph.ts";
import type {
  PlacementChoice,
  PlacementOutcome,
  PlacementStage,
} from "./placement-outcome.ts";
import { placementOutcome } from "./placement-outcome.ts";

/** Stages looked at in all trials of one search: about a second. */
const mostLooks = 500_000;
/** Savings below this share of the cost are dust. */
const leastSaving = 1e-9;

/**
 * Moves stock between stages and those they feed as long as that is cheaper: a stage passes on
 * what it receives, by itself or with those it feeds holding stock instead, or it holds stock,
 * by itself or with its suppliers passing on. Where holding costs most is tried first.
 *
 * Stages with customers of their own hold stock: a spread that nobody covers would be theirs.
 * In networks of about a thousand stages and more not all of them are tried.
 *
 * @param graph - who supplies whom
 * @returns an outcome that costs no more than the one given
 */
export function passingSearch(
  stages: readonly PlacementStage[],
  graph: StageGraph,
  from: PlacementOutcome,
): PlacementOutcome {
  const free = stages.map(
    ({ stockless, dailyMean }) => stockless !== true && dailyMean > 0,
  );
  const mayPass = (index: number): boolean =>
    free[index]! && stages[index]!.maxServiceTimeDays === null;
  const dearest = (outcome: PlacementOutcome): readonly number[] =>
    [...free.keys()]
      .filter((index) => free[index]!)
      .sort((a, b) => outcome.forHolding[b]! - outcome.forHolding[a]! || a - b);
  let best = from;
  let looks = 0;
  for (let found = true; found;) {
    found = false;
    for (const index of dearest(best)) {
      for (const { pass, hold } of moves(graph, best, index)) {
        const choice = changed(
          best,
          pass.filter(mayPass),
          hold.filter((one) => free[one]!),
        );
        if (!choice) continue;
        if ((looks += stages.length) > mostLooks) return best;
        const tried = placementOutcome(stages, graph, choice);
        if (tried.cost >= best.cost * (1 - leastSaving)) continue;
        best = tried;
        found = true;
        break;
      }
    }
  }
  return best;
}

interface Move {
  readonly pass: readonly number[];
  readonly hold: readonly number[];
}

/** The stage the other way round, by itself or with its neighbours' stock in its place. */
function moves(
  graph: StageGraph,
  { holds }: PlacementOutcome,
  index: number,
): readonly Move[] {
  const { from, to } = graph;
  if (holds[index]) {
    const { firstCustomer: first, customerLink } = graph;
    const links = customerLink.subarray(first[index]!, first[index + 1]!);
    const fed = Array.from(links, (link) => to[link]!);
    return [
      { pass: [index], hold: [] },
      { pass: [index], hold: fed },
    ];
  }
  const { firstSupplier: first, supplierLink } = graph;
  const links = supplierLink.subarray(first[index]!, first[index + 1]!);
  const suppliers = Array.from(links, (link) => from[link]!);
  return [
    { pass: [], hold: [index] },
    { pass: suppliers, hold: [index] },
  ];
}

/** The choice with these passing on and those delivering at once; `null` for nothing new. */
function changed(
  { choice, holds }: PlacementOutcome,
  pass: readonly number[],
  hold: readonly number[],
): PlacementChoice | null {
  const off = pass.filter((index) => holds[index]);
  const on = hold.filter((index) => !holds[index]);
  if (off.length + on.length === 0) return null;
  const passes = [...choice.passes];
  const quoted = [...choice.quoted];
  for (const index of off) passes[index] = true;
  for (const index of on) {
    passes[index] = false;
    quoted[index] = 0;
  }
  return { passes, quoted };
}
