import { normalQuantile } from "../numeric/normal.ts";
import { within } from "./confidence.ts";
import type { Estimate } from "./simulation-input.ts";

/** Of the normal law, what a 95 % interval reaches to on either side, squared. */
const squaredFactor = normalQuantile(0.025) ** 2;

/**
 * A share with an interval that holds near 0 and 1 too.
 *
 * What happens seldom is seen a few times too often or too seldom, and the spread that was
 * seen errs with it: where nothing was seen, there is none. Wilson's interval asks for which
 * shares the one seen would be likely, with the spread that such a share has: p(1 − p) / n, n
 * told by the spread that was seen. The answer reaches as far as either interval.
 *
 * @param looks - that saw all or nothing alike as often as they did; asked where no spread was seen
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference;
 * Korn and Graubard (1998), Survey Methodology 24(2), for n from the spread that was seen.
 */
export function scoredShare(estimate: Estimate, looks: number): Estimate {
  const { mean, low, high } = within(estimate, 0, 1);
  const half = estimate.high - estimate.mean;
  const spread = mean * (1 - mean);
  // One over n, times the factor squared.
  const doubt = spread > 0 ? half ** 2 / spread : squaredFactor / looks;
  if (!Number.isFinite(doubt)) return { mean, low: 0, high: 1 };
  const middle = (mean + doubt / 2) / (1 + doubt);
  const reach = Math.sqrt(doubt * spread + doubt ** 2 / 4) / (1 + doubt);
  return within(
    {
      mean,
      low: Math.min(low, middle - reach),
      high: Math.max(high, middle + reach),
    },
    0,
    1,
  );
}

/**
 * An amount that is mostly 0, with an interval that holds for it: as for a share, with a
 * spread that grows with the amount, as that of rare events does.
 *
 * @param looks - that all saw nothing, where nothing was seen
 * @param most - what one of them would have seen; units
 */
export function scoredAmount(
  estimate: Estimate,
  looks: number,
  most: number,
): Estimate {
  const { mean, low, high } = within(estimate, 0, Infinity);
  if (mean === 0) {
    const { high: share } = scoredShare({ mean: 0, low: 0, high: 0 }, looks);
    return { mean, low, high: share * most };
  }
  const doubt = (high - mean) ** 2 / mean;
  if (!Number.isFinite(doubt)) return { mean, low: 0, high: Infinity };
  const middle = mean + doubt / 2;
  const reach = Math.sqrt(doubt * mean + doubt ** 2 / 4);
  return {
    mean,
    low: Math.max(0, Math.min(low, middle - reach)),
    high: Math.max(high, middle + reach),
  };
}
