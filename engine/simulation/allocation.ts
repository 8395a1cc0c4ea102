import { noteParties } from "./party-lateness.ts";
import type { SimulationProblem } from "./simulation-problem.ts";
import type { Shares, StageState } from "./stage-state.ts";

/**
 * Splits what a stage shipped over a block among those who ordered it.
 *
 * Customers of its own come last; where they are lost, they are served after the stages.
 *
 * @param short - whether anybody had to wait within the block
 */
export function shareStock(
  stage: StageState,
  stages: readonly StageState[],
  problem: SimulationProblem,
  short: boolean,
  count: number,
): void {
  const { customers, shipped, owedAfter } = stage;
  for (const link of customers) link.full = !short;
  if (!short) {
    notePrompt(stage, stages, count);
    return;
  }
  if (customers.length === 1 && stage.source === null) {
    customers[0]!.shipped.set(shipped);
    return;
  }
  const { shares } = stage;
  const { owed, given } = shares;
  const parties = owed.length;
  const owns = parties > customers.length;
  let waiting = stage.ownOwed > 0;
  for (let party = 0; party < customers.length; party++) {
    const link = customers[party]!;
    owed[party] = link.owed;
    if (link.owed > 0) waiting = true;
    const { orders } = stages[link.to]!;
    for (let t = 0; t < count; t++) link.shipped[t] = link.units * orders[t]!;
  }
  if (owns) owed[parties - 1] = stage.ownOwed;
  for (let t = 0; t < count; t++) {
    const after = owedAfter[t]! > 0;
    // Most periods nobody waits: what was ordered is what is shipped.
    if (!waiting && !after) {
      if (stage.lateness) {
        addOrders(stage, t);
        owed.fill(0);
        noteParties(stage, t);
      }
      continue;
    }
    waiting = after;
    addOrders(stage, t);
    if (after) share(stage, problem, shipped[t]!);
    else {
      given.set(owed);
      forgetOrders(stage);
    }
    for (let party = 0; party < parties; party++) {
      owed[party]! -= given[party]!;
      if (party < customers.length) {
        customers[party]!.shipped[t] = given[party]!;
      }
    }
    noteParties(stage, t);
  }
  for (let party = 0; party < customers.length; party++) {
    customers[party]!.owed = owed[party]!;
  }
  if (owns) stage.ownOwed = owed[parties - 1]!;
}

/** Notes a block in which all were served at once. */
function notePrompt(
  stage: StageState,
  stages: readonly StageState[],
  count: number,
): void {
  const { customers, own, lateness, shares, problem } = stage;
  if (!lateness || problem.serviceTime === 0) return;
  shares.owed.fill(0);
  for (let t = 0; t < count; t++) {
    for (let party = 0; party < shares.fresh.length; party++) {
      const link = customers[party];
      shares.fresh[party] = link
        ? link.units * stages[link.to]!.orders[t]!
        : own[t]!;
    }
    noteParties(stage, t);
  }
}

/** What is ordered in this period is owed; it stands in the rows of shipments still. */
function addOrders({ customers, own, shares }: StageState, t: number): void {
  const { owed, fresh } = shares;
  for (let party = 0; party < owed.length; party++) {
    const order =
      party < customers.length ? customers[party]!.shipped[t]! : own[t]!;
    fresh[party] = order;
    owed[party]! += order;
  }
}

function share(
  stage: StageState,
  { allocation, whole }: SimulationProblem,
  shipped: number,
): void {
  const { owed, given } = stage.shares;
  // Where sales are lost, own customers are no party: what they took is not to share.
  const free = Math.min(shipped, total(owed));
  switch (allocation) {
    case "priority": {
      let left = free;
      for (let party = 0; party < owed.length; party++) {
        given[party] = Math.min(left, owed[party]!);
        left -= given[party]!;
      }
      return;
    }
    case "fairShare":
      given.fill(0);
      if (whole) shareWholeUnits(stage.shares, free);
      else shareInProportion(owed, free, given);
      return;
    case "firstCome":
      given.fill(0);
      serveOldest(stage, free, whole);
  }
}

