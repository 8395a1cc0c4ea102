import type { Explanation, Period } from "../contracts/index.ts";
import {
  leadTimeDemand,
  leadTimeDemandMoments,
} from "../lead-time/lead-time-demand.ts";
import type { DescribedDemand } from "../policy/exposure.ts";
import type { ServiceWanted } from "../policy/service-target.ts";
import { reorderPoint } from "../policy/reorder-point.ts";
import { targetOf } from "../policy/service-target.ts";
import { leadTimeMoments } from "../lead-time/lead-time-law.ts";
import { duration } from "./duration.ts";
import { safetyStockParts } from "./safety-stock-parts.ts";
import { percent, say } from "./say.ts";

/** What a safety stock or reorder point is calculated from, as the functions of that name take it. */
export type FormulaStory = DescribedDemand &
  ServiceWanted & {
    readonly orderQuantity?: number;
    /** What one period is, for words. */
    readonly period: Period;
  };

/** The two numbers of a formula, each as parts that add up to it. */
export interface ExplainedFormula {
  readonly safetyStock: Explanation;
  readonly reorderPoint: Explanation;
}

/**
 * Why `safetyStock` and `reorderPoint` answer as they do.
 *
 * @throws InputError as `reorderPoint`
 */
export function explainFormula(story: FormulaStory): ExplainedFormula {
  const { demand, period, reviewPeriods = 0 } = story;
  const distribution = story.distribution ?? "normal";
  const target = targetOf(story);
  const point = reorderPoint(story);
  const covered = leadTimeDemand({ ...story, distribution });
  const exposure = leadTimeMoments(story.leadTime);
  // A Poisson process deviates by the root of its mean, whatever else is said.
  const rate =
    distribution === "poisson"
      ? { mean: demand.mean, deviation: Math.sqrt(demand.mean) }
      : demand;
  const total = point - covered.mean;
  const bell = leadTimeDemandMoments({ ...story, demand: rate }).deviation;
  const shaped = bell > 0 ? covered.quantile(target.value) - covered.mean : 0;
  const full = safetyStockParts({
    unit: "units",
    period,
    rate,
    exposure,
    reviewPeriods,
    target,
    cycleStock: target.measure === "cycle" ? total : shaped,
    targetStock: total,
    safetyStock: total,
    law: covered.kind,
  });
  // What two roundings of the same number leave is no part.
  const dust = 1e-12 * Math.max(Math.abs(point), covered.deviation);
  const safetyStock = {
    ...full,
    parts: full.parts.filter(({ amount }) => Math.abs(amount) > dust),
  };
  const parts = [
    {
      name: "Demand over the lead time",
      amount: covered.mean - rate.mean * reviewPeriods,
      note: `${say(rate.mean)} a ${period}, for ${duration(exposure.mean, period)}`,
    },
    {
      name: "Demand until the next review",
      amount: rate.mean * reviewPeriods,
      note: duration(reviewPeriods, period),
    },
    ...safetyStock.parts,
  ].filter(({ amount }) => amount !== 0);
  return {
    safetyStock: told(safetyStock, total, target.value),
    reorderPoint: {
      title: "Reorder point",
      total: point,
      unit: "units",
      parts,
      sentence: `Order at ${say(point)} units: ${say(covered.mean)} are asked for on average until the order is here, ${total < 0 ? `and ${say(-total)} of them may wait` : `and ${say(total)} are held for the doubt`}.`,
    },
  };
}

function told(
  explained: Explanation,
  total: number,
  service: number,
): Explanation {
  if (total >= 0) return explained;
  return {
    ...explained,
    sentence: `A target of ${percent(service)} is met with ${say(-total)} units less than mean demand: the others wait.`,
  };
}
