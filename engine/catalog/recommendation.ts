import type {
  Explanation,
  PolicyOutcome,
  PolicyValues,
  Recommendation,
} from "../contracts/index.ts";
import { policyOutcome } from "../policy/policy-outcome.ts";
import { excessParts } from "../explain/excess-parts.ts";
import { safetyStockParts } from "../explain/safety-stock-parts.ts";
import { say } from "../explain/say.ts";
import { passingParts, stockParts } from "../explain/stock-parts.ts";
import type { Calendar } from "./calendar.ts";
import { valued } from "./evaluate-policy.ts";
import { flagsOf, priorityOf } from "./flags.ts";
import { promisedUnits, type PlannedStage } from "./planned-stage.ts";
import { undershootStory } from "./undershoot-story.ts";

/** Tells a planned stage as a recommendation: numbers, outcomes, explanations, flags. */
export function recommendationOf(
  stage: PlannedStage,
  calendar: Calendar,
): Recommendation {
  const { record, own, demand, leadTime, placement, plan, target } = stage;
  const { policy } = plan;
  const recommended: PolicyValues = {
    safetyStock: policy.safetyStock,
    reorderPoint: policy.reorderPoint,
    orderUpTo: policy.orderUpTo,
    orderQuantity: policy.orderQuantity,
  };
  const after = holdsStock(stage)
    ? valued(policy, record.unitCost)
    : passThrough(record.unitCost);
  const before = outcomeNow(stage);
  const inPeriods = (days: number): number => days / calendar.daysPerPeriod;
  return {
    stageId: record.id,
    item: record.item,
    location: record.location,
    description: record.description,
    unit: record.unit,
    unitDecimals: record.unitDecimals,
    unitCost: record.unitCost,
    serviceTier: record.serviceTier,
    demandClass:
      own.class === "none" && demand.dependent ? "dependent" : own.class,
    demandMean: demand.rate.mean,
    demandDeviation: demand.rate.deviation,
    ...(record.demand !== null &&
      record.supposed?.demandFactor !== undefined && {
        demandFactor: record.supposed.demandFactor,
      }),
    leadTimeMean: inPeriods(leadTime.meanDays),
    leadTimeDeviation: inPeriods(leadTime.deviationDays),
    leadTimeSource: leadTime.source,
    serviceTimeIn: placement && inPeriods(placement.serviceTimeIn),
    serviceTimeOut: placement && inPeriods(placement.serviceTimeOut),
    netReplenishmentTime: stage.netReplenishmentTime,
    distribution: plan.law,
    leadTimeDemandMean: plan.leadTimeDemand.mean,
    leadTimeDemandDeviation: plan.leadTimeDemand.deviation,
    ...(policy.undershoot && { undershoot: policy.undershoot }),
    ...(plan.mixedOver !== undefined && { exposureDeviation: plan.mixedOver }),
    ...((stage.raisedBy ?? 0) > 0 && { raisedBy: stage.raisedBy }),
    reviewPeriods: stage.reviewPeriods,
    serviceTarget: target.value,
    serviceMeasure: target.measure,
    customerFacing: own.rate.mean > 0,
    onHand: record.onHand,
    ...((record.onOrder ?? 0) > 0 && { onOrder: record.onOrder ?? 0 }),
    current: record.current,
    recommended,
    before,
    after,
    ...(stage.simulated !== undefined && { simulated: stage.simulated }),
    explanations: explanations(stage, before, after, calendar),
    flags: [...flagsOf(stage, before, after, calendar.daysPerPeriod)],
    priority: priorityOf(stage, before, after, calendar.periodsPerYear),
  };
}

/** Whether the stage lives from its own stock at all, or passes on what its suppliers deliver. */
function holdsStock({ plan }: PlannedStage): boolean {
  return plan.leadTimeDemand.mean > 0;
}

/** A stage whose customers wait for its suppliers: no stock, and so no service from stock. */
function passThrough(unitCost: number | null): PolicyOutcome {
  return {
    cycleService: null,
    fillRate: null,
    meanOnHand: 0,
    inventoryValue: unitCost === null ? null : 0,
  };
}

/**
 * What the ERP's present min and max do, if suppliers inside the network always deliver
 * at once: today's rule at its best.
 */
function outcomeNow(stage: PlannedStage): PolicyOutcome {
  const { current, unitCost } = stage.record;
  const orderUpTo =
    current.orderUpTo ??
    (current.reorderPoint !== null && current.orderQuantity !== null
      ? current.reorderPoint + current.orderQuantity
      : null);
  if (current.reorderPoint === null || orderUpTo === null) {
    return {
      cycleService: null,
      fillRate: null,
      meanOnHand: null,
      inventoryValue: null,
    };
  }
  const { leadTimeDemand, leadTimeOnlyDemand } = stage.alone ?? stage.plan;
  return valued(
    policyOutcome({
      leadTimeDemand,
      leadTimeOnlyDemand,
      meanPerPeriod: stage.demand.rate.mean,
      reviewPeriods: stage.reviewPeriods,
      undershoot: stage.plan.policy.undershoot,
      reorderPoint: current.reorderPoint,
      // The audit reports a min above its max; here the max gives way.
      orderUpTo: Math.max(orderUpTo, current.reorderPoint),
    }),
    unitCost,
  );
}

