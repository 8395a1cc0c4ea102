import { atLeast } from "../checks.ts";
import type { CustomerLaw } from "../contracts/customer-law.ts";
import type { NetworkFileInput } from "../contracts/network-file.ts";
import { InputError } from "../errors.ts";

/** What customers of a stage ask for in a period, in units. */
export interface CustomerDemand {
  readonly mean: number;
  readonly deviation: number;
  /** Where the file names one. */
  readonly law: CustomerLaw | undefined;
}

/** How far a deviation that was written down may be from the root of a Poisson mean. */
const rounding = 0.01;

/**
 * Demand of a stage's own customers, checked.
 *
 * @throws InputError when a number is below 0, or a law has no such deviation
 */
export function customerDemand({
  id,
  demand,
}: NetworkFileInput["stages"][number]): CustomerDemand {
  const field = `demand.deviation of stage ${id}`;
  const mean = atLeast(`demand.mean of stage ${id}`, demand?.mean ?? 0, 0);
  const deviation = atLeast(field, demand?.deviation ?? 0, 0);
  const law = demand?.law;
  const root = Math.sqrt(mean);
  const isPoisson = law === "poisson";
  if (isPoisson && Math.abs(deviation - root) <= rounding * root) {
    return { mean, deviation: root, law };
  }
  const fits = isPoisson ? deviation === 0 : deviation > root || mean === 0;
  if (!fits && (isPoisson || law === "negative-binomial")) {
    throw new InputError(
      field,
      `${field} must be ${isPoisson ? "" : "above "}the root of the mean, ${Number(root.toPrecision(4))}, for ${law} demand, got ${deviation}`,
    );
  }
  return { mean, deviation: isPoisson ? root : deviation, law };
}
