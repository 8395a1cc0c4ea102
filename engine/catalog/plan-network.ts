import type { Run } from "../contracts/index.ts";
import { normalQuantile } from "../numeric/normal.ts";
import { leadTimeExposure } from "../planning/lead-time-exposure.ts";
import { networkDemand } from "../planning/network-demand.ts";
import type { StagePlacement } from "../planning/place-component.ts";
import { stageLeadTime } from "../planning/stage-lead-time.ts";
import { lawsOf, stagePlan } from "../planning/stage-plan.ts";
import type { StagePlan } from "../planning/stage-plan.ts";
import { calendarOf } from "./calendar.ts";
import { demandArrival } from "./demand-arrival.ts";
import { demandQuestion } from "./demand-question.ts";
import type { PreparedStage } from "./place-network.ts";
import { placeNetwork, wantedOrder } from "./place-network.ts";
import type { PlannedStage } from "./planned-stage.ts";
import type { PlanningContext } from "./planning-context.ts";
import { supposedDemand } from "./scenario-demand.ts";
import { impliedService, targetAtReturn, targetOf } from "./service-aim.ts";
import type { Network } from "./split-catalog.ts";

/**
 * Plans one network: demand pooled along the links, stock placed jointly (or stage by
 * stage, as the scenario says), then each stage's policy over the time it must live from
 * its own stock.
 *
 * @throws InputError when the links form a cycle
 */
export function planNetwork(
  network: Network,
  context: PlanningContext,
): {
  readonly stages: readonly PlannedStage[];
  readonly leftOut: Run["leftOut"];
} {
  const prepared = prepare(network, context);
  const placement = placeNetwork(prepared, network, context);

  const stages: PlannedStage[] = [];
  const leftOut: Run["leftOut"] = [];
  prepared.forEach((stage, index) => {
    const reason = cannotPlan(stage);
    if (reason) {
      leftOut.push({ stageId: stage.record.id, ...reason });
      return;
    }
    stages.push(
      planStage(
        stage,
        placement.stages?.[index] ?? null,
        placement.fallback,
        context,
      ),
    );
  });
  return { stages, leftOut };
}

function prepare(
  { stages, links }: Network,
  context: PlanningContext,
): readonly PreparedStage[] {
  const { scenario } = context;
  const leadTimes = stages.map((record) =>
    stageLeadTime(record, context.vendors, scenario.leadTimeSource),
  );
  const targets = stages.map((record) => targetOf(record, scenario));
  const own = stages.map((record, index) =>
    supposedDemand(
      record,
      demandQuestion(leadTimes[index]!, context, targets[index]),
    ),
  );
  const pooled = networkDemand(
    stages.map(({ id }) => id),
    own.map(({ rate }, index) => ({
      rate,
      safetyFactor: normalQuantile(targets[index]!),
    })),
    links,
  );
  return stages.map((record, index) => {
    const demand = pooled[index]!;
    return {
      record,
      own: own[index]!,
      demand,
      leadTime: leadTimes[index]!,
      target: demand.dependent
        ? { measure: "cycle", value: impliedService(demand, targets[index]!) }
        : { measure: scenario.serviceMeasure, value: targets[index]! },
    };
  });
}

function cannotPlan({
  demand,
  leadTime,
}: PreparedStage): { readonly code: string; readonly reason: string } | null {
  if (demand.rate.mean <= 0) {
    return {
      code: "no-demand",
      reason: "no demand in the record, here or at any stage it feeds",
    };
  }
  if (leadTime.source === "none") {
    return {
      code: "no-lead-time",
      reason:
        "no usable receipt, here or from its vendor, and no promised lead time",
    };
  }
  return null;
}

function planStage(
  stage: PreparedStage,
  placement: StagePlacement | null,
  fallback: string | null,
  context: PlanningContext,
): PlannedStage {
  const { scenario } = context;
  const { daysPerPeriod, periodsPerYear } = calendarOf(context);
  const { record, own, demand, leadTime } = stage;
  let { target } = stage;
  const quantity = wantedOrder(stage, context);
  /** The policy when the stage must wait so much more or less than at once. */
  const planOver = (
    waitDays: number,
    deviationDays: number,
    stockless = false,
    known?: StagePlan,
  ): {
    readonly plan: StagePlan;
    readonly exposure: PlannedStage["exposure"];
    readonly review: number;
  } => {
    const reviewDays = scenario.reviewPeriods * daysPerPeriod;
    const days = stockless
      ? { mean: 0, deviation: 0 }
      : leadTimeExposure(
          waitDays + leadTime.meanDays + reviewDays,
          deviationDays,
        );
    const periods = days.mean / daysPerPeriod;
    const review = Math.min(scenario.reviewPeriods, periods);
    const exposure = {
      mean: periods - review,
      deviation: days.deviation / daysPerPeriod,
    };
    const plan = stagePlan({
      rate: demand.rate,
      exposure,
      reviewPeriods: review,
      target,
      // It orders what it is asked for: as few as the lot and the least order allow.
      orderQuantity: stockless ? 10 ** -record.unitDecimals : quantity,
      ...(!stockless && { arrival: demandArrival(stage, context) }),
      lotSize: positive(record.lotSize),
      minOrderQuantity: positive(record.minOrderQuantity),
      unitDecimals: record.unitDecimals,
      law: scenario.distribution,
      ...(known && { laws: lawsOf(known) }),
      history: demand.dependent ? [] : own.history,
    });
    return { plan, exposure, review };
  };

  const wait = placement
    ? placement.serviceTimeIn - placement.serviceTimeOut
    : 0;
  const stockless = placement?.holdsStock === false;
  const deviation = Math.hypot(
    leadTime.deviationDays,
    placement?.deviationIn ?? 0,
  );
  let planned = planOver(wait, deviation, stockless);
  const unitsPerYear = demand.rate.mean * periodsPerYear;
  const aim =
    own.rate.mean > 0
      ? targetAtReturn(planned.plan, unitsPerYear, record.unitCost, scenario)
      : null;
  if (aim) {
    target = aim;
    planned = planOver(wait, deviation, stockless, planned.plan);
  }
  const { plan, exposure, review } = planned;
  return {
    record,
    own,
    demand,
    leadTime,
    placement,
    fallback,
    exposure,
    netReplenishmentTime: Math.max(0, wait + leadTime.meanDays) / daysPerPeriod,
    reviewPeriods: review,
    target,
    plan,
    alone:
      placement && (wait !== 0 || stockless)
        ? planOver(0, leadTime.deviationDays).plan
        : null,
  };
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}
