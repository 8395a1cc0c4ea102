import type { Distribution } from "../numeric/distribution.ts";

/** Quantiles that are searched for one by one before a table of the law pays. */
const patience = 12;
/** Whole numbers in a table at most: longer tails are left to the law itself. */
const longest = 4_096;
/** Probabilities below this share of the likeliest one end the table. */
const negligible = 1e-18;
/** Sums of probabilities this close to a level may be on either side of it: relative. */
const doubt = 1e-11;

/**
 * The same Poisson or negative binomial law, to be asked for many quantiles: after a dozen they
 * come from a table of its tails, and from the law itself where rounding might decide.
 */
export function manyQuantiles(law: Distribution): Distribution {
  let asked = 0;
  let table: TailTable | undefined;
  return {
    ...law,
    quantile: (p) => {
      if (asked++ < patience || !(p > 0 && p < 1)) return law.quantile(p);
      table ??= tailTable(law);
      return quantileIn(table, p) ?? law.quantile(p);
    },
  };
}

/** P(X ≤ k) and P(X > k), for whole numbers from the first one on. */
interface TailTable {
  readonly from: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function quantileIn(
  { from, lower, upper }: TailTable,
  p: number,
): number | null {
  const low = p < 0.5;
  const level = low ? p : 1 - p;
  const reached = (i: number) =>
    low ? lower[i]! >= level : upper[i]! <= level;
  const clear = (i: number) =>
    Math.abs((low ? lower[i]! : upper[i]!) - level) > doubt * level;
  let end = lower.length - 1;
  if (!reached(end) || (from > 0 && reached(0))) return null;
  let begin = 0;
  while (begin < end) {
    const middle = (begin + end) >> 1;
    if (reached(middle)) end = middle;
    else begin = middle + 1;
  }
  return clear(end) && (end === 0 || clear(end - 1)) ? from + end : null;
}

/** From the mode outwards by the recurrence (k + 1)·f(k + 1) = (rise + ratio·k)·f(k). */
function tailTable(law: Distribution): TailTable {
  const { mean, deviation } = law;
  const rest =
    law.kind === "poisson" ? 1 : Math.min(1, mean / (deviation * deviation));
  const ratio = 1 - rest;
  const rise = mean * rest;
  const mode = Math.max(0, Math.floor((rise - ratio) / rest));
  const most = law.cdf(mode) - law.cdf(mode - 1);
  const densities: number[] = [];
  for (let k = mode, f = most; k > 0 && densities.length < longest; k--) {
    f *= k / (rise + ratio * (k - 1));
    if (f < negligible * most) break;
    densities.push(f);
  }
  const from = mode - densities.length;
  densities.reverse().push(most);
  for (let k = mode, f = most; densities.length < longest; k++) {
    f *= (rise + ratio * k) / (k + 1);
    if (f < negligible * most) break;
    densities.push(f);
  }
  const size = densities.length;
  const lower = new Float64Array(size);
  const upper = new Float64Array(size);
  let sum = law.cdf(from - 1);
  for (let i = 0; i < size; i++) lower[i] = sum += densities[i]!;
  sum = law.survival(from + size - 1);
  for (let i = size - 1; i >= 0; i--) {
    upper[i] = sum;
    sum += densities[i]!;
  }
  return { from, lower, upper };
}
