import { manyQuantiles } from "../../../engine/forecast/quantile-table.ts";
import type { Distribution } from "../../../engine/numeric/distribution.ts";
import { negativeBinomialDistribution } from "../../../engine/numeric/negative-binomial.ts";
import { poissonDistribution } from "../../../engine/numeric/poisson.ts";

describe("manyQuantiles", () => {
  const laws: readonly [string, Distribution][] = [
    [
      "seldom demand",
      negativeBinomialDistribution({ mean: 0.02, deviation: 0.5 }),
    ],
    ["lumpy demand", negativeBinomialDistribution({ mean: 3, deviation: 20 })],
    [
      "many units",
      negativeBinomialDistribution({ mean: 9_000, deviation: 500 }),
    ],
    [
      "barely more than chance",
      negativeBinomialDistribution({ mean: 40, deviation: 6.33 }),
    ],
    ["chance", poissonDistribution(7.5)],
    ["much chance", poissonDistribution(80_000)],
  ];

  it.each(laws)("answers as the law itself: %s", (_name, law) => {
    const many = manyQuantiles(law);
    const asked = [
      1e-9,
      1e-6,
      0.001,
      0.01,
      0.1,
      0.25,
      0.4999,
      0.5,
      0.5001,
      0.6,
      0.7,
      0.8,
      0.9,
      0.95,
      0.98,
      0.99,
      0.999,
      1 - 1e-6,
      1 - 1e-9,
      1 - 1e-12,
    ];
    // Twice: searched for first, from the table then.
    for (const p of [...asked, ...asked]) {
      expect([p, many.quantile(p)]).toEqual([p, law.quantile(p)]);
    }
    // On the steps themselves rounding must not decide.
    for (const p of asked.slice(3, -4)) {
      const step = law.cdf(law.quantile(p));
      if (step >= 1) continue;
      expect(many.quantile(step)).toBe(law.quantile(step));
    }
  });

  it("refuses what is no probability", () => {
    const many = manyQuantiles(poissonDistribution(2));
    for (let i = 0; i < 20; i++) many.quantile(0.5);
    expect(() => many.quantile(1)).toThrow("p must be");
  });
});
