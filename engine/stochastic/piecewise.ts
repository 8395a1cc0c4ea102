const degree = 14;
/** Chebyshev points of the second kind and their barycentric weights. */
const nodes = Float64Array.from({ length: degree + 1 }, (_, k) =>
  Math.cos((k * Math.PI) / degree),
);
const weights = Float64Array.from(
  { length: degree + 1 },
  (_, k) => (k % 2 === 0 ? 1 : -1) * (k === 0 || k === degree ? 0.5 : 1),
);

/**
 * A costly smooth function made cheap: Chebyshev interpolation of degree 14 on panels no
 * longer than its curves and broken where it bends; a panel is made when first met.
 *
 * @see Berrut and Trefethen (2004), Barycentric Lagrange interpolation, SIAM Review 46(3).
 */
export function piecewise(
  f: (x: number) => number,
  {
    from,
    until,
    bends,
    curves,
  }: {
    readonly from: number;
    readonly until: number;
    /** In rising order. */
    readonly bends: readonly number[];
    readonly curves: number;
  },
): (x: number) => number {
  const ends = [from, ...bends.filter((b) => b > from && b < until), until];
  const made = new Map<number, Float64Array>();
  const panels = ends
    .slice(1)
    .map((end, at) => Math.max(1, Math.ceil((end - ends[at]!) / curves)));

  return (x) => {
    let piece = 0;
    let before = 0;
    while (piece < panels.length - 1 && x > ends[piece + 1]!) {
      before += panels[piece++]!;
    }
    const start = ends[piece]!;
    const width = (ends[piece + 1]! - start) / panels[piece]!;
    if (width === 0) return f(x);
    const panel = Math.min(
      Math.max(Math.floor((x - start) / width), 0),
      panels[piece]! - 1,
    );
    const low = start + panel * width;
    let values = made.get(before + panel);
    if (values === undefined) {
      values = nodes.map((node) => f(low + ((node + 1) / 2) * width));
      made.set(before + panel, values);
    }
    return barycentric((2 * (x - low)) / width - 1, values);
  };
}

function barycentric(u: number, values: Float64Array): number {
  let above = 0;
  let below = 0;
  for (let k = 0; k <= degree; k++) {
    const gap = u - nodes[k]!;
    if (gap === 0) return values[k]!;
    const weight = weights[k]! / gap;
    above += weight * values[k]!;
    below += weight;
  }
  return above / below;
}
