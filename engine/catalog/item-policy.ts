import type {
  Explanation,
  ItemPolicy,
  Period,
  Scenario,
} from "../contracts/index.ts";
import { safetyStockParts } from "../explain/safety-stock-parts.ts";
import { say } from "../explain/say.ts";
import { stockParts } from "../explain/stock-parts.ts";
import type { ForecastLaw } from "../forecast/forecast-law.ts";
import { demandLumps } from "../planning/demand-lumps.ts";
import { stagePlan, type StagePlanInput } from "../planning/stage-plan.ts";
import {
  bestPolicyType,
  type PolicyChoiceInput,
  type RankedPolicy,
} from "../policy/policy-choice.ts";
import type { ServiceTarget } from "../policy/service-target.ts";
import type { StockPolicy } from "../policy/stock-policy.ts";
import { daysPerPeriod, periodsPerYear } from "../units/period.ts";
import { valued } from "./evaluate-policy.ts";
import { undershootStory } from "./undershoot-story.ts";

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
  /** Lead-time demand as a forecast gives it, in place of a law of `demand`. */
  readonly forecast?: Pick<ForecastLaw, "covered" | "leadTimeOnly"> & {
    /** The kind of law, for people. */
    readonly name: string;
  };
  /**
   * Whether min also covers what an order finds missing below it where demand comes in lumps,
   * the stock being looked at every day or at its reviews; no when omitted.
   */
  readonly undershoot?: boolean;
  /** Costs by which the type of policy is chosen; not chosen without them. */
  readonly typeCosts?: Pick<
    PolicyChoiceInput,
    "orderingCost" | "holdingCost" | "lookingCost"
  > & {
    /** Money per unit that waits and period; the service target implies it when absent. */
    readonly backorderCost?: number;
  };
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
  const { forecast } = input;
  const plan = stagePlan({
    ...input,
    rate,
    exposure,
    ...(forecast && { laws: forecast }),
    ...(input.undershoot && { arrival: arrivalOf(input) }),
  });
  const lawName = forecast?.name ?? plan.law;
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
      undershoot: undershootStory(plan, target),
      targetStock: policy.before.reorderPoint - covered.mean,
      safetyStock: policy.safetyStock,
      law: lawName,
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
      distribution: lawName,
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
    ...(input.typeCosts && { policyType: chosenType(input, input.typeCosts) }),
  };
}

/** How the item's demand comes between two looks: every day, or at its reviews. */
function arrivalOf({
  demand,
  history,
  period,
  reviewPeriods,
}: ItemPolicyInput): StagePlanInput["arrival"] {
  return {
    lumps: demandLumps(history, demand),
    meanPerLook:
      demand.mean * Math.max(reviewPeriods, 1 / daysPerPeriod(period)),
  };
}

/** The type of policy that costs least, as its record tells it; none without demand. */
function chosenType(
  input: ItemPolicyInput,
  { backorderCost, ...costs }: NonNullable<ItemPolicyInput["typeCosts"]>,
): ItemPolicy["policyType"] {
  const { demand, leadTime, lotSize, minOrderQuantity, unitDecimals } = input;
  if (!(demand.mean > 0)) return null;
  const choice = bestPolicyType({
    ...costs,
    demand: { mean: demand.mean, deviation: demand.deviation },
    leadTime: { mean: leadTime.mean, deviation: leadTime.deviation },
    // Continuous review is a look in every period.
    reviewPeriods: Math.max(Math.ceil(input.reviewPeriods), 1),
    waiting: backorderCost ?? input.target,
    ...(lotSize !== null && { lotSize }),
    ...(minOrderQuantity !== null && { minOrderQuantity }),
    ...(unitDecimals !== null && { unitDecimals }),
    periodsPerYear: periodsPerYear(input.period),
  });
  const row = ({
    type,
    reviewPeriods,
    min,
    max,
    orderQuantity,
    costPerYear,
    extra,
  }: RankedPolicy) => ({
    type,
    reviewPeriods,
    min,
    max,
    orderQuantity,
    costPerYear,
    extra,
  });
  return {
    ...row(choice.best),
    reason: choice.reason,
    ranking: choice.ranking.map(row),
    impossible: choice.impossible.map((one) => ({ ...one })),
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
