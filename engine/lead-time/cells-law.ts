import { between } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";

/**
 * The law with these weights on cells side by side, spread evenly within each: every answer is
 * a look into a table.
 *
 * @param from - where the first cell begins, units
 * @param width - of a cell, units
 * @param weights - at least 0, any positive total
 */
export function cellsLaw(
  from: number,
  width: number,
  weights: Float64Array,
): Omit<Distribution, "kind" | "mean" | "deviation"> {
  const size = weights.length;
  let total = 0;
  for (let i = 0; i < size; i++) total += weights[i]!;
  /** P(X ≤ e), P(X > e), E[(X − e)⁺] and the area under it to the right, at each edge. */
  const below = new Float64Array(size + 1);
  const above = new Float64Array(size + 1);
  const short = new Float64Array(size + 1);
  const area = new Float64Array(size + 1);
  for (let i = 0; i < size; i++) below[i + 1] = below[i]! + weights[i]! / total;
  for (let i = size - 1; i >= 0; i--) {
    const share = weights[i]! / total;
    above[i] = above[i + 1]! + share;
    short[i] = short[i + 1]! + width * (above[i + 1]! + share / 2);
    area[i] =
      area[i + 1]! +
      width * (short[i + 1]! + width * (above[i + 1]! / 2 + share / 6));
  }
  /** The cell of a value and how much of it lies above the value; none left and right of all. */
  const place = (x: number) => {
    const i = Math.floor((x - from) / width);
    return i < 0 || i >= size
      ? null
      : { i, rest: Math.min(i + 1 - (x - from) / width, 1) };
  };
  return {
    discrete: false,
    cdf: (x) => {
      const at = place(x);
      if (!at) return x < from ? 0 : 1;
      const { i, rest } = at;
      return below[i + 1]! - rest * (below[i + 1]! - below[i]!);
    },
    survival: (x) => {
      const at = place(x);
      if (!at) return x < from ? 1 : 0;
      const { i, rest } = at;
      return above[i + 1]! + rest * (above[i]! - above[i + 1]!);
    },
    quantile: (p) => {
      between("p", p, 0, 1);
      const rest = 1 - p;
      let low = 0;
      let high = size;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (above[middle]! <= rest) high = middle;
        else low = middle + 1;
      }
      const end = Math.max(low, 1);
      const inside = above[end - 1]! - above[end]!;
      const share = inside > 0 ? (rest - above[end]!) / inside : 0;
      return from + width * (end - Math.min(Math.max(share, 0), 1));
    },
    loss: (x) => {
      const at = place(x);
      if (!at) return x < from ? short[0]! + from - x : 0;
      const { i, rest } = at;
      const u = rest * width;
      const inside = rest * (above[i]! - above[i + 1]!);
      return short[i + 1]! + u * (above[i + 1]! + inside / 2);
    },
    secondLoss: (x) => {
      const at = place(x);
      if (!at) {
        const u = from - x;
        return x < from ? area[0]! + u * (short[0]! + u / 2) : 0;
      }
      const { i, rest } = at;
      const u = rest * width;
      const inside = rest * (above[i]! - above[i + 1]!);
      return (
        area[i + 1]! +
        u * (short[i + 1]! + u * (above[i + 1]! / 2 + inside / 6))
      );
    },
  };
}
