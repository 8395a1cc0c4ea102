const points = 12;
const [nodes, weights] = rule(points);

/**
 * ∫ f over [from, until], in equal panels no longer than `panel`, 12 points each.
 *
 * @see Press et al. (2007), Numerical Recipes, 3rd ed., section 4.6.
 */
export function gaussSum(
  f: (x: number) => number,
  from: number,
  until: number,
  panel: number,
): number {
  let sum = 0;
  gaussNodes(from, until, panel, (x, weight) => {
    sum += weight * f(x);
  });
  return sum;
}

/** Calls back with every point of `gaussSum` and its weight: for several sums at once. */
export function gaussNodes(
  from: number,
  until: number,
  panel: number,
  take: (x: number, weight: number) => void,
): void {
  const panels = Math.max(1, Math.ceil((until - from) / panel));
  const half = (until - from) / panels / 2;
  for (let at = 0; at < panels; at++) {
    const middle = from + (2 * at + 1) * half;
    for (let point = 0; point < points; point++) {
      take(middle + half * nodes[point]!, weights[point]! * half);
    }
  }
}

/** Zeros of the Legendre polynomial by Newton's method, and their weights. */
function rule(n: number): [Float64Array, Float64Array] {
  const zero = new Float64Array(n);
  const weight = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    let x = Math.cos((Math.PI * (at + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let round = 0; round < 20; round++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= n; k++) {
        [before, value] = [
          value,
          ((2 * k - 1) * x * value - (k - 1) * before) / k,
        ];
      }
      slope = (n * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    zero[at] = x;
    weight[at] = 2 / ((1 - x * x) * slope * slope);
  }
  return [zero, weight];
}
