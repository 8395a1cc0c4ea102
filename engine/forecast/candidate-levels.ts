/** Constants from slow to quick; the selection weighs them. */
export const alphas = [0.05, 0.1, 0.2, 0.35, 0.6] as const;
/** Damped trends from slow to quick. */
export const damped = [
  { alpha: 0.2, beta: 0.05, damping: 0.9 },
  { alpha: 0.5, beta: 0.1, damping: 0.9 },
] as const;

const [a0, a1, a2, a3, a4] = alphas;
const [slow, quick] = damped;

/** Where smoothing has come to, by method; written over again and again. */
export interface Levels {
  mean: number;
  /** Half the slope of the straight line: the trend of the theta method. */
  drift: number;
  /** By constant. */
  readonly smoothed: Float64Array;
  /** Level and trend of each damped trend. */
  readonly damped: Float64Array;
}

/** Room for levels. */
export function levelsRoom(): Levels {
  return {
    mean: 0,
    drift: 0,
    smoothed: new Float64Array(alphas.length),
    damped: new Float64Array(2 * damped.length),
  };
}

/**
 * Smooths the first `n` periods by every constant in one pass: constants start as plain
 * averages (1/t until the constant is larger), so that the first period weighs no more
 * than any other.
 */
export function smoothLevels(x: Float64Array, n: number, into: Levels): void {
  const first = x[0]!;
  let sum = first;
  let cross = first;
  let l0 = first;
  let l1 = first;
  let l2 = first;
  let l3 = first;
  let l4 = first;
  let slowLevel = first;
  let slowTrend = 0;
  let quickLevel = first;
  let quickTrend = 0;
  for (let t = 1; t < n; t++) {
    const size = x[t]!;
    const even = 1 / (t + 1);
    sum += size;
    cross += (t + 1) * size;
    l0 += (a0 > even ? a0 : even) * (size - l0);
    l1 += (a1 > even ? a1 : even) * (size - l1);
    l2 += (a2 > even ? a2 : even) * (size - l2);
    l3 += (a3 > even ? a3 : even) * (size - l3);
    l4 += (a4 > even ? a4 : even) * (size - l4);
    const slowKept = slow.damping * slowTrend;
    const slowStep =
      (slow.alpha > even ? slow.alpha : even) * (size - slowLevel - slowKept);
    slowLevel += slowKept + slowStep;
    slowTrend = slowKept + slow.beta * slowStep;
    const quickKept = quick.damping * quickTrend;
    const quickStep =
      (quick.alpha > even ? quick.alpha : even) *
      (size - quickLevel - quickKept);
    quickLevel += quickKept + quickStep;
    quickTrend = quickKept + quick.beta * quickStep;
  }
  const slope = (cross - ((n + 1) / 2) * sum) / ((n * (n * n - 1)) / 12);
  into.mean = sum / n;
  into.drift = n > 2 ? slope / 2 : 0;
  const { smoothed, damped: trends } = into;
  smoothed[0] = l0;
  smoothed[1] = l1;
  smoothed[2] = l2;
  smoothed[3] = l3;
  smoothed[4] = l4;
  trends[0] = slowLevel;
  trends[1] = slowTrend;
  trends[2] = quickLevel;
  trends[3] = quickTrend;
}
