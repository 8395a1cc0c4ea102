import type {
  Explanation,
  ItemPolicy,
  Period,
  Scenario,
} from "../contracts/index.ts";
import { safetyStockParts } from "../explain/safety-stock-parts.ts";
import { say } from "../explain/say.ts";
import { stockParts } from "../explain/stock-parts.ts";
import { stagePlan } from "../planning/stage-plan.ts";
import type { ServiceTarget } from "../policy/service-target.ts";
import type { StockPolicy } from "../policy/stock-policy.ts";
import { valued } from "./evaluate-policy.ts";

/** One item outside any network, and how it may be ordered. */
export interface ItemPolicyInput {
  readonly id: string;
  readonly demand: ItemPolicy["demand"];
  readonly leadTime: ItemPolicy["leadTime"];
  /** Periods between reviews; 0 is continuous review. */
  readonly reviewPeriods: number;
  readonly target: ServiceTarget;
  /** Units of one order before rounding. */
  readonly orderQuantity: number;
  /** Money per unit; `null` when nobody asks for money. */
  readonly unitCost: number | null;
  readonly lotSize: number | null;
  readonly minOrderQuantity: number | null;
  /** Decimals of the unit; `null`: pieces where the law counts them, else not rounded. */
  readonly unitDecimals: number | null;
  readonly law: Scenario["distribution"];
  /** Recorded units per period, oldest first, for the empirical law. */
  readonly history: readonly number[];
  /** What one period is: words and receipts need it, arithmetic does not. */
  readonly period: Period;
}

/** What the ERP holds of an item that only a file knows. */
const unknown = {
  current: {
    safetyStock: null,
    reorderPoint: null,
    orderUpTo: null,
    orderQuantity: null,
  },
  before: {
    cycleService: null,
    fillRate: null,
    meanOnHand: null,
    inventoryValue: null,
  },
} as const;

/**
 * The policy of an item planned alone, with what it achieves, ties up and consists of.
 *
 * The same planning as for a stage of a network that always waits its whole lead time.
 *
 * @throws InputError when a number is out of range or no multiple of the lot can be counted
 */
export function itemPolicy(input: ItemPolicyInput): ItemPolicy {
  const { demand, leadTime, reviewPeriods, target, unitCost } = input;
  const rate = { mean: demand.mean, deviation: demand.deviation };
  const exposure = { mean: leadTime.mean, deviation: leadTime.deviation };
  const plan = stagePlan({ ...input, rate, exposure });
  const { policy, leadTimeDemand: covered } = plan;
  const onItsWay = rate.mean * exposure.mean;
  const story = {
    unit: "units",
    period: input.period,
    reviewPeriods,
  };
  const explanations: Explanation[] = [
    safetyStockParts({
      ...story,
      rate,
      exposure,
      target,
      cycleStock: covered.quantile(target.value) - covered.mean,
      targetStock: policy.before.reorderPoint - covered.mean,
      safetyStock: policy.safetyStock,
      law: plan.law,
    }),
    ...stockParts({
      ...story,
      ...unknown,
      currency: "",
      unitCost,
      meanPerPeriod: rate.mean,
      exposurePeriods: exposure.mean,
      policy,
      after: valued(policy, unitCost),
    }),
  ];
  if (unitCost !== null) {
    explanations.push(capitalParts(policy, onItsWay, unitCost));
  }
  return {
    id: input.id,
    demand,
    leadTime,
    reviewPeriods,
    target,
    leadTimeDemand: {
      distribution: plan.law,
      mean: covered.mean,
      deviation: covered.deviation,
    },
    safetyStock: policy.safetyStock,
    reorderPoint: policy.reorderPoint,
    min: policy.reorderPoint,
    max: policy.orderUpTo,
    orderQuantity: policy.orderQuantity,
    cycleService: policy.cycleService,
    fillRate: policy.fillRate,
    meanOnHand: policy.meanOnHand,
    workingCapital:
      unitCost === null ? null : (policy.meanOnHand + onItsWay) * unitCost,
    explanations,
  };
}

/** Stock on hand and on its way in money. */
function capitalParts(
  { meanOnHand, safetyStock }: StockPolicy,
  onItsWay: number,
  unitCost: number,
): Explanation {
  const safety = Math.min(safetyStock, meanOnHand);
  const total = (meanOnHand + onItsWay) * unitCost;
  const parts = [
    {
      name: "Cycle stock",
      amount: (meanOnHand - safety) * unitCost,
      note: "what orders bring and demand takes",
    },
    {
      name: "Safety stock",
      amount: safety * unitCost,
      note: "held against demand and lead time",
    },
    {
      name: "On its way",
      amount: onItsWay * unitCost,
      note: "demand over the lead time, ordered and not yet here",
    },
  ].filter(({ amount }) => amount !== 0);
  return {
    title: "Working capital",
    total,
    unit: "money",
    parts,
    sentence: `${say(meanOnHand)} units on hand and ${say(onItsWay)} on their way tie up ${say(total)} at ${say(unitCost)} a unit.`,
  };
}
