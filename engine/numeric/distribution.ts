/** The laws that lead-time demand may follow. */
export type DistributionKind =
  "normal" | "gamma" | "poisson" | "negative-binomial" | "empirical" | "point";

/** A law of demand: what every policy asks of it, whatever its kind. */
export interface Distribution {
  readonly kind: DistributionKind;
  /** Units. */
  readonly mean: number;
  /** Units; the standard deviation. */
  readonly deviation: number;
  /** Whether all demand falls on whole numbers. */
  readonly discrete: boolean;
  /** P(X ≤ x), for x in units. */
  cdf(x: number): number;
  /** P(X > x), exact far out where 1 − cdf is only rounding. */
  survival(x: number): number;
  /**
   * Smallest x, in units, with cdf(x) ≥ p; a whole number when `discrete`.
   * @throws InputError when p is not above 0 and below 1
   */
  quantile(p: number): number;
  /** E[(X − x)⁺]: units expected short of x. */
  loss(x: number): number;
  /** ½·E[((X − x)⁺)²], the area under `loss` right of x: squared units. */
  secondLoss(x: number): number;
}
