import type { StageRecord } from "../contracts/index.ts";
import type { NetworkDemand } from "../planning/network-demand.ts";
import { orderQuantity } from "../planning/order-quantity.ts";
import type { Placement, StagePlacement } from "../planning/place-component.ts";
import { placeComponent } from "../planning/place-component.ts";
import type { OrderingStage } from "../planning/order-streams.ts";
import type { StageDemand } from "../planning/stage-demand.ts";
import type { StageLeadTime } from "../planning/stage-lead-time.ts";
import { unavoidableWaits } from "../planning/stockless-stages.ts";
import type { UnavoidableWait } from "../planning/stockless-stages.ts";
import type { OrderRules } from "../units/quantity.ts";
import { roundedOrder } from "../units/quantity.ts";
import { calendarOf } from "./calendar.ts";
import type { PlannedStage } from "./planned-stage.ts";
import type { PlanningContext } from "./planning-context.ts";
import type { Network } from "./split-catalog.ts";

/** One stage with what was found out about it before any stock is placed. */
export interface PreparedStage {
  readonly record: StageRecord;
  readonly own: StageDemand;
  readonly demand: NetworkDemand;
  readonly leadTime: StageLeadTime;
  readonly target: PlannedStage["target"];
}

/**
 * Where a network holds its stock: placed jointly where the scenario says so and there are
 * links. Otherwise every stage that may hold stock does, and `null` where all may.
 */
export function placeNetwork(
  prepared: readonly PreparedStage[],
  network: Network,
  context: PlanningContext,
): {
  readonly stages: readonly StagePlacement[] | null;
  readonly fallback: string | null;
} {
  const waits = waitsOf(prepared, network, context);
  const joint =
    context.scenario.network === "joint" && network.links.length > 0;
  const placed = joint ? place(prepared, network, context, waits) : null;
  if (placed?.fallback === null) return placed;
  const stages =
    waits?.map((wait, index) => ({
      ...wait,
      holdsStock: !isStockless(prepared[index]!),
    })) ?? null;
  return { stages, fallback: placed?.fallback ?? null };
}

/** What stages must wait for suppliers that may not hold stock; `null` where all may. */
function waitsOf(
  prepared: readonly PreparedStage[],
  network: Network,
  context: PlanningContext,
): readonly UnavoidableWait[] | null {
  if (!prepared.some(isStockless)) return null;
  const reviewDays =
    context.scenario.reviewPeriods * calendarOf(context).daysPerPeriod;
  return unavoidableWaits(
    prepared.map((stage) => ({
      id: stage.record.id,
      timeDays: stage.leadTime.meanDays + reviewDays,
      timeDeviationDays: stage.leadTime.deviationDays,
      stockless: isStockless(stage),
    })),
    network.links,
  );
}

function isStockless({ record }: PreparedStage): boolean {
  return record.supposed?.stocking !== undefined;
}

function place(
  prepared: readonly PreparedStage[],
  network: Network,
  context: PlanningContext,
  waits: readonly UnavoidableWait[] | null,
): Placement {
  const { scenario } = context;
  const { daysPerPeriod } = calendarOf(context);
  const costs = prepared
    .map(({ record }) => record.unitCost ?? 0)
    .filter((cost) => cost > 0);
  // A stage without a cost is taken to be as dear as the cheapest around it.
  const leastCost = costs.length > 0 ? Math.min(...costs) : 1;
  const reviewDays = scenario.reviewPeriods * daysPerPeriod;
  return placeComponent(
    prepared.map((stage, index) => {
      const { record, own, demand, leadTime } = stage;
      return {
        id: record.id,
        timeDays: leadTime.meanDays + reviewDays,
        timeDeviationDays: leadTime.deviationDays,
        dailyDeviation: demand.rate.deviation / Math.sqrt(daysPerPeriod),
        safetyFactor: demand.safetyFactor,
        ...ordersOf(stage, context),
        orderingCost: orderingCostOf(record, context),
        lookDays: Math.max(1, reviewDays),
        holdingCost:
          scenario.holdingRatePerYear *
          (record.unitCost !== null && record.unitCost > 0
            ? record.unitCost
            : leastCost),
        maxServiceTimeDays:
          own.rate.mean > 0
            ? record.supposed?.stocking === "on-order"
              ? (waits?.[index]?.serviceTimeOut ?? null)
              : scenario.maxServiceTimePeriods * daysPerPeriod
            : null,
        stockless: isStockless(stage),
      };
    }),
    network.links,
  );
}

/** What comes to a stage from its own customers, and the orders that it may place. */
function ordersOf(
  stage: PreparedStage,
  context: PlanningContext,
): OrderingStage {
  const { record, own, demand } = stage;
  const { daysPerPeriod } = calendarOf(context);
  const dailyMean = demand.rate.mean / daysPerPeriod;
  if (!(dailyMean > 0)) {
    return { dailyMean: 0, orderUnits: 1, leastOrderUnits: 1, customers: null };
  }
  const rules = orderRulesOf(record);
  return {
    dailyMean,
    orderUnits: roundedOrder(wantedOrder(stage, context), rules),
    leastOrderUnits: roundedOrder(0, rules),
    customers:
      own.rate.mean > 0
        ? { dailyMean: own.rate.mean / daysPerPeriod, lot: own.lumps.size }
        : null,
  };
}

/** How a stage may be ordered: 0 where the record leaves that open. */
function orderRulesOf({
  lotSize,
  minOrderQuantity,
  unitDecimals,
}: StageRecord): OrderRules {
  return {
    lotSize: Math.max(lotSize ?? 0, 0),
    minOrderQuantity: Math.max(minOrderQuantity ?? 0, 0),
    unitDecimals,
  };
}

/** Units of one order of a stage that holds stock, before rounding. */
export function wantedOrder(
  { record, demand }: Pick<PreparedStage, "record" | "demand">,
  context: PlanningContext,
): number {
  return orderQuantity({
    meanPerYear: demand.rate.mean * calendarOf(context).periodsPerYear,
    meanPerPeriod: demand.rate.mean,
    orderingCost: orderingCostOf(record, context),
    holdingCostPerYear:
      (record.unitCost ?? 0) * context.scenario.holdingRatePerYear,
  });
}

function orderingCostOf(
  record: StageRecord,
  { scenario }: PlanningContext,
): number {
  return record.orderingCost ?? scenario.defaultOrderingCost;
}
