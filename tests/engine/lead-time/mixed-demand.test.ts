import { lawOf } from "../../../engine/lead-time/lead-time-demand.ts";
import { mixedDemand } from "../../../engine/lead-time/mixed-demand.ts";
import type { MixedDemandInput } from "../../../engine/lead-time/mixed-demand.ts";
import { gammaDistribution } from "../../../engine/numeric/gamma.ts";

function input(
  law: MixedDemandInput["law"],
  [mean, deviation]: readonly [number, number],
  [time, varies]: readonly [number, number],
  reviewPeriods = 0,
): MixedDemandInput {
  return {
    law,
    demand: { mean, deviation },
    leadTime: { mean: time, deviation: varies },
    reviewPeriods,
  };
}

/** The mixture by force: 1,500 equally likely lead times, each with a law of its own. */
function byForce({ law, demand, leadTime, reviewPeriods }: MixedDemandInput) {
  const size = 1_500;
  const time = gammaDistribution(leadTime);
  const laws = Array.from({ length: size }, (_, i) => {
    const periods = time.quantile((i + 0.5) / size) + reviewPeriods;
    const deviation =
      law === "poisson" ? Math.sqrt(demand.mean) : demand.deviation;
    return lawOf(law, {
      mean: demand.mean * periods,
      deviation: deviation * Math.sqrt(periods),
    });
  });
  return (x: number) =>
    laws.reduce((sum, one) => sum + one.survival(x), 0) / size;
}

describe("mixedDemand", () => {
  const cases: readonly [string, MixedDemandInput][] = [
    ["lumpy counts", input("negative-binomial", [5, 4], [1, 0.3])],
    ["counts and a review", input("negative-binomial", [50, 20], [1, 0.5], 1)],
    ["steady counts, wild times", input("poisson", [60, 1], [1, 1])],
    ["seldom counts", input("negative-binomial", [0.1, 0.6], [1, 0.5])],
    ["counts beyond a table", input("negative-binomial", [0.5, 20], [2, 2])],
    ["much demand", input("gamma", [500, 100], [2, 0.7])],
    ["steady demand, wild times", input("gamma", [500, 20], [2, 0.7], 1)],
    // Laws of times near to one another are narrower here than a cell of the table.
    ["demand that hardly varies", input("gamma", [100, 0.3], [2, 1.5])],
    ["hardly any demand", input("gamma", [1e-6, 1e-9], [2, 1])],
    ["lumpy demand", input("gamma", [200, 600], [1, 0.5])],
    ["a little demand", input("gamma", [1.5, 1.2], [4, 2])],
  ];

  it.each(cases)("weighs the laws of each time: %s", (_name, asked) => {
    const law = mixedDemand(asked);
    const wanted = byForce(asked);
    for (const p of [0.3, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99]) {
      const x = law.quantile(p);
      const share = wanted(x);
      // A thousandth of the law, or a hundredth of what is left above.
      const close = Math.min(1e-3, 0.015 * share + 1e-9);
      expect(Math.abs(law.survival(x) - share)).toBeLessThan(close);
      expect(law.cdf(x) + law.survival(x)).toBeCloseTo(1, 9);
      expect(law.cdf(x)).toBeGreaterThan(p - 1e-9);
    }
  });

  it.each(cases)("has the moments of demand and lead time: %s", (_n, asked) => {
    const { law, demand, leadTime, reviewPeriods } = asked;
    const found = mixedDemand(asked);
    const periods = leadTime.mean + reviewPeriods;
    const variance = law === "poisson" ? demand.mean : demand.deviation ** 2;
    // (L + R)·μ and (L + R)·σ² + μ²·s²
    expect(found.mean).toBeCloseTo(demand.mean * periods, 9);
    expect(found.deviation).toBeCloseTo(
      Math.hypot(
        Math.sqrt(periods * variance),
        demand.mean * leadTime.deviation,
      ),
      9,
    );
    expect(Math.abs(found.loss(0) / found.mean - 1)).toBeLessThan(1e-3);
    expect(found.kind).toBe(law);
  });

  it("is negative binomial where Poisson demand meets a gamma lead time", () => {
    // Exactly so: mean 12·2, variance 24 + (12·0.8)².
    const law = mixedDemand(input("poisson", [12, 0], [2, 0.8]));
    const exact = lawOf("negative-binomial", {
      mean: 24,
      deviation: Math.sqrt(24 + 9.6 ** 2),
    });
    for (const x of [5, 12, 24, 36, 48, 60]) {
      expect(Math.abs(law.cdf(x) - exact.cdf(x))).toBeLessThan(3e-4);
    }
  });

  it("is the plain law where the time is certain, and a point where nothing varies", () => {
    const certain = mixedDemand(input("gamma", [20, 6], [3, 0], 1));
    expect(certain.quantile(0.95)).toBe(
      lawOf("gamma", { mean: 80, deviation: 12 }).quantile(0.95),
    );
    expect(mixedDemand(input("gamma", [20, 0], [3, 0])).quantile(0.9)).toBe(60);
    expect(mixedDemand(input("gamma", [0, 0], [3, 1])).mean).toBe(0);
  });

  it("refuses a negative lead time", () => {
    expect(() => mixedDemand(input("gamma", [20, 2], [-3, 1]))).toThrow(
      "leadTime.mean must be at least 0, got -3",
    );
  });
});
