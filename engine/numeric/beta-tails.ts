import { fromLower, fromUpper, type Tails } from "./gamma-tails.ts";
import {
  deviance,
  logGammaRise,
  productDifference,
  stirlingError,
} from "./special.ts";

/**
 * Γ(r + k + 1)/(Γ(r + 1)·k!)·p^r·q^k for real r above 0 and whole k; q = 1 − p is passed
 * because it may be known more precisely than 1 − p.
 *
 * @see Loader (2000).
 */
export function binomialDensity(
  k: number,
  r: number,
  p: number,
  q: number,
): number {
  if (k === 0) return Math.exp(r * (p < 0.5 ? Math.log(p) : Math.log1p(-q)));
  const n = r + k;
  // Both deviances hang on the same gap, r − n·p = n·q − k.
  const gap = productDifference(r, q, k, p);
  return (
    Math.exp(
      stirlingError(n) -
        stirlingError(k) -
        stirlingError(r) -
        deviance(r, n * p, gap) -
        deviance(k, n * q, -gap),
    ) * Math.sqrt(n / (2 * Math.PI * r * k))
  );
}

/**
 * Tails of the negative binomial: `k` failures before `r` successes of probability `p`.
 *
 * P(X ≤ k) is the incomplete beta function I_p(r, k + 1).
 *
 * @see NIST DLMF 8.17.22 (continued fraction) and 8.17.24.
 */
export function negativeBinomialTails(
  k: number,
  r: number,
  p: number,
  q: number,
): Tails {
  if (k < 0) return fromLower(0);
  const front = q * binomialDensity(k, r, p, q);
  const lower = () => front * fraction(r, k + 1, p, q);
  if (r < 1 && p < 0.1 && k * p < 1) return nearZero(k, r, p);
  const upper = () => ((front * r) / (k + 1)) * fraction(k + 1, r, q, p);
  if (r < 1) return fromUpper(upper());
  // The fraction converges fast on the short side of the mean.
  if (p < (r + 1) / (r + k + 3)) {
    const tail = lower();
    return tail > 0.9 ? { lower: tail, upper: upper() } : fromLower(tail);
  }
  const tail = upper();
  return tail > 0.9 ? { lower: lower(), upper: tail } : fromUpper(tail);
}

/** Few successes, short of the mean: the upper tail by what is missing from one. */
function nearZero(k: number, r: number, p: number): Tails {
  const log = r * Math.log(p) + logGammaRise(k + 1, r) - logGammaRise(1, r);
  let term = r;
  let sum = 0;
  for (let n = 1; n <= k && Math.abs(term) > 1e-18 * r; n++) {
    term *= ((n - 1 - k) * p) / n;
    sum += term / (r + n);
  }
  const lead = Math.exp(log);
  return { lower: lead * (1 + sum), upper: -Math.expm1(log) - lead * sum };
}

/**
 * The even part of the continued fraction of I_x(a, b)·a·B(a, b)/(x^a·y^b). Its first term
 * needs a·y − b·x, which is safe to subtract where 1 − x·(a + b)/(a + 1) is not.
 *
 * @see DiDonato and Morris (1992), TOMS Algorithm 708, formula BFRAC.
 */
function fraction(a: number, b: number, x: number, y: number): number {
  const first = a * y - b * x + 1;
  let c = Infinity;
  let d = (a + 1) / (a * first);
  let product = d;
  for (let n = 1; n < 1e6; n++) {
    const s = a + 2 * n - 1;
    const w = n * (b - n) * x;
    const alpha = ((a + n - 1) * (a + b + n - 1) * w * x) / (s * s);
    const beta = n + w / s + ((a + n) * (first + n * (1 + y))) / (s + 2);
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    product *= c * d;
    if (Math.abs(c * d - 1) < 3e-16) break;
  }
  return product * a;
}
