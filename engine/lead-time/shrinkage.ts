import { mean } from "simple-statistics";
import { sampleMoments, type Moments } from "../numeric/moments.ts";

/** What a pool of similar lead times says before an item's own receipts are read. */
export interface LeadTimePool {
  /** Mean over all receipts of the pool, in the unit of the samples. */
  readonly mean: number;
  /** Spread of single receipts around the mean of their own group. */
  readonly withinDeviation: number;
  /** Spread of the groups' true means around the pool's. */
  readonly betweenDeviation: number;
  /** Receipts in the pool. */
  readonly count: number;
}

/** Lead time of an item with few receipts, and how much of it is its own. */
export interface ShrunkLeadTime extends Moments {
  /** Weight of the item's own mean, from 0 (all the pool's) to 1 (all its own). */
  readonly ownWeight: number;
}

/**
 * Receipts that the pool's spread counts for against an item's own: with this many of its
 * own, both have equal weight. A convention: the spread of five receipts is known within
 * about a third, which is how far items of one vendor differ in spread.
 */
const priorReceipts = 5;

/**
 * Learns from the groups (items of one vendor, lanes) how far they differ from each other
 * and how far receipts scatter within one: one-way analysis of variance.
 *
 * @param groups - lead times of each group, one unit throughout; empty groups say nothing
 * @returns `null` when there is no receipt at all
 * @see Searle, Casella and McCulloch (1992), Variance Components, section 3.6.
 */
export function leadTimePool(
  groups: readonly (readonly number[])[],
): LeadTimePool | null {
  const filled = groups.filter((group) => group.length > 0);
  const all = filled.flat();
  if (all.length === 0) return null;
  const pooled = sampleMoments("leadTimes", all);
  const inner = filled.reduce((sum, group) => {
    const centre = mean([...group]);
    return sum + group.reduce((s, days) => s + (days - centre) ** 2, 0);
  }, 0);
  const k = filled.length;
  const n = all.length;
  if (k === 1 || n === k) {
    // One group, or one receipt each: the two spreads cannot be told apart.
    return {
      mean: pooled.mean,
      withinDeviation: pooled.deviation,
      betweenDeviation: 0,
      count: n,
    };
  }
  const within = inner / (n - k);
  const outer = filled.reduce(
    (sum, group) => sum + group.length * (mean([...group]) - pooled.mean) ** 2,
    0,
  );
  const squares = filled.reduce((sum, group) => sum + group.length ** 2, 0);
  const between = (outer / (k - 1) - within) / ((n - squares / n) / (k - 1));
  return {
    mean: pooled.mean,
    withinDeviation: Math.sqrt(within),
    betweenDeviation: Math.sqrt(Math.max(between, 0)),
    count: n,
  };
}

/**
 * The lead time to plan with when own receipts are few: drawn towards the pool's.
 *
 * Empirical Bayes. Own mean gets weight n/(n + within²/between²); the variance is the
 * average of own and pool's, n − 1 against five receipts; what stays unknown of the mean,
 * between²·(1 − weight), is added. Without receipts it is the pool's; with many its own.
 *
 * @param own - lead times of the item, in the pool's unit
 * @param pool - from `leadTimePool`
 * @see Efron and Morris (1975), Data analysis using Stein's estimator.
 */
export function shrunkLeadTime(
  own: readonly number[],
  pool: LeadTimePool,
): ShrunkLeadTime {
  const n = own.length;
  const within = pool.withinDeviation ** 2;
  const between = pool.betweenDeviation ** 2;
  if (n === 0) {
    return {
      mean: pool.mean,
      deviation: Math.sqrt(within + between),
      ownWeight: 0,
    };
  }
  const moments = sampleMoments("leadTimes", own);
  // Groups that do not differ at all tell an item apart by nothing.
  const ownWeight = between === 0 ? 0 : n / (n + within / between);
  const spread =
    ((n - 1) * moments.deviation ** 2 + priorReceipts * within) /
    (n - 1 + priorReceipts);
  return {
    mean: ownWeight * moments.mean + (1 - ownWeight) * pool.mean,
    deviation: Math.sqrt(spread + between * (1 - ownWeight)),
    ownWeight,
  };
}