/** Adds to each its part. */
function shareInProportion(
  owed: ArrayLike<number>,
  free: number,
  given: Float64Array,
): void {
  const all = total(owed);
  if (all <= 0) return;
  const part = Math.min(free / all, 1);
  for (let party = 0; party < owed.length; party++) {
    given[party]! += part * owed[party]!;
  }
}

/**
 * Each gets its part, rounded down; what is left goes to those furthest below theirs, of
 * equals to the first. Remainders are counted in whole numbers, for dust would choose otherwise.
 */
function shareWholeUnits({ owed, given, spare }: Shares, free: number): void {
  const all = total(owed);
  if (all <= 0) return;
  const shared = Math.min(Math.round(free), all);
  let left = shared;
  for (let party = 0; party < owed.length; party++) {
    const units = Math.floor((shared * owed[party]!) / all);
    given[party] = units;
    spare[party] = shared * owed[party]! - units * all;
    left -= units;
  }
  for (; left > 0; left--) {
    let neediest = 0;
    for (let party = 1; party < owed.length; party++) {
      if (spare[party]! > spare[neediest]!) neediest = party;
    }
    spare[neediest]! -= all;
    given[neediest]!++;
  }
}

/** Serves orders in their order; those of the last period served share what remains. */
function serveOldest(stage: StageState, free: number, whole: boolean): void {
  const { waitingOrders, lots, dust } = stage;
  const { fresh, given, spare } = stage.shares;
  const parties = fresh.length;
  for (let party = 0; party < parties; party++) {
    waitingOrders.push(fresh[party]!);
  }
  let left = free;
  let first = stage.firstWaiting;
  while (first < waitingOrders.length && left > dust) {
    let units = 0;
    for (let party = 0; party < parties; party++) {
      spare[party] = waitingOrders[first + party]!;
      units += spare[party]!;
    }
    const all = units <= left + dust;
    if (!all) {
      if (whole) shareByLot(spare, units, left, lots.uniform);
      else {
        const part = left / units;
        for (let party = 0; party < parties; party++) spare[party]! *= part;
      }
    }
    for (let party = 0; party < parties; party++) {
      given[party]! += spare[party]!;
      waitingOrders[first + party]! -= spare[party]!;
    }
    if (!all) break;
    left -= units;
    first += parties;
  }
  stage.firstWaiting = first;
  if (first > 1024 && 2 * first > waitingOrders.length) {
    waitingOrders.splice(0, first);
    stage.firstWaiting = 0;
  }
}

function forgetOrders(stage: StageState): void {
  stage.waitingOrders.length = 0;
  stage.firstWaiting = 0;
}

/**
 * Turns orders into the parts of them that are served: drawn unit by unit, without
 * putting back, as if by which came first. Those who go without are drawn when fewer.
 */
function shareByLot(
  orders: Float64Array,
  units: number,
  free: number,
  uniform: () => number,
): void {
  const without = units - free;
  if (without <= free) {
    drawOut(orders, units, without, uniform);
    return;
  }
  const before = orders.slice();
  drawOut(orders, units, free, uniform);
  for (let party = 0; party < orders.length; party++) {
    orders[party] = before[party]! - orders[party]!;
  }
}

/** Takes units out of orders, each unit as likely as any other. */
function drawOut(
  orders: Float64Array,
  units: number,
  wanted: number,
  uniform: () => number,
): void {
  for (let left = units; left > units - wanted; left--) {
    let place = uniform() * left;
    let party = 0;
    while (party < orders.length - 1 && place >= orders[party]!) {
      place -= orders[party++]!;
    }
    orders[party]!--;
  }
}

function total(row: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < row.length; at++) sum += row[at]!;
  return sum;
}
