import { above, asManyAs, atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";

/** One warehouse that supplies retailers, each with base stock and Poisson demand. */
export interface OneWarehouse {
  /** Demand of each retailer, units per period; above 0. */
  readonly rates: readonly number[];
  /** Periods from warehouse to each retailer. */
  readonly transportTimes: readonly number[];
  /** Periods from the supplier to the warehouse. */
  readonly warehouseLeadTime: number;
}

/** What holding and owing cost, per unit and period. */
export interface OneWarehouseCosts {
  readonly warehouseHolding: number;
  readonly holding: readonly number[];
  readonly backorder: readonly number[];
}

/** Base stocks, in whole units. */
export interface OneWarehouseStock {
  readonly warehouse: number;
  readonly retailers: readonly number[];
}

/** @throws InputError when a list is too short, a number out of range */
export function checkSystem(system: OneWarehouse): void {
  const { rates, transportTimes, warehouseLeadTime } = system;
  if (rates.length === 0) {
    throw new InputError("rates", "rates must hold at least one retailer");
  }
  rates.forEach((rate, at) => above(`rates[${at}]`, rate, 0));
  asManyAs("transportTimes", transportTimes, "rates", rates.length);
  transportTimes.forEach((time, at) =>
    atLeast(`transportTimes[${at}]`, time, 0),
  );
  atLeast("warehouseLeadTime", warehouseLeadTime, 0);
}
