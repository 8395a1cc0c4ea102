import { mean, sampleStandardDeviation } from "simple-statistics";
import { finite } from "../checks.ts";
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
  const values = samples.map((value, i) => finite(`${field}[${i}]`, value));
  return {
    mean: mean(values),
    deviation: values.length > 1 ? sampleStandardDeviation(values) : 0,
  };
}
