import { leadTimeExposure } from "./lead-time-exposure.ts";
import type { OrderStream, OrderingStage } from "./order-streams.ts";
import { passedOn } from "./order-streams.ts";

/** A stage as far as it costs money. */
export interface StockedStage extends OrderingStage {
  readonly dailyDeviation: number;
  /** Standard deviations of lead-time demand to cover. */
  readonly safetyFactor: number;
  /** Money per unit and year. */
  readonly holdingCost: number;
  /** Money per order. */
  readonly orderingCost: number;
  /** Days between two looks at its stock: no more than one order each. */
  readonly lookDays: number;
}

/** Money a year, for stock on hand and for orders. */
export interface StockCost {
  /** Of stock that covers so many days. */
  readonly held: (netDays: number) => number;
  /** Of passing on what is received. */
  readonly passing: number;
}

const daysPerYear = 365.25;

/**
 * What a stage costs by the days that it lives from its own stock, and what it costs without.
 *
 * Min is a normal quantile of demand over the days covered, a time that varies included: of
 * times cut off at none, only the lower tail is another one. Those it feeds order in lots Q_j,
 * each a share p_j of its demand. The order that takes its stock below min is a whole lot: what
 * is missing there already, U, lies evenly between 0 and Q_j, so E[U] = Σ p_j·Q_j/2 and
 * E[U²] = Σ p_j·Q_j²/3. Over the days covered the demand X_j of a fed stage comes in lots. From
 * any point of its turn that adds Q_j·E[X_j] to the variance at first, and Q_j²/6 in the end;
 * after the order that it has just placed there are Q_j/2 units less to come in the end, with
 * half of that variance. Between first and end both follow the exponential function that begins
 * with the slope of the first.
 *
 * On hand is what min covers beyond mean demand, half an order, and a quarter of the lots it is
 * asked for, in whose steps stock falls. A stage without stock orders whenever it is asked; the
 * least order that it may place is left of likewise, and all of it where more is asked for.
 *
 * @param fed - orders of those it feeds
 * @param timeDeviationDays - spread of its time, and of what it waits for
 *
 * @see Axsäter (2015), Inventory Control, 3rd ed., chapters 5 and 10.
 */
export function stockCost(
  stage: StockedStage,
  fed: readonly OrderStream[],
  timeDeviationDays: number,
): StockCost {
  const { dailyMean, holdingCost, orderingCost } = stage;
  if (!(dailyMean > 0)) return { held: () => 0, passing: 0 };
  const shareOf = (stream: OrderStream): number => stream.dailyMean / dailyMean;
  let [lot, square] = [0, 0];
  for (const stream of fed) {
    lot += shareOf(stream) * stream.lot;
    square += shareOf(stream) * stream.lot ** 2;
  }
  const varianceBelow = Math.max(square / 3 - lot ** 2 / 4, 0);
  const ordersOf = (streams: readonly OrderStream[]): number =>
    Math.min(
      daysPerYear *
        streams.reduce((sum, one) => sum + one.dailyMean / one.lot, 0),
      daysPerYear / stage.lookDays,
    );
  const { orderUnits, leastOrderUnits } = stage;
  const turning =
    orderingCost * ordersOf([{ dailyMean, lot: orderUnits + lot / 2 }]) +
    holdingCost * (orderUnits / 2 + lot / 4);
  const { customers } = stage;
  const asked = lot + (customers ? shareOf(customers) * customers.lot : 0);
  return {
    passing:
      orderingCost * ordersOf(passedOn(stage, fed)) +
      holdingCost * Math.min(leastOrderUnits, leastOrderUnits / 2 + asked / 4),
    held: (netDays) => {
      const covered = leadTimeExposure(netDays, timeDeviationDays).mean;
      let missing = 0;
      let variance =
        stage.dailyDeviation ** 2 * covered +
        dailyMean ** 2 * timeDeviationDays ** 2 +
        varianceBelow;
      for (const stream of fed) {
        const lots = (stream.dailyMean * covered) / stream.lot;
        const share = shareOf(stream);
        missing += (share * stream.lot * Math.exp(-2 * lots)) / 2;
        variance +=
          ((stream.lot ** 2 * -Math.expm1(-6 * lots)) / 6) * (1 - 0.5 * share);
      }
      const min = Math.max(
        dailyMean * netDays +
          missing +
          stage.safetyFactor * Math.sqrt(variance),
        0,
      );
      return turning + holdingCost * (min - dailyMean * covered);
    },
  };
}
