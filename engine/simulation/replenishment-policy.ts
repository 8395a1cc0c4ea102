interface Reviewed {
  /** Periods between two looks at the stock; 1 when omitted, the first at period 0. */
  readonly reviewPeriods?: number;
}

interface Rounded {
  /** An order is a multiple of it, rounded up; any size when omitted. */
  readonly lotSize?: number;
  /** An order is at least as much; no least when omitted. */
  readonly minOrderQuantity?: number;
}

/**
 * When a stage orders, and how much. Positions count stock on hand and on order less
 * what is owed, in units of the stage, after the demand of the period.
 */
export type ReplenishmentPolicy =
  /** Below the base stock: order up to it. With review periods it is (R,S). */
  | ({ readonly type: "baseStock"; readonly baseStock: number } & Reviewed &
      Rounded)
  /** At or below min: order up to max, (s,S). */
  | ({
      readonly type: "minMax";
      readonly min: number;
      readonly max: number;
    } & Reviewed &
      Rounded)
  /** At or below the reorder point: order the fewest lots that lead above it, (r,nQ). */
  | ({
      readonly type: "rQ";
      readonly reorderPoint: number;
      readonly orderQuantity: number;
    } & Reviewed);
