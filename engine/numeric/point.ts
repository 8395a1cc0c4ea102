import { between, finite } from "../checks.ts";
import type { Distribution } from "./distribution.ts";

/**
 * Demand that is certain: the whole mass on one value.
 *
 * @param value - units
 * @throws InputError when the value is no number
 */
export function pointDistribution(value: number): Distribution {
  const mean = finite("mean", value);
  const short = (x: number) => Math.max(mean - x, 0);
  return {
    kind: "point",
    mean,
    deviation: 0,
    discrete: Number.isInteger(mean),
    cdf: (x) => (x >= mean ? 1 : 0),
    survival: (x) => (x >= mean ? 0 : 1),
    quantile: (p) => (between("p", p, 0, 1), mean),
    loss: short,
    secondLoss: (x) => short(x) ** 2 / 2,
  };
}
