import fc from "fast-check";
import { drain, placeStock } from "../../../engine/index.ts";
import { tighten } from "../../../engine/planning/guaranteed-service-bounding.ts";
import { branch } from "../../../engine/planning/guaranteed-service-branching.ts";
import type { Part } from "../../../engine/planning/guaranteed-service-part.ts";
import {
  follow,
  partWith,
} from "../../../engine/planning/guaranteed-service-part.ts";
import { densestRegion } from "../../../engine/planning/guaranteed-service-region.ts";
import { network } from "./random-problems.ts";
import { problemOf, swept } from "./swept-part.ts";

/** What a region of so many open stages proves of the whole. */
function provenBy({ search, labels }: Part, size: number): number {
  const region = densestRegion(search, labels, size)!;
  const inner = partWith(region.graph, region.labels, region.known);
  const patience = { rounds: 50, window: 10, every: 10, dives: false };
  drain(
    follow(inner, tighten(inner.search, inner.labels, -Infinity, patience)),
  );
  drain(follow(inner, branch(inner.search, inner.labels, inner.bound, false)));
  return region.elsewhere + inner.bound;
}

describe("densestRegion", () => {
  it("never proves more than the least cost, and loses nothing of what the sweeps proved", () => {
    fc.assert(
      fc.property(network, fc.nat(4), (problem, size) => {
        const whole = swept(problem, 20);
        const last = swept(problem, 19).bound;
        const { cost } = drain(placeStock(problem));
        const proven = provenBy(whole, size);
        expect(proven).toBeLessThanOrEqual(cost + 1e-6);
        expect(proven).toBeGreaterThanOrEqual(last - 1e-5 * (1 + cost));
      }),
      { numRuns: 300 },
    );
  });

  it("proves the least cost when it holds the whole network", () => {
    const problem = problemOf(50, 80, 2);
    const { cost } = drain(placeStock(problem));
    // Nothing is searched for within 5e-8 of the best.
    expect(provenBy(swept(problem, 50), 50) / cost).toBeCloseTo(1, 7);
  });

  it("adds what it proves to the bound of all else", () => {
    const problem = problemOf(50, 110, 15);
    const whole = swept(problem, 300);
    const { cost } = drain(placeStock(problem));
    const gap = cost - whole.bound;
    const gained = (provenBy(whole, 12) - whole.bound) / gap;
    // Sweeps alone leave about 3 %; 12 of the 19 open stages close most of it.
    expect(gap / cost).toBeGreaterThan(0.02);
    expect(gained).toBeGreaterThan(0.5);
    expect(gained).toBeLessThanOrEqual(1);
  });
});
