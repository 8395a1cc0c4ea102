import {
  atLeast,
  cycleService,
  fillRate,
  reorderPoint,
  safetyStock,
  stockPolicy,
} from "../../engine/index.ts";
import { inCell } from "./cell-error.ts";
import { numberIn, optionalNumber } from "./cell-input.ts";
import {
  coveredDemand,
  knownDemand,
  targetsIn,
  wantedService,
} from "./covered-demand.ts";

/**
 * Safety stock for one item at one location: what to hold against demand and lead times that vary.
 * @customfunction SAFETYSTOCK
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} serviceLevel Service wanted, between 0 and 1: 0.95 for 95 %.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial, empirical or forecast.
 * @param {any} [measure] What serviceLevel means: cycle (no stockout in a cycle, when omitted) or fill (share of demand met from stock).
 * @param {any} [orderQuantity] Units of one order; needed for fill.
 * @returns {number} Units to hold.
 */
export function safetyStockCell(
  history: unknown[][],
  leadTime: unknown,
  serviceLevel: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  distribution?: unknown,
  measure?: unknown,
  orderQuantity?: unknown,
): number {
  return inCell(() =>
    safetyStock({
      ...coveredDemand(
        {
          history,
          leadTime,
          leadTimeDeviation,
          reviewPeriods,
          distribution,
        },
        targetsIn(serviceLevel),
      ),
      ...wantedService(serviceLevel, measure, orderQuantity),
    }),
  );
}

/**
 * Reorder point (min) for one item at one location: order when stock on hand and on order is at or below it.
 * @customfunction REORDERPOINT
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} serviceLevel Service wanted, between 0 and 1: 0.95 for 95 %.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial, empirical or forecast.
 * @param {any} [measure] What serviceLevel means: cycle (when omitted) or fill.
 * @param {any} [orderQuantity] Units of one order; needed for fill.
 * @returns {number} Units: expected demand over lead time and review, and the safety stock.
 */
export function reorderPointCell(
  history: unknown[][],
  leadTime: unknown,
  serviceLevel: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  distribution?: unknown,
  measure?: unknown,
  orderQuantity?: unknown,
): number {
  return inCell(() =>
    reorderPoint({
      ...coveredDemand(
        {
          history,
          leadTime,
          leadTimeDeviation,
          reviewPeriods,
          distribution,
        },
        targetsIn(serviceLevel),
      ),
      ...wantedService(serviceLevel, measure, orderQuantity),
    }),
  );
}

/**
 * Min and max for one item at one location, in whole lots, checked against the target after rounding. Spills two cells: min, max.
 * @customfunction MINMAX
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} serviceLevel Service wanted, between 0 and 1: 0.95 for 95 %.
 * @param {any} orderQuantity Units of one order, before lots: for example from STOCK.EOQ.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial, empirical or forecast.
 * @param {any} [measure] What serviceLevel means: cycle (when omitted) or fill.
 * @param {any} [lotSize] Orders are multiples of it; any quantity when omitted.
 * @param {any} [minOrderQuantity] Least units of one order; none when omitted.
 * @param {any} [decimals] Decimals of the unit: 0 for pieces; not rounded when omitted.
 * @returns {number[][]} Min and max, side by side.
 */
export function minMaxCell(
  history: unknown[][],
  leadTime: unknown,
  serviceLevel: unknown,
  orderQuantity: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  distribution?: unknown,
  measure?: unknown,
  lotSize?: unknown,
  minOrderQuantity?: unknown,
  decimals?: unknown,
): number[][] {
  return inCell(() => {
    const demand = coveredDemand(
      {
        history,
        leadTime,
        leadTimeDeviation,
        reviewPeriods,
        distribution,
      },
      targetsIn(serviceLevel),
    );
    const quantity = atLeast(
      "orderQuantity",
      numberIn("orderQuantity", orderQuantity),
      0,
    );
    const wanted = wantedService(serviceLevel, measure, quantity);
    const rules = {
      lotSize: optionalNumber("lotSize", lotSize),
      minOrderQuantity: optionalNumber("minOrderQuantity", minOrderQuantity),
      unitDecimals: optionalNumber("decimals", decimals),
    };
    const policy = stockPolicy({
      ...knownDemand(demand),
      target:
        "fillRate" in wanted
          ? { measure: "fill", value: wanted.fillRate }
          : { measure: "cycle", value: wanted.cycleService },
      orderQuantity: quantity,
      ...(rules.lotSize === undefined ? {} : { lotSize: rules.lotSize }),
      ...(rules.minOrderQuantity === undefined
        ? {}
        : { minOrderQuantity: rules.minOrderQuantity }),
      ...(rules.unitDecimals === undefined
        ? {}
        : { unitDecimals: rules.unitDecimals }),
    });
    return [[policy.reorderPoint, policy.orderUpTo]];
  });
}

/**
 * Cycle service that a reorder point achieves: the probability of no stockout while an order is under way.
 * @customfunction SERVICELEVEL
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} reorderPoint Units at or below which an order is placed.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial, empirical or forecast.
 * @returns {number} Between 0 and 1.
 */
export function serviceLevelCell(
  history: unknown[][],
  leadTime: unknown,
  reorderPoint: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  distribution?: unknown,
): number {
  return inCell(() =>
    cycleService({
      ...coveredDemand({
        history,
        leadTime,
        leadTimeDeviation,
        reviewPeriods,
        distribution,
      }),
      reorderPoint: numberIn("reorderPoint", reorderPoint),
    }),
  );
}

/**
 * Fill rate that a reorder point and an order quantity achieve: the share of demand met from stock at once.
 * @customfunction FILLRATE
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} reorderPoint Units at or below which an order is placed.
 * @param {any} orderQuantity Units of one order.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial, empirical or forecast.
 * @returns {number} Between 0 and 1.
 */
export function fillRateCell(
  history: unknown[][],
  leadTime: unknown,
  reorderPoint: unknown,
  orderQuantity: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  distribution?: unknown,
): number {
  return inCell(() =>
    fillRate({
      ...coveredDemand({
        history,
        leadTime,
        leadTimeDeviation,
        reviewPeriods,
        distribution,
      }),
      reorderPoint: numberIn("reorderPoint", reorderPoint),
      orderQuantity: atLeast(
        "orderQuantity",
        numberIn("orderQuantity", orderQuantity),
        0,
      ),
    }),
  );
}
