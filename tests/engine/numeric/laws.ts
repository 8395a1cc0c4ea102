import fc from "fast-check";
import {
  empiricalDistribution,
  gammaDistribution,
  negativeBinomialDistribution,
  normalDistribution,
  poissonDistribution,
  type Distribution,
} from "../../../engine/index.ts";

const mean = fc.double({ min: 0.01, max: 1e5, noNaN: true });
const spread = fc.double({ min: 0.05, max: 3, noNaN: true });

/** Laws of every kind, means 0.01 to 100,000. */
export const laws: fc.Arbitrary<Distribution> = fc.oneof(
  fc
    .tuple(mean, spread)
    .map(([m, c]) => normalDistribution({ mean: m, deviation: c * m })),
  fc
    .tuple(mean, spread)
    .map(([m, c]) => gammaDistribution({ mean: m, deviation: c * m })),
  mean.map((m) => poissonDistribution(m)),
  fc
    .tuple(mean, fc.double({ min: 1.001, max: 50, noNaN: true }))
    .map(([m, ratio]) =>
      negativeBinomialDistribution({
        mean: m,
        deviation: Math.sqrt(m * ratio),
      }),
    ),
  fc
    .array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 })
    .map((samples) => empiricalDistribution(samples)),
);

/** A point in the law's bulk or tails: `steps` deviations from its mean. */
export const steps = fc.double({ min: -6, max: 12, noNaN: true });

/** A probability away from the ends. */
export const probabilities = fc.double({
  min: 1e-6,
  max: 0.999999,
  noNaN: true,
});
