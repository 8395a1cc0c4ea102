import { between } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "./distribution.ts";

/** Probability spread evenly between two values; all on one value when they are the same. */
export interface UniformPiece {
  /** Units. */
  readonly from: number;
  /** Units, at least `from`. */
  readonly to: number;
  /** Any positive total over all pieces. */
  readonly weight: number;
}

/** Sums of weights are compared within this, so that a level reached by rounding is reached. */
const dust = 1e-13;

/**
 * The law that pieces make up, exactly: they may overlap, as the laws of a mixture do.
 *
 * @throws InputError when no piece has weight, or one runs backwards
 */
export function uniformPieces(pieces: readonly UniformPiece[]): Distribution {
  const knots = knotsOf(pieces);
  const { x, atom, density, below, above, loss, area } = knots;
  const last = x.length - 1;
  const mean = x[0]! + loss[0]!;
  /** The first knot to the right of a value; `last + 1` beyond them all. */
  const right = (value: number): number => {
    let low = 0;
    let high = last + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x[middle]! > value) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    kind: "empirical",
    mean,
    // E[X²] about the first knot is twice the area under the loss function from there.
    deviation: Math.sqrt(Math.max(2 * area[0]! - loss[0]! ** 2, 0)),
    discrete: false,
    cdf: (value) => {
      const i = right(value);
      if (i === 0) return 0;
      if (i > last) return 1;
      return below[i - 1]! + density[i]! * (value - x[i - 1]!);
    },
    survival: (value) => {
      const i = right(value);
      if (i === 0) return 1;
      if (i > last) return 0;
      return above[i]! + atom[i]! + density[i]! * (x[i]! - value);
    },
    quantile: (p) => {
      between("p", p, 0, 1);
      let low = 0;
      let high = last;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (below[middle]! >= p * (1 - dust)) high = middle;
        else low = middle + 1;
      }
      const before = low === 0 ? 0 : below[low - 1]!;
      const spread = density[low]!;
      if (low === 0 || p > below[low]! - atom[low]! || spread === 0) {
        return x[low]!;
      }
      return Math.min(x[low - 1]! + (p - before) / spread, x[low]!);
    },
    loss: (value) => {
      const i = right(value);
      if (i > last) return 0;
      const u = x[i]! - value;
      return loss[i]! + u * (above[i]! + atom[i]! + (density[i]! * u) / 2);
    },
    secondLoss: (value) => {
      const i = right(value);
      if (i > last) return 0;
      const u = x[i]! - value;
      const mass = above[i]! + atom[i]!;
      return area[i]! + u * (loss[i]! + u * (mass / 2 + (density[i]! * u) / 6));
    },
  };
}

interface Knots {
  readonly x: Float64Array;
  /** Probability on the knot itself. */
  readonly atom: Float64Array;
  /** Probability per unit between the knot before and this one. */
  readonly density: Float64Array;
  /** P(X ≤ x) and P(X > x) at the knot. */
  readonly below: Float64Array;
  readonly above: Float64Array;
  /** E[(X − x)⁺] at the knot, and the area under it to the right. */
  readonly loss: Float64Array;
  readonly area: Float64Array;
}

function knotsOf(pieces: readonly UniformPiece[]): Knots {
  let total = 0;
  pieces.forEach(({ from, to, weight }, i) => {
    if (!(to >= from && weight >= 0 && Number.isFinite(to - from + weight))) {
      throw new InputError(
        `pieces[${i}]`,
        `pieces[${i}] must run upwards with a weight of at least 0, got ${weight} from ${from} to ${to}`,
      );
    }
    total += weight;
  });
  if (!(total > 0)) {
    throw new InputError("pieces", "pieces must hold some weight, got none");
  }
  const used = pieces.filter(({ weight }) => weight > 0);
  const x = Float64Array.from(
    new Set(used.flatMap(({ from, to }) => [from, to])),
  ).sort();
  const place = new Map([...x].map((value, i) => [value, i]));
  const size = x.length;
  const [atom, change, density, below, above, loss, area] = Array.from(
    { length: 7 },
    () => new Float64Array(size),
  ) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const { from, to, weight } of used) {
    const share = weight / total;
    if (from === to) {
      atom[place.get(from)!]! += share;
      continue;
    }
    change[place.get(from)!]! += share / (to - from);
    change[place.get(to)!]! -= share / (to - from);
  }
  let level = 0;
  below[0] = atom[0]!;
  for (let i = 1; i < size; i++) {
    level += change[i - 1]!;
    density[i] = Math.max(level, 0);
    const within = density[i]! * (x[i]! - x[i - 1]!);
    below[i] = below[i - 1]! + within + atom[i]!;
  }
  for (let i = size - 2; i >= 0; i--) {
    const u = x[i + 1]! - x[i]!;
    const mass = above[i + 1]! + atom[i + 1]!;
    const d = density[i + 1]!;
    above[i] = mass + d * u;
    loss[i] = loss[i + 1]! + u * (mass + (d * u) / 2);
    area[i] = area[i + 1]! + u * (loss[i + 1]! + u * (mass / 2 + (d * u) / 6));
  }
  return { x, atom, density, below, above, loss, area };
}
