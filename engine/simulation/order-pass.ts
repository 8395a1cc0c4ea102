import { orderAt } from "./order-rule.ts";
import type { NetworkState, StageState } from "./stage-state.ts";

/**
 * Demand and orders of the next `count` periods, customers first.
 *
 * Orders hang on demand alone, not on what suppliers deliver, so a whole block of
 * periods goes up the network stage by stage. (A lost sale is the exception: then a
 * block is one period, and the loss raises the position of the next.)
 */
export function orderBlock(
  { stages, order }: NetworkState,
  count: number,
): void {
  for (let place = order.length - 1; place >= 0; place--) {
    const stage = stages[order[place]!]!;
    gatherDemand(stage, stages, count);
    if (stage.orders !== stage.demand) placeOrders(stage, count);
    countOrders(stage, count);
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
