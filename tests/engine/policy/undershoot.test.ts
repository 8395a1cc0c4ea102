import fc from "fast-check";
import { rareLumps } from "../../../engine/catalog/rare-lumps.ts";
import { lawOf } from "../../../engine/lead-time/lead-time-demand.ts";
import { withUndershoot } from "../../../engine/policy/below-min.ts";
import { stockPolicy } from "../../../engine/policy/stock-policy.ts";
import { undershootOf } from "../../../engine/policy/undershoot.ts";
import { replayPolicy } from "../../../engine/simulation/replay-policy.ts";

function undershoot(changes: Partial<Parameters<typeof undershootOf>[0]> = {}) {
  return undershootOf({
    lumps: { size: 10, dispersion: 20 },
    meanPerLook: 0,
    orderQuantity: 200,
    whole: false,
    ...changes,
  });
}

describe("undershootOf", () => {
  it("is the mean square of a lump over twice its mean where orders are long", () => {
    // Lumps of 10 ± 5: E[Z²]/E[Z] = 125/10 = 12.5. Gamma: E[Z³] = 10³·1.25·1.5 = 1875.
    const found = undershoot({ lumps: { size: 10, dispersion: 12.5 } })!;

    expect(found.mean).toBeCloseTo(6.25, 12);
    // E[U²] = E[Z³]/3E[Z] = 62.5; 62.5 − 6.25² = 23.4375
    expect(found.deviation ** 2).toBeCloseTo(23.4375, 10);
  });

  it("forgets nothing of exponential lumps, however short the order", () => {
    for (const orderQuantity of [1, 20, 55, 500]) {
      const found = undershoot({ orderQuantity })!;

      // What is left of an exponential lump of 10 is one of 10 again.
      expect(found.mean).toBeCloseTo(10, 2);
      expect(found.deviation).toBeCloseTo(10, 1);
    }
  });

  it("is what a lump is larger than the order where lumps are alike and orders small", () => {
    // Lumps of 100 ± 32 take 20 below by 80, and now and then two are needed.
    const found = undershoot({
      lumps: { size: 100, dispersion: 110 },
      orderQuantity: 20,
    })!;

    expect(found.mean).toBeGreaterThan(79.9);
    expect(found.mean).toBeLessThan(80.5);
  });

  it("leaves what a look's demand covers to lead-time demand", () => {
    // E[U] + a/2 − a: 10 + 3 − 6
    expect(undershoot({ meanPerLook: 6 })!.mean).toBeCloseTo(7, 10);
    expect(undershoot({ meanPerLook: 20 })).toBeNull();
    expect(undershoot({ orderQuantity: 0 })).toBeNull();
    // One piece at a time never takes a position of pieces below min.
    expect(
      undershoot({ lumps: { size: 1, dispersion: 1 }, whole: true }),
    ).toBeNull();
  });

  it("answers at once however much lumps differ", () => {
    const lumps = { size: 1e-9, dispersion: 50 };

    for (const orderQuantity of [0.01, 1, 100, 1e6]) {
      const found = undershoot({ lumps, orderQuantity })!;
      expect(found.mean).toBeGreaterThan(0);
      expect(found.mean).toBeLessThan(26);
      expect(found.deviation).toBeGreaterThan(found.mean / 2);
    }
    expect(undershoot({ lumps, orderQuantity: 1e6 })!.mean).toBe(25);
  });

  it("is the same whatever the unit", () => {
    const positive = fc.double({ min: 0.1, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        positive,
        positive,
        positive,
        positive,
        (size, more, asked, orderQuantity) => {
          const inUnitsOf = (factor: number) =>
            undershoot({
              lumps: {
                size: factor * size,
                dispersion: factor * (size + more),
              },
              meanPerLook: factor * asked,
              orderQuantity: factor * orderQuantity,
            });
          const [one, twelve] = [inUnitsOf(1), inUnitsOf(12)];
          expect(twelve === null).toBe(one === null);
          if (!one || !twelve) return;
          expect(twelve.mean / one.mean).toBeCloseTo(12, 6);
          expect(twelve.deviation / one.deviation).toBeCloseTo(12, 6);
        },
      ),
    );
  });
});

