import { dive } from "./guaranteed-service-diving.ts";
import { dropLinks, pushOn, sweep } from "./guaranteed-service-dual.ts";
import type { Labels } from "./guaranteed-service-labels.ts";
import { openStages } from "./guaranteed-service-open-stages.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { improve, target } from "./guaranteed-service-search.ts";

/** How long to sweep, and how often to look for solutions. */
export interface Patience {
  readonly rounds: number;
  /** Rounds in which the gap must shrink by what a division may be worth. */
  readonly window: number;
  /** Rounds between two looks at what the messages say; 0 for none. */
  readonly every: number;
  /** Whether to dive for solutions now and then, and at the end, in a large network. */
  readonly dives: boolean;
}

/** Sweeps of a whole part before its values are divided. */
export const rootPatience: Patience = {
  rounds: 2000,
  window: 10,
  every: 10,
  dives: true,
};

/** Most momentum after some rounds: early much of it overshoots, late little of it crawls. */
const mostMomentum = (round: number): number => 1 - 10 / (round + 100);

/** Shares of the open variables that dives decide at a time, from quick to careful. */
const sharesDecided = [0.1, 0.03, 0.01];

/** Stages from which on divisions alone are too slow to find solutions. */
const slowToDivide = 150;

/** Open stages that a division is held against: one never closes more than a fifth; in a large network regions close more than their share. */
const [fewestOpen, mostOpen] = [5, 150];

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
    const gap = target(search) - reached;
    // A division settles one open stage of so many: sweeping pays while it closes more.
    const open = Math.min(mostOpen, openStages(labels).length);
    const worth = gap / Math.max(fewestOpen, open);
    const stalled = pause && reached - earlier < worth;
    if (pause) {
      earlier = reached;
      const turn = round / patience.window;
      // The 4th, 8th, 16th … window and the last: messages change less and less.
      if (
        patience.dives &&
        graph.stages.length >= slowToDivide &&
        (stalled || (turn > 2 && (turn & (turn - 1)) === 0))
      ) {
        for (const share of stalled
          ? sharesDecided
          : sharesDecided.slice(0, 2)) {
          const { best } = search;
          for (const _ of dive(search, labels, share)) yield reached;
          // Where care found nothing, more of it seldom does.
          if (share < sharesDecided[0]! && search.best === best) break;
        }
      }
    }
    if (reached >= target(search)) return Infinity;
    if (stalled || round === patience.rounds) break;
    dropLinks(graph, labels);
    speed = back < last ? 0 : speed + 1;
    last = back;
    const most = Math.min(mostMomentum(round), speed / (speed + 3));
    pushOn(labels, room, speed < 2 ? 0 : most);
    yield reached;
  }
  return reached;
}
