import { asManyAs, atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import { negativeBinomialDistribution } from "../numeric/negative-binomial.ts";
import { poissonDistribution } from "../numeric/poisson.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { DelayedUnits } from "./delayed-units.ts";
import { delayedUnits } from "./delayed-units.ts";
import type {
  OneWarehouse,
  OneWarehouseStock,
} from "./one-warehouse-system.ts";
import { checkSystem } from "./one-warehouse-system.ts";

/** What a retailer's customers meet. */
export interface RetailerService {
  /** Units owed, on average over time. */
  readonly expectedBackorders: number;
  /** Units on hand, on average over time. */
  readonly expectedOnHand: number;
  /** Share of demand served from stock at once. */
  readonly fillRate: number;
  /** Share of time with nothing owed. */
  readonly cycleService: number;
}

export interface WarehouseService {
  readonly expectedBackorders: number;
  readonly backorderVariance: number;
  readonly expectedOnHand: number;
}

export interface OneWarehouseService {
  readonly warehouse: WarehouseService;
  readonly retailers: readonly RetailerService[];
}

/**
 * How the warehouse's delay reaches the retailers.
 * - `exact`: its backorders split binomially; nothing is approximated
 * - `metric`: units on order are Poisson with the right mean; too few backorders
 * - `variMetric`: negative binomial with the right mean and variance; close
 */
export type OneWarehouseModel = "exact" | "metric" | "variMetric";

/**
 * What base stocks at one warehouse and its retailers achieve.
 *
 * Continuous review, orders one for one, first come first served, customers wait, fixed
 * transport times. A retailer's units on order are its share of the warehouse's
 * backorders and the demand of its transport time; the two are independent.
 *
 * @throws InputError when a list is too short, a number out of range
 *
 * @see Simon (1971), Operations Research 19(3); Graves (1985), Management Science 31(10);
 * Axsäter (1990), Operations Research 38(1); Sherbrooke (1968), METRIC, Operations
 * Research 16(1). VARI-METRIC is Graves's negative binomial fit.
 */
export function oneWarehouseService(
  system: OneWarehouse,
  stock: OneWarehouseStock,
  model: OneWarehouseModel = "exact",
): OneWarehouseService {
  checkSystem(system);
  asManyAs("retailers", stock.retailers, "rates", system.rates.length);
  wholeUnits("warehouse", stock.warehouse);
  stock.retailers.forEach((units, at) => wholeUnits(`retailers[${at}]`, units));
  const warehouse = warehouseService(system, stock.warehouse);
  const onOrder = {
    exact: () => exactOnOrder(system, stock.warehouse),
    metric: () => fittedOnOrder(system, warehouse, false),
    variMetric: () => fittedOnOrder(system, warehouse, true),
  }[model]();
  return {
    warehouse,
    retailers: onOrder.map((units, at) =>
      retailerService(units, stock.retailers[at]!),
    ),
  };
}

/** The warehouse alone: demand over its lead time is Poisson. */
export function warehouseService(
  { rates, warehouseLeadTime }: OneWarehouse,
  stock: number,
): WarehouseService {
  const rate = rates.reduce((sum, one) => sum + one, 0);
  const demand = poissonDistribution(rate * warehouseLeadTime);
  const expectedBackorders = demand.loss(stock);
  return {
    expectedBackorders,
    backorderVariance: Math.max(
      2 * demand.secondLoss(stock) - expectedBackorders ** 2,
      0,
    ),
    expectedOnHand: stock - demand.mean + expectedBackorders,
  };
}

/** The figures of a retailer from its units on order. */
export function retailerService(
  onOrder: Pick<Distribution, "mean" | "loss" | "cdf">,
  stock: number,
): RetailerService {
  const expectedBackorders = onOrder.loss(stock);
  return {
    expectedBackorders,
    expectedOnHand: Math.max(stock - onOrder.mean + expectedBackorders, 0),
    fillRate: stock === 0 ? 0 : onOrder.cdf(stock - 1),
    cycleService: onOrder.cdf(stock),
  };
}

function exactOnOrder(system: OneWarehouse, stock: number): DelayedUnits[] {
  return system.rates.map((_, at) => {
    const sweep = delayedUnits(system, at);
    for (;;) {
      const step = sweep.next();
      if (step.done) throw new Error("the sweep ends at stock 0");
      if (step.value.warehouseStock <= stock) return step.value;
    }
  });
}

function fittedOnOrder(
  { rates, transportTimes }: OneWarehouse,
  { expectedBackorders, backorderVariance }: WarehouseService,
  withVariance: boolean,
): Distribution[] {
  const all = rates.reduce((sum, one) => sum + one, 0);
  return rates.map((rate, at) => {
    const share = rate / all;
    const moving = rate * transportTimes[at]!;
    const mean = moving + share * expectedBackorders;
    const variance =
      moving +
      share * (1 - share) * expectedBackorders +
      share ** 2 * backorderVariance;
    // A variance that exceeds the mean by rounding alone is Poisson's.
    return withVariance && variance > mean * (1 + 1e-12)
      ? negativeBinomialDistribution({ mean, deviation: Math.sqrt(variance) })
      : poissonDistribution(mean);
  });
}

function wholeUnits(field: string, units: number): void {
  if (!Number.isInteger(atLeast(field, units, 0))) {
    throw new InputError(field, `${field} must be whole units, got ${units}`);
  }
}
