import type { StageTimeLaw } from "../network/network.ts";
import { normalCdf } from "../numeric/normal.ts";
import type { Cumulants } from "./skew-law.ts";
import { cumulantsOf, nothing } from "./skew-law.ts";

/** Probability beyond which no longer time is looked at. */
const unlooked = 1e-12;
/** Deviations of a normal time that are looked at. */
const reach = 8;

/**
 * Periods until an order is there, when none overtakes an earlier one: the longest of its
 * own time and those of earlier orders less the periods since. Longer, and steadier, than
 * the time of a single order.
 *
 * P(arrived by l) = Π_k P(time ≤ l + k·gap), over orders a gap apart.
 *
 * @param law - of the time of one order; constant times are as they are
 * @param time - whole periods, of a constant time
 * @param between - periods between orders; less than 1 for an order every period
 */
export function arrivalTime(
  law: StageTimeLaw,
  time: number,
  between: number,
): Cumulants {
  if (law.kind === "constant") return { ...nothing, mean: time };
  const { from, until, by } = cumulative(law);
  const gap = Math.max(1, Math.round(between));
  let first = 0;
  let second = 0;
  let third = 0;
  let before = 0;
  for (let l = from; l <= until; l++) {
    let arrived = 1;
    for (let later = l; later <= until; later += gap) arrived *= by(later);
    const chance = arrived - before;
    before = arrived;
    first += chance * l;
    second += chance * l * l;
    third += chance * l ** 3;
  }
  return cumulantsOf(first, second, third);
}

/** P(time ≤ l) for whole periods l, from the first possible on. */
function cumulative(law: Exclude<StageTimeLaw, { kind: "constant" }>) {
  if (law.kind === "discrete") {
    const periods = law.periods.map((value) => Math.ceil(value - 1e-9));
    return {
      from: Math.min(...periods),
      until: Math.max(...periods),
      by: (l: number) =>
        periods.reduce(
          (sum, value, i) => sum + (value <= l ? law.probability[i]! : 0),
          0,
        ),
    };
  }
  const { mean, deviation } = law;
  // Rounded to the nearest whole period, below 0 as 0.
  return {
    from: Math.max(0, Math.floor(mean - reach * deviation)),
    until: Math.max(0, Math.ceil(mean + reach * deviation)),
    by: (l: number) => {
      const chance = normalCdf((l + 0.5 - mean) / deviation);
      return chance > 1 - unlooked ? 1 : chance;
    },
  };
}
