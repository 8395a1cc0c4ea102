import type { SimulationProblem } from "./simulation-problem.ts";
import type { StageState } from "./stage-state.ts";

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
  if (!short) return;
  if (customers.length === 1 && stage.source === null) {
    customers[0]!.shipped.set(shipped);
    return;
  }
  const owns = stage.source !== null && !stage.problem.losesSales;
  const parties = customers.length + (owns ? 1 : 0);
  const shares: Shares = {
    owed: new Float64Array(parties),
    fresh: new Float64Array(parties),
    given: new Float64Array(parties),
  };
  const { owed, given } = shares;
  let waiting = stage.ownOwed > 0;
  customers.forEach((link, party) => {
    owed[party] = link.owed;
    if (link.owed > 0) waiting = true;
    const { orders } = stages[link.to]!;
    for (let t = 0; t < count; t++) link.shipped[t] = link.units * orders[t]!;
  });
  if (owns) owed[parties - 1] = stage.ownOwed;
  for (let t = 0; t < count; t++) {
    const after = owedAfter[t]! > 0;
    // Most periods nobody waits: what was ordered is what is shipped.
    if (!waiting && !after) continue;
    waiting = after;
    addOrders(stage, shares, owns, t);
    if (after) share(stage, problem, shipped[t]!, shares);
    else {
      given.set(owed);
      stage.waitingOrders.length = 0;
    }
    for (let party = 0; party < parties; party++) {
      owed[party]! -= given[party]!;
      if (party < customers.length)
        customers[party]!.shipped[t] = given[party]!;
    }
  }
  customers.forEach((link, party) => (link.owed = owed[party]!));
  if (owns) stage.ownOwed = owed[parties - 1]!;
}

/** What is ordered in this period is owed; it stands in the rows of shipments still. */
function addOrders(
  { customers, own }: StageState,
  { owed, fresh }: Shares,
  owns: boolean,
  t: number,
): void {
  customers.forEach(({ shipped }, party) => (fresh[party] = shipped[t]!));
  if (owns) fresh[customers.length] = own[t]!;
  for (let party = 0; party < owed.length; party++) {
    owed[party]! += fresh[party]!;
  }
}

interface Shares {
  /** What each party is owed, the newest order included. */
  readonly owed: Float64Array;
  /** The newest order of each party. */
  readonly fresh: Float64Array;
  /** The answer. */
  readonly given: Float64Array;
}

function share(
  stage: StageState,
  { allocation, whole }: SimulationProblem,
  shipped: number,
  { owed, fresh, given }: Shares,
): void {
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
      shareInProportion(owed, free, given, whole);
      return;
    case "firstCome":
      given.fill(0);
      serveOldest(stage, free, { owed, fresh, given }, whole);
  }
}

/** Adds to each its part; in whole units, what is left goes to those furthest below theirs. */
function shareInProportion(
  owed: ArrayLike<number>,
  free: number,
  given: Float64Array,
  whole: boolean,
): void {
  const all = total(owed);
  if (all <= 0) return;
  const part = Math.min(free / all, 1);
  if (!whole) {
    for (let party = 0; party < owed.length; party++) {
      given[party]! += part * owed[party]!;
    }
    return;
  }
  const parts = Float64Array.from(owed, (units) => part * units);
  const least = parts.map(Math.floor);
  let left = Math.round(free - least.reduce((sum, units) => sum + units, 0));
  while (left-- > 0) {
    let neediest = 0;
    for (let party = 1; party < owed.length; party++) {
      const gap = (at: number): number => parts[at]! - least[at]!;
      if (gap(party) > gap(neediest)) neediest = party;
    }
    least[neediest]!++;
  }
  least.forEach((units, party) => (given[party]! += units));
}

/** Serves orders in their order; those of the last period served share what remains. */
function serveOldest(
  { waitingOrders, lots, dust }: StageState,
  free: number,
  { owed, fresh, given }: Shares,
  whole: boolean,
): void {
  const parties = owed.length;
  waitingOrders.push(...fresh);
  let left = free;
  let first = 0;
  for (; first < waitingOrders.length && left > dust; first += parties) {
    const oldest = waitingOrders.slice(first, first + parties);
    const units = total(oldest);
    if (units <= left + dust) {
      for (let party = 0; party < parties; party++) {
        given[party]! += oldest[party]!;
      }
      left -= units;
      continue;
    }
    const part = new Float64Array(parties);
    if (whole) shareByLot(oldest, left, part, lots.uniform);
    else shareInProportion(oldest, left, part, false);
    for (let party = 0; party < parties; party++) {
      given[party]! += part[party]!;
      waitingOrders[first + party]! -= part[party]!;
    }
    break;
  }
  waitingOrders.splice(0, first);
}

/** Draws unit by unit, without putting back: which of the units asked for came first. */
function shareByLot(
  orders: readonly number[],
  free: number,
  part: Float64Array,
  uniform: () => number,
): void {
  const waiting = [...orders];
  let left = total(orders);
  for (let unit = 0; unit < free; unit++) {
    let place = uniform() * left;
    let party = 0;
    while (party < waiting.length - 1 && place >= waiting[party]!) {
      place -= waiting[party++]!;
    }
    waiting[party]!--;
    part[party]!++;
    left--;
  }
}

function total(row: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < row.length; at++) sum += row[at]!;
  return sum;
}
