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

const numerator = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427,
  13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
  33430.575583588128105, 2509.0809287301226727,
];
const denominator = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077,
  21213.794301586595867, 39307.89580009271061, 28729.085735721942674,
  5226.495278852545925,
];
/**
 * Quantile of the standard normal, for p above 0 and below 1.
 *
 * The middle by a rational approximation; the tails by a rough one and two steps of
 * Newton's method on the logarithm of the tail, which double its digits each time.
 *
 * @see Wichura (1988), Algorithm AS 241, for the middle; Abramowitz and Stegun 26.2.23 for the
 * rough tail, good to 4.5e-4.
 */
export function standardNormalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(numerator, r)) / horner(denominator, r);
  }
  const tail = q < 0 ? p : 1 - p;
  const t = Math.sqrt(-2 * Math.log(tail));
  let z =
    t -
    horner([2.515517, 0.802853, 0.010328], t) /
      horner([1, 1.432788, 0.189269, 0.001308], t);
  for (let n = 0; n < 2; n++) {
    const here = normalSurvival(z);
    z += (Math.log(here / tail) * here) / normalDensity(z);
  }
  return q < 0 ? -z : z;
}

const horner = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, c) => sum * x + c, 0);
