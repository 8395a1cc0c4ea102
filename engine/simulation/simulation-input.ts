import type { DemandLaw, LeadTimeLaw } from "./demand-law.ts";
import type { ReplenishmentPolicy } from "./replenishment-policy.ts";

/** One stage of a simulated network. Quantities are in its own units. */
export interface SimulatedStage {
  readonly id: string;
  /** Periods from the moment all it needs is shipped to it, until it is on hand. */
  readonly leadTime: LeadTimeLaw;
  readonly policy: ReplenishmentPolicy;
  /** Of its own customers, beside what other stages order; none when omitted. */
  readonly demand?: DemandLaw;
  /** Whole periods after which a delivery counts as late; 0 when omitted. */
  readonly serviceTime?: number;
  /** At the start; the base stock, max, or reorder point plus a lot when omitted. */
  readonly initialOnHand?: number;
  /** What its own customers do when there is no stock; they wait when omitted. */
  readonly unmetDemand?: "backorder" | "lost";
}

/**
 * Who is served when stock does not suffice.
 * - `firstCome`: the oldest order; orders of one period share: by lot in whole units,
 *   else in proportion
 * - `fairShare`: all in proportion to what they are owed
 * - `priority`: the stages supplied, in the order of the list of stages, then customers
 */
export type Allocation = "firstCome" | "fairShare" | "priority";

/** A network, its policies and how long to watch them. */
export interface SimulationInput {
  readonly stages: readonly SimulatedStage[];
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    /** Units of `from` in one unit of `to`; 1 when omitted. */
    readonly units?: number;
  }[];
  /** Periods that count, in each replication; at least 2. */
  readonly periods: number;
  /**
   * Periods before those; when omitted, twice the longest way through the network, and in
   * replications after the first a part of the time that a lot lasts.
   */
  readonly warmUp?: number;
  /** 1 when omitted. */
  readonly replications?: number;
  /** The same seed, the same figures, on every machine. */
  readonly seed: number;
  /** `firstCome` when omitted. */
  readonly allocation?: Allocation;
  /** Whether a later shipment may arrive before an earlier one; no when omitted. */
  readonly crossing?: boolean;
  /** Also answer the inventory level of every stage and period of the first replication. */
  readonly levels?: boolean;
  /** Also answer, cycle by cycle, how much more stock would have made it a good one. */
  readonly cycleNeeds?: boolean;
}

/** An average with its 95 % confidence interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What happened at one stage, per period unless it says otherwise. */
export interface SimulatedStageResult {
  readonly id: string;
  /**
   * Share of replenishment cycles without a late unit. A cycle runs from receipt to
   * receipt; with a base stock looked at every period it is a period.
   */
  readonly cycleService: Estimate;
  /** Share of units asked for that were delivered in time. */
  readonly fillRate: Estimate;
  /** Units on hand at the end of a period. */
  readonly meanOnHand: Estimate;
  /** Units owed at the end of a period. */
  readonly backorders: Estimate;
  /** Units on the way to the stage at the end of a period. */
  readonly inTransit: Estimate;
  /** Units asked for, by customers and stages. */
  readonly demand: Estimate;
  /** Units that customers went without. */
  readonly lostSales: Estimate;
  /** Orders placed. */
  readonly orders: Estimate;
  /** Units ordered. */
  readonly ordered: Estimate;
}

export interface SimulationResult {
  readonly periods: number;
  /** Of the first replication. */
  readonly warmUp: number;
  readonly replications: number;
  /** Stages × periods × replications, warm-up included: the work done. */
  readonly nodePeriods: number;
  /** In the order of the input. */
  readonly stages: readonly SimulatedStageResult[];
  /** On hand less backorders at the end of each period after the warm-up, stage by stage. */
  readonly levels?: readonly Float64Array[];
  /**
   * Units, for each cycle from receipt to receipt, stage by stage: with so much more in its
   * reorder point and max, or less where negative, the stage would have had no late unit.
   * Orders hang on demand alone, so that a stage which orders the same at other levels is
   * delivered the same.
   */
  readonly cycleNeeds?: readonly (readonly number[])[];
}

export interface SimulationProgress {
  readonly step: "simulating";
  /** Periods of all replications. */
  readonly done: number;
  readonly total: number;
}
