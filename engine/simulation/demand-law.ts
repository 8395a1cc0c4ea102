/** How customers ask, period after period, each period on its own. */
export type DemandLaw =
  /** Normal; what falls below 0 counts as 0. `whole` rounds to the nearest unit. */
  | {
      readonly law: "normal";
      /** Units per period. */
      readonly mean: number;
      /** Units per period. */
      readonly deviation: number;
      readonly whole?: boolean;
    }
  | { readonly law: "poisson"; readonly mean: number }
  | {
      readonly law: "gamma" | "negative-binomial";
      readonly mean: number;
      readonly deviation: number;
    }
  /** Draws from what was observed; each value alike when no weights are given. */
  | {
      readonly law: "empirical";
      readonly values: readonly number[];
      readonly weights?: readonly number[];
    }
  /** Exactly these units, from the first period of the warm-up on. */
  | { readonly law: "trace"; readonly values: readonly number[] }
  /** Each of these laws in turn, for so many periods, in an order drawn by chance. */
  | {
      readonly law: "in-turn";
      readonly laws: readonly DemandLaw[];
      readonly periods: number;
    };

/** Periods from the start of the work to receipt. */
export type LeadTimeLaw =
  /** Always the same, rounded up to whole periods. */
  | number
  /** Normal, rounded to the nearest whole period, below 0 as 0. */
  | { readonly mean: number; readonly deviation: number }
  /** Values with weights, each rounded up to whole periods. */
  | {
      readonly values: readonly number[];
      readonly weights: readonly number[];
    };
