/** What is minimised, and where it may be looked for. */
interface SimplexProblem {
  readonly lowest: ArrayLike<number>;
  readonly highest: ArrayLike<number>;
  readonly cost: (point: Float64Array) => number;
}

/** A point and what it costs. */
interface CostedPoint {
  readonly point: Float64Array;
  readonly cost: number;
}

/** First edges of the simplex, as a share of the range. */
const edge = 0.1;

/**
 * The lowest point that a simplex walks to, for costs with kinks, where slopes mislead.
 *
 * Reflection, expansion, contraction and shrinkage; what would leave the range stays at
 * its border.
 *
 * @param start - within the range
 * @param steps - moves at most; fewer when the simplex has shrunk to a point
 *
 * @see Nelder and Mead (1965), A simplex method for function minimization, Computer
 * Journal 7(4), 308-313.
 */
export function simplexSearch(
  { lowest, highest, cost }: SimplexProblem,
  start: ArrayLike<number>,
  steps: number,
): CostedPoint {
  const size = start.length;
  const at = (place: (i: number) => number): CostedPoint => {
    const point = Float64Array.from({ length: size }, (_, i) =>
      Math.min(Math.max(place(i), lowest[i]!), highest[i]!),
    );
    return { point, cost: cost(point) };
  };
  const corners = [at((i) => start[i]!)];
  for (let k = 0; k < size; k++) {
    const range = highest[k]! - lowest[k]!;
    const up = start[k]! + edge * range <= highest[k]!;
    const moved = start[k]! + (up ? edge : -edge) * range;
    corners.push(at((i) => (i === k ? moved : start[i]!)));
  }
  for (let step = 0; step < steps; step++) {
    corners.sort((a, b) => a.cost - b.cost);
    const best = corners[0]!;
    const worst = corners[size]!;
    if (!(worst.cost - best.cost > 1e-12 * Math.abs(best.cost))) break;
    const centre = (i: number) => {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += corners[k]!.point[i]!;
      return sum / size;
    };
    const along = (far: number) =>
      at((i) => centre(i) + far * (worst.point[i]! - centre(i)));
    const reflected = along(-1);
    let next = reflected;
    if (reflected.cost < best.cost) {
      const expanded = along(-2);
      if (expanded.cost < reflected.cost) next = expanded;
    } else if (!(reflected.cost < corners[size - 1]!.cost)) {
      next = along(reflected.cost < worst.cost ? -0.5 : 0.5);
      if (!(next.cost < Math.min(reflected.cost, worst.cost))) {
        for (let k = 1; k <= size; k++) {
          const { point } = corners[k]!;
          corners[k] = at((i) => (point[i]! + best.point[i]!) / 2);
        }
        continue;
      }
    }
    corners[size] = next;
  }
  return corners.reduce((a, b) => (b.cost < a.cost ? b : a));
}
