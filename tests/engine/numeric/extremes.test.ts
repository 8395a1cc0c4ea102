import fs from "node:fs";
import path from "node:path";
import {
  negativeBinomialOf,
  poissonDistribution,
} from "../../../engine/index.ts";
import { gammaTails } from "../../../engine/numeric/gamma-tails.ts";
import { relativeError } from "./relative-error.ts";

/** Made by extremes.py beside it. */
const { gamma, negativeBinomial } = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, "extremes.json"), "utf8"),
) as {
  gamma: [number, number, number, number][];
  negativeBinomial: [number, number, number, number, number][];
};

/** Below it a double holds fewer digits than asked for. */
const smallest = 1e-305;

describe("the laws at extreme parameters", () => {
  it("keeps both gamma tails to 1e-12, shapes 1e-4 to 3.3e6, tails to 1e-300", () => {
    expect(gamma.length).toBeGreaterThan(80);
    for (const [shape, x, lower, upper] of gamma) {
      const tails = gammaTails(shape, x);
      const where = `shape ${shape}, x ${x}`;
      if (lower > smallest) {
        expect([where, relativeError(tails.lower, lower) < 1e-12]).toEqual([
          where,
          true,
        ]);
      }
      if (upper > smallest) {
        expect([where, relativeError(tails.upper, upper) < 1e-12]).toEqual([
          where,
          true,
        ]);
      }
    }
  });

  it("keeps both negative binomial tails to 1e-12, means 1e-3 to 1e5", () => {
    expect(negativeBinomial.length).toBeGreaterThan(80);
    for (const [k, successes, probability, lower, upper] of negativeBinomial) {
      const law = negativeBinomialOf({ successes, probability });
      const where = `k ${k}, r ${successes}, p ${probability}`;
      if (lower > smallest) {
        expect([where, relativeError(law.cdf(k), lower) < 1e-12]).toEqual([
          where,
          true,
        ]);
      }
      if (upper > smallest) {
        expect([where, relativeError(law.survival(k), upper) < 1e-12]).toEqual([
          where,
          true,
        ]);
      }
    }
  });

  it("finds Poisson quantiles at a million million without stepping there", () => {
    const law = poissonDistribution(1e12);
    const k = law.quantile(0.999);

    // 1e12 + 3.0902323·1e6 + (3.0902323² − 1)/6 − 1/2, Cornish and Fisher (1938), ± 1
    expect(Math.abs(k - 1_000_003_090_233)).toBeLessThanOrEqual(1);
    expect(law.survival(k)).toBeLessThanOrEqual(1 - 0.999);
    expect(law.survival(k - 1)).toBeGreaterThan(1 - 0.999);
  });
});
