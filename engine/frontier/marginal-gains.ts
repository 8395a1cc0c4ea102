import type { Distribution } from "../numeric/distribution.ts";

/** For every item: the units it has, and what the next ones would save. Arrays by item. */
export interface MarginalGains {
  /** Units bought. */
  readonly stock: Float64Array;
  /** Units that the next step buys: 1 but for the first step of a fast mover. */
  readonly step: Float64Array;
  /** Expected backorders that each unit of the next step saves; 0 when none is left. */
  readonly gain: Float64Array;
  /** Probability of exactly `stock` units of demand, where gains follow from it. */
  readonly chance: Float64Array;
}

/** Deviations below the mean under which a unit is used with all the certainty a double has. */
const certain = 8;

/** A unit used with less probability than this is not worth any money. */
const negligible = 1e-15;

/** Above this deviation, in units, a step is a small part of it instead of one unit. */
const wide = 1000;

/** Below this tail probability it is summed afresh, so that it stays exact. */
const thin = 1e-3;

/** Room for the gains of so many items. */
export function noGains(items: number): MarginalGains {
  return {
    stock: new Float64Array(items),
    step: new Float64Array(items),
    gain: new Float64Array(items),
    chance: new Float64Array(items),
  };
}

/** The first step of an item that has nothing yet. */
export function settleFirst(
  gains: MarginalGains,
  i: number,
  law: Distribution,
): void {
  const block = Math.floor(law.mean - certain * law.deviation);
  if (block >= 2) {
    gains.step[i] = block;
    gains.gain[i] = (law.loss(0) - law.loss(block)) / block;
  } else {
    settle(gains, i, law);
  }
}

/** The same gains, to be tried out. */
export function copied(gains: MarginalGains): MarginalGains {
  return {
    stock: gains.stock.slice(),
    step: gains.step.slice(),
    gain: gains.gain.slice(),
    chance: gains.chance.slice(),
  };
}

/** Buys the next step of an item. */
export function buyStep(
  gains: MarginalGains,
  i: number,
  law: Distribution,
): void {
  const { stock, step, gain, chance } = gains;
  const units = step[i] as number;
  const k = (stock[i] as number) + units;
  stock[i] = k;
  const before = chance[i] as number;
  if (units !== 1 || before === 0) {
    settle(gains, i, law);
    return;
  }
  // (k)·f(k) = (rise + ratio·(k − 1))·f(k − 1): Panjer's recurrence.
  const { rise, ratio } = recurrence(law);
  const now = (before * (rise + ratio * (k - 1))) / k;
  chance[i] = now;
  let tail = (gain[i] as number) - now;
  if (tail < thin) {
    tail = ratio > 0.8 ? law.survival(k) : tailSum(now, k, rise, ratio);
  }
  gain[i] = tail < negligible ? 0 : tail;
}

/** Step and gain afresh from the law itself. */
function settle(gains: MarginalGains, i: number, law: Distribution): void {
  const k = gains.stock[i] as number;
  const stepwise =
    (law.kind === "poisson" || law.kind === "negative-binomial") &&
    law.deviation <= wide;
  const units =
    law.deviation <= wide
      ? 1
      : 2 ** Math.floor(Math.log2((2 * law.deviation) / wide));
  const gain = stepwise
    ? law.survival(k)
    : (law.loss(k) - law.loss(k + units)) / units;
  gains.step[i] = units;
  gains.gain[i] = gain < negligible ? 0 : gain;
  gains.chance[i] = stepwise ? chanceOf(law, k) : 0;
}

function chanceOf(law: Distribution, k: number): number {
  return k > law.mean
    ? law.survival(k - 1) - law.survival(k)
    : law.cdf(k) - law.cdf(k - 1);
}

/** What the two counting laws recur by, from their moments. */
function recurrence({ kind, mean, deviation }: Distribution): {
  readonly rise: number;
  readonly ratio: number;
} {
  if (kind === "poisson") return { rise: mean, ratio: 0 };
  const variance = deviation ** 2;
  return { rise: (mean * mean) / variance, ratio: 1 - mean / variance };
}

/** P(X > k) from P(X = k), far enough out for the terms to fall quickly. */
function tailSum(
  chance: number,
  k: number,
  rise: number,
  ratio: number,
): number {
  let sum = 0;
  let term = chance;
  for (let j = k; ; j++) {
    term *= (rise + ratio * j) / (j + 1);
    const next = sum + term;
    if (next === sum) return sum;
    sum = next;
  }
}
