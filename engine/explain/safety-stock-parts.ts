import type { Explanation, Period } from "../contracts/index.ts";
import type { Moments } from "../numeric/moments.ts";
import { normalQuantile } from "../numeric/normal.ts";
import { duration } from "./duration.ts";
import { percent, say } from "./say.ts";

/** What a safety stock came from. Time in periods, quantities in the item's unit. */
export interface SafetyStockStory {
  readonly unit: string;
  readonly period: Period;
  readonly rate: Moments;
  readonly exposure: Moments;
  readonly reviewPeriods: number;
  readonly target: {
    readonly measure: "cycle" | "fill";
    readonly value: number;
  };
  /** Cycle-service stock above the mean under the law used, before rounding. */
  readonly cycleStock: number;
  /** What orders find missing below min, where demand comes in lumps. */
  readonly undershoot?:
    | {
        /** Units on average. */
        readonly units: number;
        /** Cycle-service stock above the mean with them, before rounding. */
        readonly cycleStock: number;
      }
    | undefined;
  /** Stock above the mean for the target itself, before rounding. */
  readonly targetStock: number;
  /** What was recommended in the end. */
  readonly safetyStock: number;
  readonly law: string;
}

/**
 * Safety stock as parts that add up to it, each what the one before left unexplained:
 * demand over the lead time alone, the review period, a lead time that varies, the shape
 * of demand, orders that find the stock below min, the fill-rate target, and whole lots and
 * units, or that less than none is not held.
 */
export function safetyStockParts(story: SafetyStockStory): Explanation {
  const { rate, exposure, reviewPeriods, target, undershoot } = story;
  const z = normalQuantile(target.value);
  const time = (periods: number): string => duration(periods, story.period);
  const variance = rate.deviation ** 2;
  const slip = (rate.mean * exposure.deviation) ** 2;
  const demandOnly = z * Math.sqrt(variance * exposure.mean);
  const withReview = z * Math.sqrt(variance * (exposure.mean + reviewPeriods));
  const withLeadTime =
    z * Math.sqrt(variance * (exposure.mean + reviewPeriods) + slip);
  const steps: readonly (readonly [string, number, string])[] = [
    [
      "Demand that varies",
      demandOnly,
      `${percent(target.value)} target over ${time(exposure.mean)}`,
    ],
    [
      "Review period",
      withReview,
      `orders are placed every ${time(reviewPeriods)}`,
    ],
    [
      "Lead time that varies",
      withLeadTime,
      `deliveries spread ± ${time(exposure.deviation)}`,
    ],
    [
      "Shape of demand",
      story.cycleStock,
      `${lawName(story.law)} instead of a bell curve`,
    ],
    [
      "Order placed below min",
      undershoot?.cycleStock ?? story.cycleStock,
      `customers take several at once: stock is ${say(undershoot?.units ?? 0)} ${story.unit} below min on average when the order goes out`,
    ],
    [
      "Fill-rate target",
      story.targetStock,
      "what the order size leaves to the safety stock",
    ],
    lastStep(story),
  ];

  const parts: { name: string; amount: number; note: string }[] = [];
  let reached = 0;
  for (const [name, level, note] of steps) {
    const amount = level - reached;
    reached = level;
    if (amount !== 0) parts.push({ name, amount, note });
  }
  return {
    title: "Safety stock",
    total: story.safetyStock,
    unit: story.unit,
    parts,
    sentence: sentence(story, parts),
  };
}

/** From what the target asks for to what is held. */
function lastStep({
  safetyStock,
  targetStock,
  unit,
}: SafetyStockStory): readonly [string, number, string] {
  if (safetyStock === 0 && targetStock < 0) {
    return [
      "Covered by the order",
      0,
      `the target is met with ${say(-targetStock)} ${unit} less than mean demand, and no stock is less than none`,
    ];
  }
  return [
    "Lots and whole units",
    safetyStock,
    safetyStock >= targetStock
      ? "rounded up until the target holds"
      : safetyStock > targetStock - 1
        ? "counted in whole units"
        : "orders in larger lots come to their end less often",
  ];
}

function sentence(
  story: SafetyStockStory,
  parts: readonly { readonly name: string; readonly amount: number }[],
): string {
  if (story.safetyStock === 0) {
    return "No safety stock is needed: the order itself covers the target.";
  }
  const largest = [...parts].sort((a, b) => b.amount - a.amount)[0];
  const driver = largest
    ? `; most of it is there because of ${cause(largest.name)}`
    : "";
  return `${say(story.safetyStock)} ${story.unit} keep the ${percent(story.target.value)} target${driver}.`;
}

function cause(name: string): string {
  switch (name) {
    case "Demand that varies":
      return "demand that varies from period to period";
    case "Review period":
      return "the wait until the next review";
    case "Lead time that varies":
      return "a lead time that cannot be relied on";
    case "Shape of demand":
      return "demand that comes in lumps";
    case "Order placed below min":
      return "orders that find stock below min already";
    case "Fill-rate target":
      return "the fill-rate target";
    default:
      return "lot sizes and whole units";
  }
}

/** A distribution's name as people say it. */
export function lawName(law: string): string {
  return law === "negative-binomial" ? "negative binomial" : law;
}
