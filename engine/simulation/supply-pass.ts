import { shareStock } from "./allocation.ts";
import { countLate } from "./party-lateness.ts";
import type { SimulationProblem } from "./simulation-problem.ts";
import type { NetworkState, StageState } from "./stage-state.ts";
import { drawn } from "./value-table.ts";

/** Where a block stands, and where to note inventory levels. */
export interface Block {
  /** The period it begins with. */
  readonly period: number;
  readonly count: number;
  /** One row for each stage, from `levelsFrom` on; null when nobody asked. */
  readonly levels: readonly Float64Array[] | null;
  readonly levelsFrom: number;
}

/** Receipts, deliveries and their sums over a block of periods, suppliers first. */
export function supplyBlock(
  problem: SimulationProblem,
  { stages, order }: NetworkState,
  block: Block,
): void {
  for (const index of order) {
    const stage = stages[index]!;
    const begun = workBegun(stage, problem.whole, block.count);
    sendOff(stage, begun, problem.crossing, block);
    const short = deliver(stage, begun, block, index);
    if (stage.customers.length > 0) {
      shareStock(stage, stages, problem, short, block.count);
      countLate(stage, block.count);
    }
  }
}

/** Units of work that may begin: complete sets of all that the suppliers shipped. */
function workBegun(
  { suppliers, orders, begun }: StageState,
  whole: boolean,
  count: number,
): Float64Array {
  if (suppliers.length === 0) return orders;
  if (suppliers.every(({ full, waiting }) => full && waiting === 0)) {
    return orders;
  }
  const only = suppliers.length === 1 ? suppliers[0]! : null;
  if (only?.units === 1) return only.shipped;
  for (let t = 0; t < count; t++) {
    let sets = Infinity;
    for (const link of suppliers) {
      const { units, full, shipped } = link;
      link.waiting += full ? units * orders[t]! : shipped[t]!;
      sets = Math.min(sets, link.waiting / units);
    }
    if (whole) sets = Math.floor(sets);
    for (const link of suppliers) {
      const left = link.waiting - sets * link.units;
      // What a division leaves behind is no part in stock.
      link.waiting = left > 1e-9 * link.units ? left : 0;
    }
    begun[t] = sets;
  }
  return begun;
}

/** Puts the work on its way: it arrives after the lead time. */
function sendOff(
  stage: StageState,
  begun: Float64Array,
  crossing: boolean,
  { period, count }: Block,
): void {
  const { arriving, leadTimes, problem, dust } = stage;
  const { table, longest } = problem.leadTime;
  const mask = arriving.length - 1;
  if (!table || !leadTimes) {
    for (let t = 0; t < count; t++) {
      arriving[(period + t + longest) & mask]! += begun[t]!;
    }
    return;
  }
  let { lastArrival } = stage;
  for (let t = 0; t < count; t++) {
    const units = begun[t]!;
    if (units === 0) continue;
    // The chance is the period's: policies meet the same lead times.
    const after = drawn(table, leadTimes(period + t));
    const ready = period + t + after;
    const arrival = crossing || ready > lastArrival ? ready : lastArrival;
    arriving[arrival & mask]! += units;
    // The dust of a share holds nobody up.
    if (units > dust) lastArrival = arrival;
  }
  stage.lastArrival = lastArrival;
}

/** Receives and delivers period by period; answers whether anybody waited. */
function deliver(
  stage: StageState,
  begun: Float64Array,
  { period, count, levels, levelsFrom }: Block,
  index: number,
): boolean {
  const { arriving, demand, own, shipped, owedAfter, problem, sums, dust } =
    stage;
  const { rule, serviceTime, losesSales } = problem;
  const mask = arriving.length - 1;
  const toStages = stage.customers.length > 0;
  const cyclesEnd = rule.type !== "baseStock" || rule.reviewPeriods > 1;
  const row = levels?.[index] ?? null;
  const { needs, lateness } = stage;
  let { onHand, owed, inTransit, cycleIsLate, cycleNeed } = stage;
  let short = owed > 0;
  let [sumOnHand, sumOwed, sumTransit, sumDemand, sumLate] = [0, 0, 0, 0, 0];
  let [cycles, goodCycles] = [0, 0];
  for (let t = 0; t < count; t++) {
    const at = (period + t) & mask;
    const received = arriving[at]!;
    arriving[at] = 0;
    onHand += received;
    inTransit += begun[t]! - received;
    const asked = demand[t]!;
    const before = owed + asked;
    let [late, lost] = [0, 0];
    if (onHand >= before) {
      onHand -= before;
      owed = 0;
      if (losesSales) {
        stage.position -= stage.foreseenLoss;
        stage.foreseenLoss = 0;
      }
      if (toStages) {
        shipped[t] = before;
        owedAfter[t] = 0;
      }
    } else {
      owed = before - onHand;
      short = true;
      late = owed < asked ? owed : asked;
      if (losesSales) {
        lost = own[t]! < owed ? own[t]! : owed;
        owed -= lost;
        sums.lost += lost;
        // Less than foreseen when something arrives in the period that ordered it.
        stage.position += lost - stage.foreseenLoss;
        stage.foreseenLoss = 0;
      }
      if (toStages) {
        shipped[t] = onHand;
        owedAfter[t] = owed;
      }
      onHand = 0;
    }
    if (serviceTime > 0) late = lateAfter(stage, owed, asked);
    if (lateness) {
      lateness.received[t] = received > 0 ? 1 : 0;
      lateness.late[t] = lost;
      lateness.anyLate[t] = 0;
    }
    sumOnHand += onHand;
    sumOwed += owed;
    sumTransit += inTransit;
    sumDemand += asked;
    const isLate = late > dust || owed - stage.recentSum > dust;
    if (isLate) sumLate += late;
    if (!cyclesEnd) {
      if (!isLate) goodCycles++;
    } else {
      if (received > 0) {
        cycles++;
        if (!cycleIsLate) goodCycles++;
        cycleIsLate = false;
      }
      if (isLate) cycleIsLate = true;
    }
    if (needs) {
      if (received > 0) {
        needs.push(cycleNeed);
        cycleNeed = -Infinity;
      }
      const need = owed - onHand - stage.recentSum;
      if (need > cycleNeed) cycleNeed = need;
    }
    if (row) row[period + t - levelsFrom] = onHand - owed;
  }
  stage.onHand = onHand;
  stage.owed = owed;
  stage.inTransit = inTransit;
  stage.cycleNeed = cycleNeed;
  sums.onHand += sumOnHand;
  sums.backorders += sumOwed;
  sums.inTransit += sumTransit;
  sums.demand += sumDemand;
  // Who shares by another rule than age is judged once it is known who got what.
  if (lateness) return short;
  stage.cycleIsLate = cycleIsLate;
  sums.late += sumLate;
  sums.cycles += cyclesEnd ? cycles : count;
  sums.goodCycles += goodCycles;
  return short;
}

/** Units that came due in this period and are still owed: the oldest are served first. */
function lateAfter(stage: StageState, owed: number, asked: number): number {
  const { recent } = stage;
  const due = recent[stage.recentAt]!;
  recent[stage.recentAt] = asked;
  stage.recentAt = (stage.recentAt + 1) % recent.length;
  stage.recentSum += asked - due;
  return Math.max(Math.min(due, owed - stage.recentSum), 0);
}
