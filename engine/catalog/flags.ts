import type { PolicyOutcome, Recommendation } from "../contracts/index.ts";
import { say, servicePercent } from "../explain/say.ts";
import { promisedUnits, type PlannedStage } from "./planned-stage.ts";

type Flag = Recommendation["flags"][number];

/** A shortfall of this much below the target is a service risk, not rounding. */
const riskyShortfall = 0.03;
/** A promise this far from what receipts show misleads the ERP's planning. */
const driftShare = 0.2;
/** Fewer receipts than this say little about the spread. */
const enoughReceipts = 5;

/** Why a planner should look at this stage, worst first. */
export function flagsOf(
  stage: PlannedStage,
  before: PolicyOutcome,
  after: PolicyOutcome,
  daysPerPeriod: number,
): readonly Flag[] {
  const flags: Flag[] = [];
  const add = (
    severity: Flag["severity"],
    code: string,
    message: string,
  ): void => void flags.push({ code, severity, message });
  const { record, own, leadTime, target, plan, fallback } = stage;
  const service =
    target.measure === "fill" ? before.fillRate : before.cycleService;

  if (
    own.rate.mean > 0 &&
    service !== null &&
    service < target.value - riskyShortfall
  ) {
    add(
      "high",
      "service-at-risk",
      `today's min gives ${servicePercent(service)} ${target.measure === "fill" ? "fill rate" : "cycle service"}, the target is ${servicePercent(target.value)}`,
    );
  }
  const { orderUpTo } = plan.policy;
  const passesOn = after.meanOnHand === 0 && after.fillRate === null;
  if (passesOn) {
    add(
      "low",
      "holds-no-stock",
      "the network holds its stock elsewhere: this stage passes on what it receives",
    );
  }
  // The max is of stock on hand and on order: what is on its way is as much too much.
  const onOrder = Math.max(record.onOrder ?? 0, 0);
  const position = (record.onHand ?? 0) + onOrder;
  const promised = promisedUnits(stage, daysPerPeriod);
  const free = position - promised;
  if (free > 2 * orderUpTo && !passesOn) {
    const stock = [
      ...(record.onHand === null ? [] : [`${say(record.onHand)} on hand`]),
      ...(onOrder > 0 ? [`${say(onOrder)} on order`] : []),
    ].join(" and ");
    add(
      free > 5 * orderUpTo ? "high" : "medium",
      "excess-stock",
      `${stock}, and the max would be ${say(orderUpTo)}${promised > 0 ? `, besides ${say(promised)} that customers would wait for` : ""}`,
    );
  }
  const { promisedDays, meanDays, receipts } = leadTime;
  if (
    promisedDays !== null &&
    receipts >= enoughReceipts &&
    Math.abs(meanDays - promisedDays) > driftShare * Math.max(promisedDays, 1)
  ) {
    add(
      meanDays > promisedDays ? "medium" : "low",
      "lead-time-drift",
      `receipts take ${say(meanDays)} days, the item master says ${say(promisedDays)}`,
    );
  }
  const silence = own.periodsSinceDemand;
  if (silence !== null && own.silent) {
    add(
      "medium",
      "silent-item",
      `no demand for ${silence} periods: is it at its end of life?`,
    );
  }
  if (own.negativePeriods > 0) {
    add(
      "low",
      "negative-demand",
      `${own.negativePeriods} periods below zero were taken from the sales before them`,
    );
  }
  if (record.unitCost === null || record.unitCost <= 0) {
    add(
      "medium",
      "no-cost",
      "no unit cost: the order size cannot be weighed against stock",
    );
  }
  if (leadTime.source === "promised" && receipts === 0) {
    add(
      "low",
      "no-receipts",
      "no receipts: the promised lead time is taken as certain",
    );
  } else if (receipts < enoughReceipts && leadTime.source !== "promised") {
    add("low", "few-receipts", `the lead time rests on ${receipts} receipts`);
  }
  if (fallback !== null) {
    add(
      "medium",
      "planned-alone",
      `its network was planned stage by stage: ${fallback}`,
    );
  }
  if (before.meanOnHand === null) {
    add("low", "no-policy-now", "the ERP holds no min and max for it yet");
  }
  const reached =
    target.measure === "fill" ? after.fillRate : after.cycleService;
  if (reached !== null && reached < target.value - 1e-9) {
    add(
      "high",
      "target-missed",
      `the recommendation reaches ${apart(reached, target.value)}`,
    );
  }
  const { simulated } = stage;
  if (simulated && !simulated.confirmed) {
    const found =
      target.measure === "fill" ? simulated.fillRate : simulated.cycleService;
    add(
      "high",
      "not-confirmed",
      `simulation reaches ${servicePercent(found, target.value)} ± ${points(simulated.interval)} of ${servicePercent(target.value, found)}: ${say(simulated.lacking)} ${record.unit} more would do`,
    );
  }
  return flags.sort((a, b) => rank(b.severity) - rank(a.severity));
}

/**
 * How much is at stake in a stage: the money that moves, and a year's demand value at the
 * service that is missing today, or that a simulation misses of what was planned.
 */
export function priorityOf(
  stage: PlannedStage,
  before: PolicyOutcome,
  after: PolicyOutcome,
  periodsPerYear: number,
): number {
  const cost = stage.record.unitCost ?? 0;
  const moved = Math.abs(
    (after.inventoryValue ?? 0) - (before.inventoryValue ?? 0),
  );
  const missing = Math.max(0, (after.fillRate ?? 0) - (before.fillRate ?? 1));
  const unconfirmed = stage.simulated?.confirmed === false;
  const promised = unconfirmed
    ? Math.max(0, (after.fillRate ?? 0) - stage.simulated.fillRate)
    : 0;
  const demandValue = stage.own.rate.mean * periodsPerYear * cost;
  return moved + (missing + promised) * demandValue;
}

/** Points of a percentage, rounded up: an interval must not look narrower than it is. */
function points(fraction: number): string {
  return say(Math.ceil(fraction * 1000) / 10);
}

function rank(severity: Flag["severity"]): number {
  return severity === "high" ? 2 : severity === "medium" ? 1 : 0;
}

function apart(reached: number, target: number): string {
  return `${servicePercent(reached, target)} of ${servicePercent(target, reached)}`;
}
