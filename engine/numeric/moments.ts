import { mean, sampleStandardDeviation } from "simple-statistics";
import { above, atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Mean and standard deviation of one quantity, both in its unit. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Mean and sample standard deviation (divisor n − 1) of what was observed.
 *
 * @param field - what the observations are called in a message
 * @param samples - one observation each, in one unit; one alone has deviation 0
 * @throws InputError when there is none or one is no number
 */
export function sampleMoments(
  field: string,
  samples: readonly number[],
): Moments {
  if (samples.length === 0) {
    throw new InputError(field, `${field} must hold at least one number`);
  }
  // The name is spelt only for a message: samples may be many.
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) finite(`${field}[${bad}]`, samples[bad] as number);
  const values = [...samples];
  return {
    mean: mean(values),
    deviation: values.length > 1 ? sampleStandardDeviation(values) : 0,
  };
}

/** Deviation over mean below which a double cannot tell two values of the law apart. */
const certain = 1e-15;

/** Deviation over mean beyond which the shape of a law leaves the range of doubles. */
const scattered = 1e100;

/**
 * Checks the moments of a law of positive demand.
 *
 * @returns whether demand is certain, as far as a double can tell
 * @throws InputError when the mean is not above 0, or the deviation negative or absurd
 */
export function certainDemand({ mean, deviation }: Moments): boolean {
  if (atLeast("deviation", deviation, 0) === 0) return true;
  if (deviation > scattered * above("mean", mean, 0)) {
    throw new InputError(
      "deviation",
      `deviation must be at most ${scattered} times the mean, got ${deviation}`,
    );
  }
  finite("deviation squared", deviation ** 2);
  return deviation < certain * mean;
}
