/** What an order size is weighed from. */
export interface OrderQuantityInput {
  readonly meanPerYear: number;
  readonly meanPerPeriod: number;
  /** Money per order. */
  readonly orderingCost: number;
  /** Money per unit and year. */
  readonly holdingCostPerYear: number;
}

/**
 * Units of one order: the economic order quantity, but never more than a year's demand
 * (stock that old is a risk of its own) and never less than one period's.
 *
 * Where ordering or holding costs nothing, one period's demand.
 */
export function orderQuantity(input: OrderQuantityInput): number {
  const { meanPerYear, meanPerPeriod, orderingCost, holdingCostPerYear } =
    input;
  if (!(orderingCost > 0 && holdingCostPerYear > 0)) return meanPerPeriod;
  const economic = Math.sqrt(
    (2 * orderingCost * meanPerYear) / holdingCostPerYear,
  );
  return Math.min(Math.max(economic, meanPerPeriod), meanPerYear);
}
