import { stirlingError } from "../numeric/special.ts";

/** Log likelihood of an outcome, and its slopes in the logarithms of mean and scatter. */
export interface LawScore {
  likelihood: number;
  byMean: number;
  byScatter: number;
}

/**
 * How likely a negative binomial law makes an outcome, less what depends on the outcome alone.
 *
 * The law has variance mean·(1 + scatter), so r = mean/scatter and p = 1/(1 + scatter).
 *
 * @param outcome - whole, at least 0
 * @param into - where the answer is written
 */
export function scoreOutcome(
  outcome: number,
  mean: number,
  scatter: number,
  into: LawScore,
): void {
  const r = mean / scatter;
  const log = Math.log1p(scatter);
  let rise: number;
  let slope: number;
  if (outcome < 12) {
    let product = 1;
    slope = 0;
    for (let j = 0; j < outcome; j++) {
      product *= r + j;
      slope += 1 / (r + j);
    }
    rise = Math.log(product);
  } else {
    rise = logGamma(outcome + r) - logGamma(r);
    slope = digamma(outcome + r) - digamma(r);
  }
  into.likelihood = rise - r * log + outcome * (Math.log(scatter) - log);
  into.byMean = (slope - log) * r;
  into.byScatter = -into.byMean + (outcome - mean) / (1 + scatter);
}

/** ln Γ(x), but for ln √(2π), which differences do not hold. */
function logGamma(x: number): number {
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x;
}

/** Abramowitz and Stegun (1972), 6.3.18. */
function digamma(x: number): number {
  let rest = 0;
  for (; x < 8; x++) rest -= 1 / x;
  const s = 1 / (x * x);
  return (
    rest +
    Math.log(x) -
    0.5 / x -
    s * (1 / 12 - s * (1 / 120 - s * (1 / 252 - s / 240)))
  );
}
