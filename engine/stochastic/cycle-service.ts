import { demandOver } from "./demand-over.ts";
import type { OrderPart } from "./order-parts.ts";
import type { Possible } from "./demand-besides.ts";
import { demandBesides } from "./demand-besides.ts";
import { averageExcess } from "./inventory-position.ts";
import { triggersOf } from "./order-triggers.ts";
import { nothing, opposite, sumOf } from "./skew-law.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";

/** What takes a stage's level from its reorder point: a law, and anything up to a width. */
export interface CycleEnd extends Possible {
  readonly width: number;
}

/**
 * What takes a stage's level from its reorder point r to where it is when a cycle ends.
 *
 * A replay ends a cycle in every period in which something arrives, be it a part of an order,
 * and calls it good when nothing is owed at the end of the period before; within a cycle the
 * level only falls. The order that the part is of was placed when the position was by U below
 * r. In the L + w − 1 periods since, with L of its own time and w of waiting for suppliers,
 * D was asked for, and of the order v units had come. So the level is r − U − D + v, and
 *
 *   cycle service = Σ n·P(U + D − v ≤ r) / Σ n
 *
 * over the kinds of parts, n of each to an order.
 */
export function cycleEnds(
  problem: StochasticNetwork,
  stage: number,
  parts: readonly OrderPart[],
): CycleEnd[] {
  const own = problem.arrival[stage]!;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const triggers = triggersOf(problem, stage);
  const result: CycleEnd[] = [];
  for (const { count: often, before, wait } of parts) {
    const time = { ...own, mean: own.mean + wait };
    const since = { ...time, mean: Math.max(time.mean - 1, 0) };
    for (const { chance, link, under, width, over } of triggers) {
      const share = (chance * often) / count;
      if (time.mean < 0.5) {
        // It arrives before the demand that made the stage order.
        const law = { ...nothing, mean: -over };
        result.push({ chance: share, law, width: over });
        continue;
      }
      const meanwhile =
        link === undefined
          ? [{ chance: 1, law: demandOver(problem, stage, since) }]
          : demandBesides(problem, link, since);
      for (const { chance: which, law } of meanwhile) {
        result.push({
          chance: share * which,
          law: sumOf(law, under, opposite(before)),
          width,
        });
      }
    }
  }
  return result;
}

/** Share of cycles that end without a unit owed. */
export function cycleServiceOf(
  ends: readonly CycleEnd[],
  stock: number,
): number {
  let late = 0;
  for (const { chance, law, width } of ends) {
    const positions = { mean: width / 2, step: 0, lot: width };
    late += chance * averageExcess(law, stock - width, positions).chance;
  }
  return Math.min(Math.max(1 - late, 0), 1);
}
