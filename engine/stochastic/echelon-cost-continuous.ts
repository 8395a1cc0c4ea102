import type { Distribution } from "../numeric/distribution.ts";
import { normalDensity } from "../numeric/normal.ts";
import type { CappedCost, EchelonCost } from "./echelon-cost.ts";
import { gaussSum } from "./gauss-legendre.ts";
import { piecewise } from "./piecewise.ts";

/** Deviations beyond which a double sees nothing of a normal law. */
const farOut = 9;

/**
 * C(y) = E[h·(y - D) + C̲(y - D)] for normal demand D, or a constant one.
 *
 * The straight and the flat part of C̲ are integrated in closed form, what lies between
 * by Gauss-Legendre over panels no longer than a deviation and broken where C̲ bends:
 * good to about 1e-12.
 */
export function continuousEchelonCost(
  holding: number,
  demand: Distribution,
  below: CappedCost,
): EchelonCost {
  const { cap, atCap, straight, atStraight, slope, bends, curve } = below;
  const { mean, deviation } = demand;
  const certain = deviation === 0;
  const spread = farOut * deviation;
  const panel = Math.min(deviation, curve);

  const value = (x: number): number =>
    x >= cap
      ? atCap
      : x <= straight
        ? atStraight + slope * (x - straight)
        : below.at(x);

  function between(y: number): number {
    const from = Math.max(straight, y - mean - spread);
    const until = Math.min(cap, y - mean + spread);
    let sum = 0;
    let start = from;
    for (const bend of [...bends, Infinity]) {
      const end = Math.min(bend, until);
      if (end <= start) continue;
      sum += gaussSum(
        (x) => below.at(x) * normalDensity((y - x - mean) / deviation),
        start,
        end,
        panel,
      );
      start = end;
    }
    return sum / deviation;
  }

  const at = (y: number): number =>
    holding * (y - mean) +
    (certain
      ? value(y - mean)
      : atCap * demand.cdf(y - cap) +
        between(y) +
        atStraight * demand.survival(y - straight) -
        slope * demand.loss(y - straight));

  const bottom = straight + mean - spread;
  return {
    at,
    least: () => least(at, bottom, cap + mean + spread),
    cappedAt: (stock) => {
      const foot = Math.min(bottom, stock);
      const inside = certain
        ? bends.map((bend) => bend + mean).filter((bend) => bend < stock)
        : [];
      const curves = certain ? curve : deviation;
      return {
        cap: stock,
        atCap: at(stock),
        straight: foot,
        atStraight: at(foot),
        slope: holding + slope,
        bends: [...inside, stock],
        curve: curves,
        at: piecewise(at, { from: foot, until: stock, bends: inside, curves }),
      };
    },
  };
}

/** Golden section (Kiefer 1953): a convex function needs no more. */
function least(f: (x: number) => number, from: number, until: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, until];
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let [atLeft, atRight] = [f(left), f(right)];
  const close = 1e-9 * (until - from);
  while (high - low > close) {
    if (atLeft <= atRight) {
      high = right;
      [right, atRight] = [left, atLeft];
      left = high - golden * (high - low);
      atLeft = f(left);
    } else {
      low = left;
      [left, atLeft] = [right, atRight];
      right = low + golden * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}
