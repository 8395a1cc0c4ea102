import {
  negativeBinomialDistribution,
  poissonDistribution,
  policyOutcome,
  reorderPoint,
} from "../../../engine/index.ts";

/** Whole demand of 2 a period, a lead time of half a period, reviewed every `review` periods. */
function whole(review: number, spread: number) {
  const law = (mean: number) =>
    spread > 1
      ? negativeBinomialDistribution({
          mean,
          deviation: Math.sqrt(spread * mean),
        })
      : poissonDistribution(mean);
  return {
    leadTimeDemand: law(2 * (0.5 + review)),
    leadTimeOnlyDemand: law(1),
    meanPerPeriod: 2,
    reviewPeriods: review,
  };
}

describe("reorderPoint with a fractional order of whole units", () => {
  it("ends its search", () => {
    // The search once stepped off the whole numbers here and halved an interval for ever.
    const point = reorderPoint({
      ...whole(1, 1),
      orderQuantity: 0.5,
      fillRate: 0.99,
    });

    // Orders of one at r = 6 stand at 7: the demand missed is n(7) at mean 3 less n(7) at
    // mean 1, 0.01718 of 2; at r = 5 they stand at 6 and miss 0.05061 of 2, more than 1 %.
    expect(point).toBe(6);
  });

  const cases = [0, 1, 2, 6].flatMap((review) =>
    [1, 4].flatMap((spread) =>
      [0.5, 1.5, 2.7, 7.9].flatMap((orderQuantity) =>
        [0.3, 0.6, 0.9, 0.99].map((fillRate) => ({
          review,
          spread,
          orderQuantity,
          fillRate,
        })),
      ),
    ),
  );

  it.each(cases)(
    "is the first whole number that serves: $review, $spread, $orderQuantity, $fillRate",
    ({ review, spread, orderQuantity, fillRate }) => {
      const demand = whole(review, spread);
      const serves = (r: number) =>
        policyOutcome({ ...demand, reorderPoint: r, orderQuantity }).fillRate >=
        fillRate - 1e-12;
      let first = -30;
      while (!serves(first)) first++;

      expect(reorderPoint({ ...demand, orderQuantity, fillRate })).toBe(first);
    },
  );
});
