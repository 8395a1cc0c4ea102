import type { Network } from "../network/network.ts";
import type { Cumulants } from "./skew-law.ts";

/** A network for the stochastic-service model, one value for each stage. */
export interface StochasticNetwork {
  readonly network: Network;
  /** Demand that reaches the stage, per period. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Third central moment of it. */
  readonly third: Float64Array;
  /** Whether the stage is only ever asked for whole units, and holds whole ones. */
  readonly whole: readonly boolean[];
  /** Units in one order; 0 orders what was asked for. */
  readonly lotSize: Float64Array;
  /** Whose lots reach the stage, through stages that pass on what they are asked for. */
  readonly lots: readonly (readonly {
    readonly source: number;
    readonly units: number;
  }[])[];
  /** Periods from an order that waits for nobody until it is there. */
  readonly arrival: readonly Cumulants[];
  /** How far below its reorder point a stage with a lot size orders; without, what it orders. */
  readonly undershoot: readonly Cumulants[];
  /** Chance that the stage orders in a period. */
  readonly orderRate: Float64Array;
}

/** What a stage's stock does. */
export interface StageStock {
  /** Periods that its orders wait for its suppliers. */
  readonly delay: Cumulants;
  /** Demand that its stock must meet: what it waits for, and what is asked meanwhile. */
  readonly exposed: Cumulants;
  /** Inventory position after ordering, at its lowest: base stock, or reorder point. */
  readonly stock: number;
  readonly backorders: Cumulants;
  /** Periods that its customers' orders wait. */
  readonly wait: Cumulants;
  readonly onHand: number;
  /** Share of units served at once. */
  readonly fillRate: number;
  /** Share of periods with a unit owed at their end. */
  readonly late: number;
  /** Share of periods without one; with lots, of cycles up to the next receipt. */
  readonly cycleService: number;
  /**
   * What it receives: how often in a period something of an order comes, and how much of the
   * order was there before.
   */
  readonly receipts: readonly {
    readonly rate: number;
    readonly before: Cumulants;
    /** Periods that it waited for suppliers. */
    readonly wait: Cumulants;
  }[];
}
