import type { OneWarehouse, OneWarehouseCosts } from "../../../engine/index.ts";

/** A case of `meio/distribution_owmr.json`. */
export interface WarehouseCase {
  readonly id: string;
  readonly input: {
    readonly rates: readonly number[];
    readonly transportTimes: readonly number[];
    readonly warehouseLeadTime: number;
    readonly h0: number;
    readonly h: readonly number[];
    readonly b: readonly number[];
  };
  readonly expected: {
    readonly S0: number;
    readonly S: readonly number[];
    readonly cost: number;
  };
  readonly reltol: number;
  readonly evaluate: readonly {
    readonly S0: number;
    readonly S: readonly number[];
    readonly warehouse: {
      readonly expectedBackorders: number;
      readonly varBackorders: number;
      readonly expectedOnHand: number;
    };
    readonly exact: readonly {
      readonly EB: number;
      readonly EI: number;
      readonly fillRate: number;
    }[];
    readonly metricEB: readonly number[];
    readonly variMetricEB: readonly number[];
  }[];
}

export function systemOf({ input }: WarehouseCase): OneWarehouse {
  const { rates, transportTimes, warehouseLeadTime } = input;
  return { rates, transportTimes, warehouseLeadTime };
}

export function costsOf({ input }: WarehouseCase): OneWarehouseCosts {
  return { warehouseHolding: input.h0, holding: input.h, backorder: input.b };
}
