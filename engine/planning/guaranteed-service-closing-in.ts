import { rootPatience, tighten } from "./guaranteed-service-bounding.ts";
import { branch } from "./guaranteed-service-branching.ts";
import { refineFirst } from "./guaranteed-service-neighbourhood.ts";
import { openStages } from "./guaranteed-service-open-stages.ts";
import type { Part } from "./guaranteed-service-part.ts";
import {
  follow,
  isProven,
  partWith,
  raise,
} from "./guaranteed-service-part.ts";
import { densestRegion } from "./guaranteed-service-region.ts";

/** Open stages of the first region: it takes less time than a few sweeps of the networks that have regions. */
const firstSize = 40;

/** From one region to the next; each takes several times as long as the one before, so little is lost by those. */
const growth = 1.4;

/** Share of the open stages up to which a region is worth cutting out. */
const largestShare = 0.6;

/** Steps of the whole whose work regions may take before it has its turn: about as many as its sweeps took. */
const headStart = 500;

/**
 * Divides a part to its end, in turns with regions of it that are divided alone.
 *
 * In a large network a division tells little of the whole, and every sweep passes
 * thousands of links where nothing is open. A region is divided in a small part of the
 * time, and what it proves is added to the bound of all else. The regions grow: each is
 * cut out anew once the one before is proven.
 *
 * @param part - swept; its best solution and bound are kept up to date
 * @returns progress
 */
export function* settle(part: Part): Generator<undefined, void> {
  const { search, labels, bound } = part;
  const whole = follow(part, branch(search, labels, bound, true));
  const regions = closeIn(part);
  let region = regions.next();
  let ahead = 0;
  yield* refineFirst(search, labels, bound);
  while (!isProven(part)) {
    if (region.done !== true && ahead < headStart) {
      ahead += region.value;
      region = regions.next();
    } else {
      ahead--;
      if (whole.next().done === true) return;
    }
    yield undefined;
  }
}

/**
 * Divides ever larger regions of a part.
 *
 * @returns work done since the last step, in steps of the whole
 */
function* closeIn(part: Part): Generator<number, void> {
  const { search, labels } = part;
  const most = largestShare * openStages(labels).length;
  for (let size = firstSize; size <= most; size = Math.ceil(size * growth)) {
    const region = densestRegion(search, labels, size);
    if (region === null) return;
    const inner = partWith(region.graph, region.labels, region.known);
    const work = region.graph.messages / search.graph.messages;
    for (const _ of divideAlone(inner)) {
      raise(part, region.elsewhere + inner.bound);
      yield work;
    }
    raise(part, region.elsewhere + inner.bound);
  }
}

/** Sweeps a region, then divides it to its end. */
function* divideAlone(region: Part): Generator<undefined, void> {
  const { search, labels } = region;
  yield* follow(region, tighten(search, labels, -Infinity, rootPatience));
  if (isProven(region)) return;
  yield* follow(region, branch(search, labels, region.bound, false));
}