describe("withUndershoot", () => {
  const laws = [
    lawOf("gamma", { mean: 40, deviation: 60 }),
    lawOf("negative-binomial", { mean: 5, deviation: 8 }),
  ];

  it("adds the means, and is a law", () => {
    for (const covered of laws) {
      for (const deviation of [4, 7, 12]) {
        const law = withUndershoot(covered, { mean: 7, deviation });

        // E[X − x]⁺ below all values is the mean less x.
        expect(law.loss(-10)).toBeCloseTo(covered.mean + 7 + 10, 1);
        expect(law.cdf(30) + law.survival(30)).toBeCloseTo(1, 12);
        expect(law.cdf(30)).toBeLessThan(covered.cdf(30));
        // Its second moment is that of the sum: E[X²] = 2·secondLoss(0).
        const variance = 2 * law.secondLoss(0) - law.loss(0) ** 2;
        const sum = Math.hypot(covered.deviation, deviation) ** 2;
        expect(variance / sum).toBeGreaterThan(0.98);
        expect(variance / sum).toBeLessThan(1.02);
      }
    }
  });

  it("has the smallest quantile that reaches a probability", () => {
    for (const covered of laws) {
      const law = withUndershoot(covered, { mean: 7, deviation: 9 });
      for (const p of [0.02, 0.5, 0.9, 0.98]) {
        const x = law.quantile(p);
        const step = law.discrete ? 1 : 0.001;

        expect(law.cdf(x)).toBeGreaterThan(p - 1e-6);
        expect(law.cdf(x - step)).toBeLessThan(p);
      }
    }
  });
});

describe("a reorder point that covers the undershoot", () => {
  const cases = [
    { size: 10, spread: 0.3, often: 0.02, leadTime: 40, order: 2 },
    { size: 10, spread: 1, often: 0.02, leadTime: 5, order: 0.5 },
    { size: 10, spread: 1, often: 0.2, leadTime: 5, order: 8 },
    { size: 4, spread: 2, often: 0.2, leadTime: 40, order: 2 },
  ].flatMap((one) =>
    [true, false].flatMap((whole) =>
      (["cycle", "fill"] as const).map((measure) => ({
        ...one,
        whole,
        measure,
      })),
    ),
  );

  it.each(cases)(
    "is confirmed by a simulation: $measure, lumps of $size ± $spread, $often a day, $leadTime days, orders of $order, whole $whole",
    ({ size, spread, often, leadTime, order, whole, measure }) => {
      const lumps = { size, dispersion: size * (1 + spread ** 2) };
      const mean = size * often;
      const target = { measure, value: 0.95 };
      const demand = {
        leadTimeDemand: lawOf(whole ? "negative-binomial" : "gamma", {
          mean: mean * leadTime,
          deviation: Math.sqrt(mean * leadTime * lumps.dispersion),
        }),
        meanPerPeriod: mean,
        reviewPeriods: 0,
        target,
        orderQuantity: order * size,
        ...(whole && { unitDecimals: 0 }),
      };
      const simulated = (policy: ReturnType<typeof stockPolicy>) => {
        const { cycleService, fillRate, meanOnHand } = replayPolicy({
          policy: {
            type: "minMax",
            min: policy.reorderPoint,
            max: policy.orderUpTo,
          },
          demand: rareLumps(mean, lumps, whole),
          leadTime,
          seed: 7,
          // A look at a seventh of these errs by 0.006 (one deviation) where orders are few.
          periods: 1_000_000,
        });
        return {
          service: (measure === "cycle" ? cycleService : fillRate).mean,
          meanOnHand: meanOnHand.mean,
        };
      };
      const covering = stockPolicy({
        ...demand,
        arrival: { lumps, meanPerLook: mean },
      });
      const reached = simulated(covering);

      expect(reached.service).toBeGreaterThan(0.935);
      expect(reached.service).toBeLessThan(0.975);
      expect(
        Math.abs(reached.meanOnHand / covering.meanOnHand - 1),
      ).toBeLessThan(0.05);
      expect(simulated(stockPolicy(demand)).service).toBeLessThan(
        reached.service,
      );
    },
  );

  it("is that of single pieces where nobody takes several", () => {
    const plain = {
      leadTimeDemand: lawOf("poisson", { mean: 6, deviation: Math.sqrt(6) }),
      meanPerPeriod: 2,
      reviewPeriods: 0,
      target: { measure: "fill", value: 0.98 },
      orderQuantity: 7,
    } as const;

    expect(
      stockPolicy({
        ...plain,
        arrival: { lumps: { size: 1, dispersion: 1 }, meanPerLook: 2 },
      }),
    ).toEqual(stockPolicy(plain));
  });
});
