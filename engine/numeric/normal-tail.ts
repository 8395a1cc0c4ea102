import { scaledErfc } from "./special.ts";

/** P(Z > z) of the standard normal, good in relative terms down to 1e-307. */
export function normalSurvival(z: number): number {
  if (z < 0) return 1 - normalSurvival(-z);
  return (Math.exp((-z * z) / 2) * scaledErfc(z / Math.SQRT2)) / 2;
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * E[(Z − z)⁺] of the standard normal: φ(z) − z·P(Z > z).
 *
 * Far out the two parts cancel, so the asymptotic series takes over there.
 */
export function normalLoss(z: number): number {
  if (z < 12) return normalDensity(z) - z * normalSurvival(z);
  let term = 1;
  let sum = 0;
  for (let j = 1; j < 40; j++) {
    term /= z * z;
    sum += term;
    term *= -(2 * j + 1);
  }
  return z === Infinity ? 0 : normalDensity(z) * sum;
}

const central = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427,
    13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
    33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077,
    21213.794301586595867, 39307.89580009271061, 28729.085735721942674,
    5226.495278852545925,
  ],
];
const middle = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055,
    3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177,
    0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
    0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
    1.05075007164441684324e-9,
  ],
];
const far = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358,
    0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386,
    2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
    7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
    2.04426310338993978564e-15,
  ],
];

/**
 * Quantile of the standard normal, for p above 0 and below 1.
 *
 * @see Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution.
 */
export function standardNormalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(central, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const z = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5);
  return q < 0 ? -z : z;
}

function ratio(table: number[][], x: number): number {
  const value = (row: number[] | undefined) =>
    (row as number[]).reduceRight((sum, c) => sum * x + c, 0);
  return value(table[0]) / value(table[1]);
}
