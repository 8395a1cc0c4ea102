import { deviance, logGamma1p, poissonDensity, scaledErfc } from "./special.ts";

/** Both tails of a law at one point; each keeps its own relative accuracy. */
export interface Tails {
  /** P(X ≤ x). */
  readonly lower: number;
  /** P(X > x). */
  readonly upper: number;
}

/** The tails when the upper one is known. */
export const fromUpper = (upper: number): Tails => ({
  lower: 1 - upper,
  upper,
});

/** The tails when the lower one is known. */
export const fromLower = (lower: number): Tails => ({
  lower,
  upper: 1 - lower,
});

/** Shape from which Temme's expansion reaches the last digits with `orders` terms. */
const largeShape = 40;
const orders = 10;
const powers = 34;
/** Against sums of about one third. */
const negligible = 1e-18;

/**
 * Coefficients d[k][n] of Temme's expansion, from its own recurrences instead of a table.
 *
 * @see NIST DLMF, 8.12.7 to 8.12.12.
 */
const temme = temmeCoefficients();

function temmeCoefficients(): number[][] {
  const size = powers + 2 * orders + 3;
  // λ = 1 + Σ αⱼηʲ, from dλ/dη = ηλ/(λ − 1).
  const alpha = [0, 1];
  for (let n = 2; n <= size; n++) {
    let sum = alpha[n - 1] as number;
    for (let j = 2; j < n; j++) {
      sum -= j * (alpha[j] as number) * (alpha[n - j + 1] as number);
    }
    alpha.push(sum / (n + 1));
  }
  const first = alpha.slice(2).map((a, n) => (n + 2) * a - (n === 0 ? 1 : 0));
  const rows = [first];
  for (let k = 1; k < orders; k++) {
    const last = rows[k - 1] as number[];
    rows.push(
      last
        .slice(2)
        .map(
          (d, n) => (n + 2) * d - (last[1] as number) * (first[n] as number),
        ),
    );
  }
  return rows.map((row) => row.slice(0, powers));
}

/**
 * Regularized incomplete gamma functions P(a, x) and Q(a, x), for a above 0 and x at least 0.
 *
 * Series below the shape, continued fraction above it, and for large shapes near it
 * Temme's uniform expansion, so that the effort stays bounded for any shape.
 *
 * @see Temme (1979), The asymptotic expansion of the incomplete gamma functions; NIST DLMF 8.7, 8.9, 8.12.
 */
export function gammaTails(a: number, x: number): Tails {
  if (x <= 0) return fromLower(0);
  if (x === Infinity) return fromUpper(0);
  if (a >= largeShape && Math.abs(x - a) < 0.5 * a) return uniform(a, x);
  if (x < 1 && a < 1) return nearZero(a, x);
  const density = poissonDensity(a, x);
  if (a >= 1 && x < a + 1) return fromLower(density * series(a, x));
  return fromUpper(density * a * fraction(a, x));
}

function uniform(a: number, x: number): Tails {
  const half = deviance(a, x);
  const side = x < a ? -1 : 1;
  const eta = side * Math.sqrt((2 * half) / a);
  let sum = 0;
  let scale = 1;
  for (const row of temme) {
    let power = scale;
    for (const d of row) {
      sum += d * power;
      power *= eta;
      if (Math.abs(power) < negligible) break;
    }
    scale /= a;
    if (scale < negligible) break;
  }
  const tail =
    Math.exp(-half) *
    (scaledErfc(Math.sqrt(half)) / 2 +
      (side * sum) / Math.sqrt(2 * Math.PI * a));
  return side < 0 ? fromLower(tail) : fromUpper(tail);
}

/** Small shape, small x: the upper tail by what is missing from one, without subtracting from it. */
function nearZero(a: number, x: number): Tails {
  const log = a * Math.log(x) - logGamma1p(a);
  let term = a;
  let sum = 0;
  for (let n = 1; Math.abs(term) > 1e-18 * a; n++) {
    term *= -x / n;
    sum += term / (a + n);
  }
  const lead = Math.exp(log);
  return { lower: lead * (1 + sum), upper: -Math.expm1(log) - lead * sum };
}

function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Γ(a, x)·e^x·x^{−a}, by Lentz's method. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let product = d;
  for (let n = 1; n < 1e5; n++) {
    const step = n * (a - n);
    b += 2;
    d = 1 / (b + step * d);
    c = b + step / c;
    product *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) break;
  }
  return product;
}
