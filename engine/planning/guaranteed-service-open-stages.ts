import type { Labels } from "./guaranteed-service-labels.ts";

/**
 * Stages that are open at both ends: the only ones that may need a division.
 *
 * Links alone never contradict each other: with a cost at each variable they are a least
 * cut, and the bound of the sweeps comes to its cost. Only a stage's own cost, by both its
 * times, can ask for what the ways round it forbid.
 *
 * @see Ishikawa (2003), Exact optimization for Markov random fields with convex priors,
 * IEEE PAMI 25(10), 1333-1336, for the cut.
 */
export function openStages({ count }: Labels): readonly number[] {
  const open: number[] = [];
  for (let at = 0; 2 * at < count.length; at++) {
    if (count[2 * at]! > 1 && count[2 * at + 1]! > 1) open.push(at);
  }
  return open;
}
