import { dive } from "./guaranteed-service-diving.ts";
import { dropLinks, pushOn, sweep } from "./guaranteed-service-dual.ts";
import type { Labels } from "./guaranteed-service-labels.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { improve, target } from "./guaranteed-service-search.ts";

/** How long to sweep, and how often to look for solutions. */
export interface Patience {
  readonly rounds: number;
  /** Rounds in which the gap must shrink by a hundredth. */
  readonly window: number;
  /** Rounds between two looks at what the messages say; 0 for none. */
  readonly every: number;
  /** Whether to dive for a solution after each window. */
  readonly dives: boolean;
}

/** Momentum in full swing: more overshoots where few labels are left. */
const mostMomentum = 0.95;

/** Shares of the open variables that dives decide at a time: quick and careful in turn. */
const sharesDecided = [0.1, 0.03];

/**
 * Sweeps until the bound stalls, letting go of labels and links on the way.
 *
 * A sweep back follows a sweep forth over the same messages, so it may let labels go; the
 * sweep forth begins from messages that were pushed on, and may not.
 *
 * @param bound - known before
 * @returns the bound; infinite when nothing better than the best solution is left
 */
export function* tighten(
  search: Search,
  labels: Labels,
  bound: number,
  patience: Patience,
): Generator<number, number> {
  const { graph, room } = search;
  let reached = bound;
  let earlier = -Infinity;
  let last = -Infinity;
  let speed = 0;
  for (let round = 1; round <= patience.rounds; round++) {
    const forth = sweep(graph, labels, room, true, Infinity);
    const slack = target(search) - forth;
    if (slack <= 0) return Infinity;
    const back = sweep(graph, labels, room, false, slack);
    reached = Math.max(reached, forth, back);
    if (reached >= target(search)) return Infinity;

    const look = patience.every > 0 && round % patience.every === 0;
    if (look) improve(search, labels, 3);
    const pause = round % patience.window === 0;
    if (pause && patience.dives) {
      const turn = round / patience.window;
      const share = sharesDecided[turn % sharesDecided.length]!;
      for (const _ of dive(search, labels, share)) yield reached;
    }
    if (reached >= target(search)) return Infinity;
    if (pause) {
      if (reached - earlier < 0.01 * (target(search) - reached)) break;
      earlier = reached;
    }
    dropLinks(graph, labels);
    speed = back < last ? 0 : speed + 1;
    last = back;
    const share = speed < 2 ? 0 : Math.min(mostMomentum, speed / (speed + 3));
    pushOn(labels, room, share);
    yield reached;
  }
  return reached;
}
