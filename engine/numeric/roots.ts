import { InputError } from "../errors.ts";

/** Where to look for a root, and how closely. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
  /** Absolute; the last bits of the root when omitted. */
  readonly tolerance?: number;
}

/**
 * A root of a continuous function between two points where its signs differ.
 *
 * @param f - the function; called about ten times for a smooth one
 * @returns a point where f is zero or changes sign within the tolerance
 * @throws InputError when f has one sign at both ends
 * @see Brent (1973), Algorithms for Minimization without Derivatives, chapter 4.
 */
export function bracketedRoot(
  f: (x: number) => number,
  { low, high, tolerance = 0 }: Bracket,
): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (!(fa * fb <= 0)) {
    throw new InputError(
      "bracket",
      `bracket must hold a change of sign, got ${fa} at ${a} and ${fb} at ${b}`,
    );
  }
  let [c, fc] = [a, fa];
  let last = b - a;
  let step = last;
  for (let n = 0; n < 300; n++) {
    if (fb * fc > 0) {
      [c, fc] = [a, fa];
      last = step = b - a;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const close = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const half = (c - b) / 2;
    if (Math.abs(half) <= close || fb === 0) return b;
    let p = half;
    let q = 1;
    if (Math.abs(last) >= close && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const t = fa / fc;
        const r = fb / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      const room = Math.min(
        3 * half * q - Math.abs(close * q),
        Math.abs(last * q),
      );
      if (2 * p >= room) [p, q] = [half, 1];
    }
    last = q === 1 && p === half ? half : step;
    step = p / q;
    [a, fa] = [b, fb];
    b += Math.abs(step) > close ? step : half > 0 ? close : -close;
    fb = f(b);
  }
  return b;
}