function explanations(
  stage: PlannedStage,
  before: PolicyOutcome,
  after: PolicyOutcome,
  calendar: Calendar,
): Explanation[] {
  const { record, demand, plan, target, exposure, alone } = stage;
  const { unit } = record;
  const mean = plan.leadTimeDemand.mean;
  if (!holdsStock(stage)) {
    return [
      passesOn(stage),
      ...passingParts({ unit, policy: plan.policy }),
      ...excess(stage, calendar),
    ];
  }
  const raised = Math.min(stage.raisedBy ?? 0, plan.policy.safetyStock);
  const safety = safetyStockParts({
    unit,
    period: calendar.period,
    rate: demand.rate,
    exposure,
    reviewPeriods: stage.reviewPeriods,
    target,
    cycleStock: plan.leadTimeDemand.quantile(target.value) - mean,
    undershoot: undershootStory(plan, target),
    targetStock: plan.policy.before.reorderPoint - mean,
    safetyStock: plan.policy.safetyStock - raised,
    law: plan.law,
  });
  return [
    raised > 0 ? withRaise(safety, raised, stage) : safety,
    ...stockParts({
      unit,
      period: calendar.period,
      currency: calendar.currency,
      unitCost: record.unitCost,
      meanPerPeriod: demand.rate.mean,
      exposurePeriods: exposure.mean,
      reviewPeriods: stage.reviewPeriods,
      policy: plan.policy,
      current: record.current,
      before,
      after,
    }),
    ...excess(stage, calendar),
    ...(alone ? [againstAlone(stage, alone.policy.safetyStock)] : []),
  ];
}

/** What drives the stock above the advised max, where there is some. */
function excess(stage: PlannedStage, calendar: Calendar): Explanation[] {
  const { record, demand, leadTime, plan, exposure } = stage;
  const { promisedDays, meanDays } = leadTime;
  const told = excessParts({
    unit: record.unit,
    period: calendar.period,
    currency: calendar.currency,
    unitCost: record.unitCost,
    meanPerPeriod: demand.rate.mean,
    position: (record.onHand ?? 0) + Math.max(record.onOrder ?? 0, 0),
    promised: promisedUnits(stage, calendar.daysPerPeriod),
    current: record.current,
    policy: plan.policy,
    leadTime: {
      promised:
        promisedDays === null ? null : promisedDays / calendar.daysPerPeriod,
      mean: meanDays / calendar.daysPerPeriod,
    },
    exposure: exposure.mean,
    reviewPeriods: stage.reviewPeriods,
  });
  return told ? [told] : [];
}

/** The safety stock with what the simulation added to it. */
function withRaise(
  safety: Explanation,
  units: number,
  { own, plan }: PlannedStage,
): Explanation {
  const { name, note, why } = own.rate.mean > 0 ? raises.own : raises.inner;
  return {
    ...safety,
    total: plan.policy.safetyStock,
    parts: [...safety.parts, { name, amount: units, note }],
    sentence: `${safety.sentence} The simulation asks for ${say(units)} ${safety.unit} more, ${why}.`,
  };
}

/** Why the simulation asked for more than the formula. */
const raises = {
  inner: {
    name: "Orders in lots",
    note: "those it feeds order many units at once: what the simulation was short of",
    why: "for those it feeds order in lots",
  },
  own: {
    name: "Found by simulation",
    note: "what the target was still short of when the policy was replayed",
    why: "for the policy was still short of its target in the replay",
  },
} as const;

/** Why a stage holds nothing. */
function passesOn({ record }: PlannedStage): Explanation {
  return {
    title: "Safety stock",
    total: 0,
    unit: record.unit,
    parts: [],
    sentence: noStockSentences[record.supposed?.stocking ?? "chosen"],
  };
}

const noStockSentences = {
  chosen:
    "This stage holds no stock of its own: it orders what it is asked for, those it serves wait for its suppliers, and the network holds stock where stock and orders cost least together.",
  never:
    "The scenario lets this stage hold no stock: those it serves wait for its suppliers, and hold the stock instead.",
  "on-order":
    "The scenario has this stage made to order: its customers wait for the last step, and its components are held instead.",
} as const;

/** What solving the network jointly changed at this stage. */
function againstAlone(stage: PlannedStage, aloneStock: number): Explanation {
  const { record, plan, placement, exposure } = stage;
  const joint = plan.policy.safetyStock;
  const change = joint - aloneStock;
  const waits = (placement?.serviceTimeIn ?? 0) > 0;
  const quotes = (placement?.serviceTimeOut ?? 0) > 0;
  const why =
    exposure.mean === 0 || quotes
      ? "its customers in the network wait for it, and hold the stock instead"
      : waits
        ? "its supplier in the network quotes a longer service time, so it covers that too"
        : "its supplier in the network delivers at once";
  return {
    title: "Joint plan against planning it alone",
    total: joint,
    unit: record.unit,
    parts: [
      {
        name: "Planned alone",
        amount: aloneStock,
        note: "over its own lead time",
      },
      { name: "Network", amount: change, note: why },
    ],
    sentence:
      change === 0
        ? "Solving the network together leaves this stage's safety stock as it is."
        : `Solving the network together ${change < 0 ? "saves" : "adds"} ${say(Math.abs(change))} ${record.unit} here: ${why}.`,
  };
}
