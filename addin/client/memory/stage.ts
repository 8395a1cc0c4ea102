import type {
  PolicyValues,
  Recommendation,
} from "../../../engine/contracts/index.ts";

/** One stage of the small company: only what its numbers are made of. */
export interface MemoryStage {
  readonly item: string;
  readonly location: string;
  readonly description: string;
  readonly unitCost: number;
  readonly tier: string;
  readonly demandClass: Recommendation["demandClass"];
  /** Units per week. */
  readonly mean: number;
  readonly deviation: number;
  /** Weeks. */
  readonly leadTime: number;
  readonly leadTimeDeviation: number;
  readonly promised: number;
  readonly source: Recommendation["leadTimeSource"];
  readonly lot: number;
  readonly onHand: number;
  readonly current: PolicyValues;
  /** By a scenario: holds no stock of its own. */
  readonly stockless?: boolean;
  /** By a scenario: how many times the demand on record. */
  readonly demandFactor?: number;
}
