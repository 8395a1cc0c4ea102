import type {
  Explanation,
  Period,
  PolicyOutcome,
  PolicyValues,
} from "../contracts/index.ts";
import { duration } from "./duration.ts";
import { say } from "./say.ts";

/** A policy and what it replaces. Quantities in the item's unit, time in periods. */
export interface StockStory {
  readonly unit: string;
  readonly period: Period;
  readonly currency: string;
  readonly unitCost: number | null;
  readonly meanPerPeriod: number;
  readonly exposurePeriods: number;
  readonly reviewPeriods: number;
  readonly policy: {
    readonly safetyStock: number;
    readonly reorderPoint: number;
    readonly orderUpTo: number;
    readonly orderQuantity: number;
  };
  readonly current: PolicyValues;
  readonly before: PolicyOutcome;
  readonly after: PolicyOutcome;
}

/** Min, max and stock value, each as parts that add up to it. */
export function stockParts(story: StockStory): Explanation[] {
  return [minParts(story), maxParts(story), ...valueParts(story)];
}

/** Min and max of a stage without stock: it orders what it is asked for. */
export function passingParts({
  unit,
  policy,
}: Pick<StockStory, "unit" | "policy">): Explanation[] {
  const least = policy.orderUpTo - policy.reorderPoint;
  return [
    {
      title: titles.min,
      total: policy.reorderPoint,
      unit,
      parts: [],
      sentence: "Order as soon as somebody asks: nothing is held for it.",
    },
    {
      title: titles.max,
      total: policy.orderUpTo,
      unit,
      parts: [
        {
          name: "Least order",
          amount: least,
          note: "no fewer may be ordered at a time",
        },
      ],
      sentence: `It orders what it is asked for, ${say(least)} ${unit} or more at a time.`,
    },
  ];
}

const titles = { min: "Min (reorder point)", max: "Max (order up to)" };

function minParts(story: StockStory): Explanation {
  const { policy, unit } = story;
  const leadTime = story.meanPerPeriod * story.exposurePeriods;
  const review = story.meanPerPeriod * story.reviewPeriods;
  const above = policy.reorderPoint - leadTime - review;
  // What the ERP is told is whole; where that shows, min adds up with the safety stock as told.
  const rounding = above - policy.safetyStock;
  const shows = policy.safetyStock > 0 && Math.abs(rounding) >= 0.05;
  const parts = [
    {
      name: "Demand over the lead time",
      amount: leadTime,
      note: `${say(story.meanPerPeriod)} a ${story.period}, for ${duration(story.exposurePeriods, story.period)}`,
    },
    {
      name: "Demand until the next review",
      amount: review,
      note: duration(story.reviewPeriods, story.period),
    },
    {
      name: "Safety stock",
      amount: shows ? policy.safetyStock : above,
      note: shows
        ? "for more demand or later deliveries than expected"
        : "whole units included",
    },
    {
      name: "Rounding",
      amount: shows ? rounding : 0,
      note: "safety stock is told in whole units",
    },
  ].filter(({ amount }) => amount !== 0);
  return {
    title: titles.min,
    total: policy.reorderPoint,
    unit,
    parts,
    sentence: `Order when stock on hand and on order is at or below ${say(policy.reorderPoint)} ${unit}.`,
  };
}

function maxParts({ policy, unit }: StockStory): Explanation {
  return {
    title: titles.max,
    total: policy.orderUpTo,
    unit,
    parts: [
      { name: "Min", amount: policy.reorderPoint, note: "the reorder point" },
      {
        name: "Order quantity",
        amount: policy.orderUpTo - policy.reorderPoint,
        note: "weighs ordering cost against holding cost, in whole lots",
      },
    ],
    sentence: `An order brings stock up to ${say(policy.orderUpTo)} ${unit}, about ${say(policy.orderUpTo - policy.reorderPoint)} at a time.`,
  };
}

/** Why the stock value moves: order size against safety. */
function valueParts(story: StockStory): Explanation[] {
  const { before, after, current, policy, unitCost, currency } = story;
  if (
    unitCost === null ||
    before.inventoryValue === null ||
    after.inventoryValue === null
  ) {
    return [];
  }
  const sizeNow =
    (current.orderUpTo ?? 0) - (current.reorderPoint ?? 0) ||
    (current.orderQuantity ?? 0);
  const sizeThen = policy.orderUpTo - policy.reorderPoint;
  const change = after.inventoryValue - before.inventoryValue;
  const cycle = ((sizeThen - sizeNow) / 2) * unitCost;
  return [
    {
      title: "Change in stock value",
      total: change,
      unit: currency,
      parts: [
        {
          name: "Order size",
          amount: cycle,
          note: `half of ${say(sizeNow)} → ${say(sizeThen)} at unit cost`,
        },
        {
          name: "Safety",
          amount: change - cycle,
          note: "stock held against demand and lead time",
        },
      ],
      sentence: valueSentence(change, before, after, currency),
    },
  ];
}

function valueSentence(
  change: number,
  before: PolicyOutcome,
  after: PolicyOutcome,
  currency: string,
): string {
  const money = `${currency} ${say(Math.abs(change))}`;
  const service = (after.fillRate ?? 0) - (before.fillRate ?? 0);
  const direction = change < 0 ? "releases" : "ties up";
  if (Math.abs(service) < 0.0005) {
    return `The new policy ${direction} ${money} at the same service.`;
  }
  return `The new policy ${direction} ${money} and fills ${points(Math.abs(service))} points ${service > 0 ? "more" : "less"} of demand from stock.`;
}

/** A difference of shares in points, to a tenth: "0.7"; smaller ones to a hundredth. */
function points(share: number): string {
  const size = share * 100;
  return size < 0.1 ? size.toFixed(2) : size.toFixed(1).replace(/\.0$/, "");
}
