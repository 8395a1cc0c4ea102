import { sweep } from "./guaranteed-service-dual.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import type { Solution } from "./guaranteed-service-primal.ts";
import type { Search } from "./guaranteed-service-search.ts";
import {
  improve,
  proves,
  searchOf,
  target,
} from "./guaranteed-service-search.ts";

/** One connected part of a network, with the best that is known and proven of it. */
export interface Part {
  readonly search: Search;
  readonly labels: Labels;
  bound: number;
}

/** A part whose values were swept once, so that it has a bound. */
export function partWith(
  graph: TimeGraph,
  labels: Labels,
  best: Solution,
): Part {
  const search = searchOf(graph, best);
  const bound = sweep(graph, labels, search.room, true, Infinity);
  improve(search, labels, 2);
  return { search, labels, bound: proves(search, bound) };
}

/** Whether nothing better than the best that is known of a part is left. */
export function isProven({ search, bound }: Part): boolean {
  return bound >= target(search);
}

/** Takes what is proven over to a part. */
export function raise(part: Part, bound: number): void {
  part.bound = Math.max(part.bound, proves(part.search, bound));
}

/** Takes what is proven at each step over to the part. */
export function* follow(
  part: Part,
  steps: Generator<number, number>,
): Generator<undefined, void> {
  for (;;) {
    const step = steps.next();
    raise(part, step.value);
    if (step.done === true) return;
    yield undefined;
  }
}
