import { orderAt } from "./order-rule.ts";
import type { SimulationProblem } from "./simulation-problem.ts";
import type { NetworkState, StageState } from "./stage-state.ts";

/**
 * Demand and orders of the next `count` periods, customers first.
 *
 * Orders hang on demand alone, not on what suppliers deliver, so a whole block of
 * periods goes up the network stage by stage. (Lost sales are the exception: then a
 * block is one period, and what cannot be sold in it is not ordered.)
 */
export function orderBlock(
  { stages, order }: NetworkState,
  period: number,
  count: number,
): void {
  for (let place = order.length - 1; place >= 0; place--) {
    const stage = stages[order[place]!]!;
    gatherDemand(stage, stages, count);
    if (stage.problem.losesSales) foreseeLoss(stage, period);
    if (stage.orders !== stage.demand) placeOrders(stage, count);
    countOrders(stage, count);
  }
}

/**
 * The same periods once more, with orders that are known: they hang on no stock.
 *
 * @param known - orders by stage and period
 * @param watched - whether demand and orders of a stage count; of others only orders are told
 */
export function orderAsKnown(
  { stages }: Pick<NetworkState, "stages">,
  { graph: { order } }: Pick<SimulationProblem, "graph">,
  known: readonly Float64Array[],
  watched: Uint8Array,
  { period, count }: { readonly period: number; readonly count: number },
): void {
  for (let place = order.length - 1; place >= 0; place--) {
    const index = order[place]!;
    const stage = stages[index]!;
    if (watched[index]) gatherDemand(stage, stages, count);
    stage.orders.set(known[index]!.subarray(period, period + count));
    if (watched[index]) countOrders(stage, count);
  }
}

function gatherDemand(
  { source, own, demand, customers }: StageState,
  stages: readonly StageState[],
  count: number,
): void {
  if (source) source(own, count);
  const first = customers[0];
  // The row is that of the only one who asks.
  if (!first || demand === stages[first.to]!.orders) return;
  if (source) demand.set(count < own.length ? own.subarray(0, count) : own);
  else demand.fill(0, 0, count);
  for (const { to, units } of customers) {
    const { orders } = stages[to]!;
    for (let t = 0; t < count; t++) demand[t]! += units * orders[t]!;
  }
}

/** What own customers will go without in this period, by what is on hand and arrives in it. */
function foreseeLoss(stage: StageState, period: number): void {
  const { own, demand, arriving, onHand, owed } = stage;
  const free = onHand + arriving[period & (arriving.length - 1)]!;
  const short = Math.max(owed + demand[0]! - free, 0);
  stage.foreseenLoss = Math.min(own[0]!, short);
  stage.position += stage.foreseenLoss;
}

function placeOrders(stage: StageState, count: number): void {
  const { demand, orders, problem } = stage;
  const { rule } = problem;
  const { reviewPeriods } = rule;
  let { position, sinceReview } = stage;
  for (let t = 0; t < count; t++) {
    position -= demand[t]!;
    let order = 0;
    if (++sinceReview >= reviewPeriods) {
      sinceReview = 0;
      order = orderAt(rule, position);
      position += order;
    }
    orders[t] = order;
  }
  stage.position = position;
  stage.sinceReview = sinceReview;
}

function countOrders({ orders, sums }: StageState, count: number): void {
  let placed = 0;
  let units = 0;
  for (let t = 0; t < count; t++) {
    const order = orders[t]!;
    if (order > 0) placed++;
    units += order;
  }
  sums.orders += placed;
  sums.ordered += units;
}
