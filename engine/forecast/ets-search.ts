import { solvePositive } from "../numeric/cholesky.ts";
import { etsNormal } from "./ets-normal.ts";
import type { EtsSpace } from "./ets-space.ts";
import type { EtsScratch } from "./ets-squares.ts";
import { etsSquares } from "./ets-squares.ts";

/** A search under way. */
export interface EtsSearch {
  readonly space: EtsSpace;
  /** The best point seen, and the sum of squares there. */
  readonly point: Float64Array;
  sum: number;
  /** How short the next step is kept. */
  caution: number;
  /** Whether further steps gain nothing. */
  done: boolean;
}

/** A direction flatter than this share of the mean is damped as if it were so steep: no wild leaps. */
const flattest = 1e-3;
/** A relative gain below this is none. */
const smallestGain = 1e-6;
const mostCaution = 1e6;

/**
 * A search that begins at a point.
 *
 * @param sum - of squares there (`etsSquares`)
 */
export function etsSearch(
  space: EtsSpace,
  start: Float64Array,
  sum: number,
): EtsSearch {
  const done = !(sum < Infinity);
  return { space, point: start, sum, caution: 1e-2, done };
}

/**
 * Goes on with a search by Levenberg-Marquardt steps, the constants kept in bounds:
 * one that would leave them stops there, and the rest of the step makes up for it.
 *
 * @param most - largest number of steps
 */
export function pursue(
  search: EtsSearch,
  y: Float64Array,
  scratch: EtsScratch,
  most: number,
): void {
  const { space, point } = search;
  const { size } = space;
  const { normal, trial, step, width } = scratch;
  for (let round = 0; round < most && !search.done; round++) {
    etsNormal(space, point, y, scratch);
    let floor = 1e-12;
    for (let i = 0; i < size; i++) {
      floor += (flattest * normal[i * width + i]!) / size;
    }
    let gain = 0;
    while (search.caution < mostCaution) {
      if (boundedStep(search, floor, scratch)) {
        for (let i = 0; i < size; i++) trial[i] = point[i]! + step[i]!;
        const sum = etsSquares(space, trial, y, scratch);
        if (sum < search.sum) {
          gain = (search.sum - sum) / search.sum;
          search.sum = sum;
          for (let i = 0; i < size; i++) point[i] = trial[i]!;
          search.caution = Math.max(search.caution / 8, 1e-9);
          break;
        }
      }
      search.caution *= 6;
    }
    if (!(gain > smallestGain)) search.done = true;
  }
}

/** The damped step that stays in the bounds, written to `step`; false when there is none. */
function boundedStep(
  { space, point, caution }: EtsSearch,
  floor: number,
  scratch: EtsScratch,
): boolean {
  const { size, lowest, highest } = space;
  const { normal, damped, step, width } = scratch;
  const constants = lowest.length;
  let held = 0;
  for (;;) {
    for (let i = 0; i < size; i++) {
      step[i] = normal[size * width + i]!;
      for (let j = 0; j <= i; j++) {
        damped[i * size + j] = normal[i * width + j]!;
      }
      damped[i * size + i]! += caution * (normal[i * width + i]! + floor);
    }
    for (let k = 0; k < constants; k++) {
      if ((held >> k) & 1) hold(k, scratch, size);
    }
    if (!solvePositive(damped, step, size)) return false;
    let further = held;
    for (let k = 0; k < constants; k++) {
      if ((held >> k) & 1) continue;
      const low = lowest[k]! - point[k]!;
      const high = highest[k]! - point[k]!;
      if (step[k]! < low) scratch.fixed[k] = low;
      else if (step[k]! > high) scratch.fixed[k] = high;
      else continue;
      further |= 1 << k;
    }
    if (further === held) return true;
    held = further;
  }
}

/** Makes one number of the step what `fixed` says, and lets the others make up for it. */
function hold(
  k: number,
  { damped, step, fixed }: EtsScratch,
  size: number,
): void {
  const given = fixed[k]!;
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    const at = i > k ? i * size + k : k * size + i;
    step[i]! -= damped[at]! * given;
    damped[at] = 0;
  }
  damped[k * size + k] = 1;
  step[k] = given;
}
