/**
 * Chebyshev coefficients of (z + 3)·e^{z²}·erfc(z) in t = (z − 3)/(z + 3), for z from 0
 * to infinity; computed at 40 digits and rounded at 1e-17.
 */
const chebyshev = [
  1.413438223980872, -1.1314768490746974, 0.35410810034248635,
  -0.08508704009908545, 0.014615273272816639, -0.001379557163629633,
  -6.4290667143159e-5, 3.904342109772e-5, -2.64278507486e-6, -8.2394401439e-7,
  1.3247975698e-7, 1.919522516e-8, -5.03050716e-9, -5.8420064e-10,
  1.8742324e-10, 2.437367e-11, -6.99094e-12, -1.25731e-12, 2.458e-13, 7.006e-14,
  -6.73e-15, -3.84e-15, 0, 1.9e-16,
];

/** e^{z²}·erfc(z) for z of at least 0: the part of the normal tail that never underflows. */
export function scaledErfc(z: number): number {
  const t = 1 - 6 / (z + 3);
  let next = 0;
  let here = 0;
  for (let j = chebyshev.length - 1; j > 0; j--) {
    const sum = 2 * t * here - next + (chebyshev[j] as number);
    next = here;
    here = sum;
  }
  return (t * here - next + (chebyshev[0] as number)) / (z + 3);
}

/**
 * x·ln(x/m) + m − x without cancellation near x = m: the deviance half of every density here.
 *
 * `gap` is x − m where the caller knows it more precisely than the difference.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities.
 */
export function deviance(x: number, m: number, gap = x - m): number {
  if (x === 0) return m;
  const v = gap / (x + m);
  if (Math.abs(v) > 0.3) return x * Math.log(x / m) + m - x;
  let sum = gap * v;
  let power = 2 * x * v;
  for (let j = 3; ; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * What Stirling's formula leaves out: ln Γ(x+1) − ln √(2πx) − x·ln x + x, for x above 0.
 *
 * Below 15 the argument is raised step by step, where the series holds to the last digit.
 */
export function stirlingError(x: number): number {
  let raised = 0;
  while (x < 15) {
    raised += (x + 0.5) * Math.log1p(1 / x) - 1;
    x++;
  }
  const s = 1 / (x * x);
  return (
    raised +
    (1 / 12 -
      s *
        (1 / 360 -
          s *
            (1 / 1260 -
              s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))))) /
      x
  );
}

/** ln Γ(n + a) − ln Γ(n) for n of at least 1 and a in 0…2, accurate relative to a itself. */
export function logGammaRise(n: number, a: number): number {
  let sum = 0;
  for (; n < 16; n++) sum -= Math.log1p(a / n);
  return (
    sum +
    (n + a - 0.5) * Math.log1p(a / n) +
    a * (Math.log(n) - 1) +
    stirlingError(n + a) -
    stirlingError(n)
  );
}

/** ln Γ(1 + a) for a in 0…2, accurate relative to a itself. */
export function logGamma1p(a: number): number {
  return logGammaRise(1, a);
}

/**
 * x^a·e^{−x}/Γ(a + 1): the Poisson probability of `a` events, for any real `a` of at least 0.
 *
 * @see Loader (2000).
 */
export function poissonDensity(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (x === Infinity) return 0;
  if (a < 1) return Math.exp(a * Math.log(x) - x - logGamma1p(a));
  return (
    Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
  );
}

/** a·b − c·d with one rounding instead of three, for factors below 1e150. */
export function productDifference(
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  const p = a * b;
  const q = c * d;
  return p - q + (productError(a, b, p) - productError(c, d, q));
}

/**
 * What the product lost to rounding.
 *
 * @see Dekker (1971), A floating-point technique for extending the available precision.
 */
function productError(a: number, b: number, product: number): number {
  const ah = upperHalf(a);
  const bh = upperHalf(b);
  const al = a - ah;
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

function upperHalf(x: number): number {
  // 2^27 + 1 splits the 53 bits of a double in two halves.
  const scaled = x * 134217729;
  return scaled - (scaled - x);
}
