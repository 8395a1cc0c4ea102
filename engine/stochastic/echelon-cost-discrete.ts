import type { Distribution } from "../numeric/distribution.ts";
import type { CappedCost, EchelonCost } from "./echelon-cost.ts";

/** Mass of lead-time demand not looked at unit by unit; its tail is summed in closed form. */
const unlooked = 1e-18;

/**
 * C(y) = E[h·(y - D) + C̲(y - D)] for demand D on whole units.
 *
 * Below the straight point of C̲ the sum over the infinite tail of demand is closed:
 * E[D; D > m] = loss(m) + m·P(D > m). Each C(y) is computed once.
 */
export function discreteEchelonCost(
  holding: number,
  demand: Distribution,
  below: CappedCost,
): EchelonCost {
  const { cap, atCap, straight, atStraight, slope } = below;
  const { mean } = demand;
  const pmf = masses(demand);
  const known = new Map<number, number>();

  function expected(y: number): number {
    // Demand up to y - cap leaves the cap; beyond y - straight, the straight part.
    const most = y - straight;
    let sum = holding * (y - mean) + atCap * demand.cdf(y - cap);
    const first = Math.max(y - cap + 1, pmf.first);
    const last = Math.min(most, pmf.first + pmf.mass.length - 1);
    for (let d = first; d <= last; d++) {
      sum += pmf.mass[d - pmf.first]! * below.at(y - d);
    }
    const survival = demand.survival(most);
    const excess = demand.loss(most);
    // y - D is straight - (D - most) there.
    return sum + atStraight * survival - slope * excess;
  }
  const at = (y: number): number => {
    let value = known.get(y);
    if (value === undefined) known.set(y, (value = expected(y)));
    return value;
  };

  return {
    at,
    least: () => {
      // Convex: down to the left of the answer, up to the right of it.
      let low = Math.floor(straight) - 1;
      let high = Math.max(Math.ceil(cap + mean), low + 1);
      for (let step = 1; at(high + 1) < at(high); step *= 2) {
        low = high;
        high += step;
      }
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (at(middle + 1) < at(middle)) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    cappedAt: (stock) => {
      // No demand can lift a position: from there down only the straight part is met.
      const bottom = Math.min(straight, stock);
      return {
        cap: stock,
        atCap: at(stock),
        straight: bottom,
        atStraight: at(bottom),
        slope: holding + slope,
        bends: [stock],
        curve: 1,
        at,
      };
    },
  };
}

function masses(demand: Distribution): {
  readonly first: number;
  readonly mass: Float64Array;
} {
  if (demand.deviation === 0) {
    return { first: demand.mean, mass: Float64Array.of(1) };
  }
  const first = demand.quantile(unlooked);
  const high: number[] = [];
  for (let k = first; ; k++) {
    const from = demand.survival(k - 1);
    const until = demand.survival(k);
    // The smaller tail is the exact one.
    const mass =
      k > demand.mean ? from - until : demand.cdf(k) - demand.cdf(k - 1);
    high.push(Math.max(mass, 0));
    if (until < unlooked) break;
  }
  return { first, mass: Float64Array.from(high) };
}
