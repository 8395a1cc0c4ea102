import type { StageRecord } from "../contracts/index.ts";
import {
  bucketName,
  bucketsPerYear,
  daysBetween,
  median,
  shown,
  stageRule,
} from "./rule.ts";
import type { AuditRule } from "./rule.ts";

/** Nonzero buckets that an outlier must stand out from. */
const fewestNonzero = 8;

/** A period is suspect from this multiple of the median of the nonzero periods. */
const outlierMultiple = 10;

/**
 * Robust standard deviations, on the log scale, that an outlier lies above the median.
 * Lumpy demand has log spreads up to 1: there only sizes beyond e^5 = 148 medians are doubted.
 */
const outlierDeviations = 5;

/** Smallest log spread that counts, so that even demand does not make everything an outlier. */
const leastLogSpread = 0.3;

/** Rules on the demand history. */
export const demandRules: readonly AuditRule[] = [
  stageRule({
    code: "negative-demand",
    severity: "warning",
    title: "Negative demand",
    effect:
      "Returns booked as demand make it look more uncertain than it is, and the safety stock too high.",
    remedy:
      "Book the return to the period of its sale, or import the lines with their documents: then it is netted there.",
    *examples({ demand }, { period }) {
      for (const [index, quantity] of (demand?.quantities ?? []).entries()) {
        if (quantity !== null && quantity < 0) {
          yield `demand of ${bucketName(demand!.start, period, index)} is ${shown(quantity)}`;
        }
      }
    },
  }),
  stageRule({
    code: "empty-history",
    severity: "warning",
    title: "Demand history without a number",
    effect:
      "There is nothing to forecast from: these stages get no recommendation.",
    remedy:
      "Check that the export covers these stages, or plan them by hand until they have sold.",
    *examples(stage) {
      if (stage.demand !== null && recorded(stage).length === 0) {
        yield "no period holds a number";
      }
    },
  }),
  stageRule({
    code: "all-zero-history",
    severity: "info",
    title: "Never sold",
    effect: "Expected demand is zero, so the plan holds nothing here.",
    remedy:
      "Leave it when the item may go; give a launch its expected demand by hand.",
    *examples(stage) {
      const numbers = recorded(stage);
      if (numbers.length > 1 && numbers.every((quantity) => quantity === 0)) {
        yield `all ${numbers.length} recorded periods are 0`;
      }
    },
  }),
  stageRule({
    code: "single-period",
    severity: "warning",
    title: "Only one period of history",
    effect:
      "One number says nothing about how demand varies: the safety stock is a guess.",
    remedy: "Wait for more periods, or plan by the history of a similar item.",
    *examples(stage, { period }) {
      if (recorded(stage).length === 1) {
        const { start, quantities } = stage.demand!;
        const index = quantities.findIndex((quantity) => quantity !== null);
        yield `only ${bucketName(start, period, index)} is recorded`;
      }
    },
  }),
  stageRule({
    code: "demand-gap",
    severity: "info",
    title: "Periods missing within the history",
    effect:
      "A gap is not counted as zero demand; when nothing was sold, demand looks higher than it was.",
    remedy:
      "Export 0 for periods without sales, or confirm that they were not recorded.",
    *examples({ demand }, { period }) {
      if (demand === null) return;
      const { quantities, start } = demand;
      const first = quantities.findIndex((quantity) => quantity !== null);
      const last = quantities.findLastIndex((quantity) => quantity !== null);
      const gaps = quantities
        .slice(first, last + 1)
        .flatMap((quantity, index) =>
          quantity === null ? [first + index] : [],
        );
      if (first >= 0 && gaps.length > 0) {
        yield `${gaps.length} missing, the first is ${bucketName(start, period, gaps[0]!)}`;
      }
    },
  }),
  stageRule({
    code: "demand-outlier",
    severity: "warning",
    title: "Demand far out of the ordinary",
    effect: "One such period can multiply the safety stock for years.",
    remedy: "Correct a typing error; mark a one-off order as known demand.",
    *examples({ demand }, { period }) {
      if (demand === null) return;
      for (const { index, quantity, usual } of outliers(demand.quantities)) {
        const day = bucketName(demand.start, period, index);
        yield `demand of ${day} is ${shown(quantity)}, usual is ${shown(usual)}`;
      }
    },
  }),
  stageRule({
    code: "dead-stock",
    severity: "warning",
    title: "Stock without demand for a year",
    effect:
      "Money lies in stock that nobody asks for; no policy brings it down.",
    remedy: "Sell, return or scrap it, or move it to where it sells.",
    *examples(stage, { period }) {
      const { demand, onHand, unitCost } = stage;
      if (demand === null || onHand === null || onHand <= 0) return;
      const year = bucketsPerYear[period];
      const { quantities } = demand;
      const first = quantities.findIndex((quantity) => quantity !== null);
      // A launch has had no year to sell.
      if (first < 0 || quantities.length - first < year) return;
      if (quantities.slice(-year).some((quantity) => (quantity ?? 0) > 0)) {
        return;
      }
      const last = quantities.findLastIndex((q) => (q ?? 0) > 0);
      const since =
        last < 0
          ? "never sold"
          : `last sold ${bucketName(demand.start, period, last)}`;
      const worth =
        unitCost === null ? "" : `, worth ${shown(onHand * unitCost)}`;
      yield `${shown(onHand)} on hand${worth}, ${since}`;
    },
  }),
  {
    code: "stale-history",
    severity: "warning",
    title: "Demand history ends long ago",
    effect: "The plan answers demand of the past, not of today.",
    remedy: "Export again with the latest periods.",
    *hits({ stages, period, asOf }) {
      let newest: { stage: string; day: string } | null = null;
      for (const { id, demand } of stages) {
        if (demand === null) continue;
        const last = demand.quantities.findLastIndex((q) => q !== null);
        if (last < 0) continue;
        const day = bucketName(demand.start, period, last);
        if (newest === null || day > newest.day) newest = { stage: id, day };
      }
      // Three buckets, or two months for short ones.
      const allowed = period === "month" ? 100 : 60;
      if (newest !== null && daysBetween(newest.day, asOf) > allowed) {
        yield {
          stage: newest.stage,
          example: `the newest period of any stage is ${newest.day}, the snapshot is of ${asOf}`,
        };
      }
    },
  },
];

function recorded({ demand }: StageRecord): readonly number[] {
  return (demand?.quantities ?? []).filter((quantity) => quantity !== null);
}

/** Periods far above the rest, by median and median absolute deviation on the log scale. */
function outliers(quantities: readonly (number | null)[]) {
  const nonzero = quantities.filter(
    (quantity) => quantity !== null && quantity > 0,
  );
  if (nonzero.length < fewestNonzero) return [];
  const usual = median(nonzero as number[]);
  const logs = (nonzero as number[])
    .map((quantity) => Math.log(quantity / usual))
    .sort((a, b) => a - b);
  // 1.4826 makes the median absolute deviation a standard deviation for normal data. Small
  // counts tie at the median and hide their spread: their upper fifth (0.8416) shows it.
  const upper = logs[Math.ceil(0.8 * logs.length) - 1]! / 0.8416;
  const spread = Math.max(
    1.4826 * median(logs.map(Math.abs)),
    upper,
    leastLogSpread,
  );
  const limit =
    usual * Math.max(outlierMultiple, Math.exp(outlierDeviations * spread));
  return [...quantities.entries()].flatMap(([index, quantity]) =>
    quantity !== null && quantity >= limit ? [{ index, quantity, usual }] : [],
  );
}
