import fc from "fast-check";
import {
  leadTimeDemand,
  policyOutcome,
  poissonDistribution,
  seededRandom,
  stockPolicy,
  type LeadTimeDemandLaw,
} from "../../../engine/index.ts";

const moment = (max: number) => fc.double({ min: 0.05, max, noNaN: true });
const targets = fc.double({ min: 0.5, max: 0.995, noNaN: true });
const kinds = fc.constantFrom<LeadTimeDemandLaw>(
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
);

function aPolicy(overrides: Partial<Parameters<typeof stockPolicy>[0]> = {}) {
  return stockPolicy({
    leadTimeDemand: poissonDistribution(6),
    meanPerPeriod: 2,
    reviewPeriods: 0,
    target: { measure: "cycle", value: 0.95 },
    orderQuantity: 7,
    ...overrides,
  });
}

describe("stockPolicy", () => {
  it("rounds the order up, then takes the smallest reorder point that serves", () => {
    // P(D ≤ 10) = 0.9574 is the first to pass 0.95 for Poisson demand of 6
    expect(aPolicy({ lotSize: 5, minOrderQuantity: 8 })).toMatchObject({
      reorderPoint: 10,
      orderQuantity: 10,
      orderUpTo: 20,
      safetyStock: 4,
      before: { reorderPoint: 10, orderQuantity: 7 },
    });
  });

  it("never rounds below its target, and one unit less would miss it", () => {
    fc.assert(
      fc.property(
        kinds,
        moment(40),
        moment(2),
        moment(8),
        fc.constantFrom("cycle" as const, "fill" as const),
        targets,
        fc.constantFrom(0, 1, 2),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 2 }),
        (
          kind,
          mean,
          spread,
          leadTime,
          measure,
          value,
          reviewPeriods,
          lotSize,
          unitDecimals,
        ) => {
          const law = (review: number) =>
            leadTimeDemand({
              demand: { mean, deviation: spread * mean },
              leadTime: { mean: leadTime, deviation: leadTime / 4 },
              reviewPeriods: review,
              distribution: kind,
            });
          const demand = {
            leadTimeDemand: law(reviewPeriods),
            leadTimeOnlyDemand: law(0),
            meanPerPeriod: mean,
            reviewPeriods,
          };
          const policy = stockPolicy({
            ...demand,
            target: { measure, value },
            orderQuantity: mean * 3,
            lotSize,
            unitDecimals,
          });
          const service = (outcome: {
            cycleService: number;
            fillRate: number;
          }) => (measure === "cycle" ? outcome.cycleService : outcome.fillRate);
          expect(service(policy)).toBeGreaterThanOrEqual(value - 1e-11);
          expect(Number(policy.reorderPoint.toFixed(unitDecimals))).toBe(
            policy.reorderPoint,
          );
          expect(policy.orderQuantity % lotSize).toBe(0);
          expect(policy.orderUpTo).toBeCloseTo(
            policy.reorderPoint + policy.orderQuantity,
            9,
          );
          if (policy.reorderPoint > 0) {
            const less = policyOutcome({
              ...demand,
              reorderPoint: policy.reorderPoint - 10 ** -unitDecimals,
              orderQuantity: policy.orderQuantity,
            });
            expect(service(less)).toBeLessThan(value + 1e-9);
          }
        },
      ),
    );
  });

  it("gives zeros to an item without demand", () => {
    expect(
      aPolicy({ leadTimeDemand: poissonDistribution(0), meanPerPeriod: 0 }),
    ).toMatchObject({
      safetyStock: 0,
      reorderPoint: 0,
      orderUpTo: 0,
      orderQuantity: 0,
      cycleService: 1,
      fillRate: 1,
      meanOnHand: 0,
    });
  });

  it("orders for an item that is delivered at once, with nothing in reserve", () => {
    expect(
      aPolicy({ leadTimeDemand: poissonDistribution(0), meanPerPeriod: 2 }),
    ).toMatchObject({
      safetyStock: 0,
      reorderPoint: 0,
      orderUpTo: 7,
      cycleService: 1,
      fillRate: 1,
    });
  });

  it("answers when the mean handed in is not the mean of the laws", () => {
    // The laws ask for 2 a review; a stray mean of 200 must not set the search adrift.
    const policy = aPolicy({
      leadTimeDemand: poissonDistribution(8),
      leadTimeOnlyDemand: poissonDistribution(6),
      meanPerPeriod: 200,
      reviewPeriods: 1,
      target: { measure: "fill", value: 0.95 },
    });

    expect(policy.fillRate).toBeGreaterThanOrEqual(0.95);
    expect(policy.reorderPoint).toBeLessThan(12);
  });

  it("refuses bad input by name", () => {
    const target = (value: number) => ({
      target: { measure: "cycle" as const, value },
    });
    expect(() => aPolicy(target(95))).toThrow(
      "target.value must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
    expect(() => aPolicy(target(1))).toThrow("target.value must be above 0");
    expect(() => aPolicy({ orderQuantity: -1 })).toThrow(
      "orderQuantity must be at least 0, got -1",
    );
    expect(() => aPolicy({ reviewPeriods: NaN })).toThrow(
      "reviewPeriods must be a number, got NaN",
    );
    expect(() => aPolicy({ lotSize: -5 })).toThrow(
      "lotSize must be at least 0, got -5",
    );
  });
});

describe("policyOutcome", () => {
  it("judges base stock and its twin, orders of one at one less, alike", () => {
    const demand = { leadTimeDemand: poissonDistribution(3) };
    const base = policyOutcome({ ...demand, reorderPoint: 5, orderUpTo: 5 });
    const twin = policyOutcome({ ...demand, reorderPoint: 4, orderUpTo: 5 });

    // P(D ≤ 4) at mean 3: e⁻³·(1 + 3 + 4.5 + 4.5 + 3.375)
    expect(base.fillRate).toBeCloseTo(Math.exp(-3) * 16.375, 12);
    expect(base.fillRate).toBeCloseTo(twin.fillRate, 12);
    expect(base.cycleService).toBe(twin.cycleService);
    expect(base.meanOnHand).toBeCloseTo(twin.meanOnHand, 12);
  });

  it("judges reorder points of 0 and below", () => {
    const demand = { leadTimeDemand: poissonDistribution(3) };
    const at = (r: number) =>
      policyOutcome({ ...demand, reorderPoint: r, orderQuantity: 4 });

    // Position 1 … 4, each a quarter of the time: fill is the mean of P(D ≤ 0 … 3)
    const fill = (Math.exp(-3) * (1 + 4 + 8.5 + 13)) / 4;
    expect(at(0).fillRate).toBeCloseTo(fill, 12);
    expect(at(-2).fillRate).toBeLessThan(at(0).fillRate);
    expect(at(-4)).toEqual({ cycleService: 0, fillRate: 0, meanOnHand: 0 });
  });

  it("agrees with a simulated shop of Poisson demand and periodic review", () => {
    const [rate, leadTime, review, r, q] = [4, 3, 2, 20, 15];
    const stream = seededRandom(11);
    let onHand = r + q;
    let position = onHand;
    let [asked, met, held] = [0, 0, 0];
    const due: { at: number; units: number }[] = [];
    const periods = 200_000;
    for (let t = 0; t < periods; t++) {
      while (due[0]?.at === t) onHand += due.shift()!.units;
      if (t % review === 0) {
        const lots = Math.ceil((r + 1 - position) / q);
        if (lots > 0) {
          due.push({ at: t + leadTime, units: lots * q });
          position += lots * q;
          if (leadTime === 0) onHand += due.pop()!.units;
        }
      }
      const before = Math.max(onHand, 0);
      const units = stream.poisson(rate);
      asked += units;
      met += Math.min(units, before);
      onHand -= units;
      position -= units;
      held += (before + Math.max(onHand, 0)) / 2;
    }
    const outcome = policyOutcome({
      leadTimeDemand: poissonDistribution(rate * (leadTime + review)),
      leadTimeOnlyDemand: poissonDistribution(rate * leadTime),
      meanPerPeriod: rate,
      reviewPeriods: review,
      reorderPoint: r,
      orderQuantity: q,
    });

    expect(met / asked).toBeCloseTo(outcome.fillRate, 2);
    expect(Math.abs(held / periods / outcome.meanOnHand - 1)).toBeLessThan(
      0.01,
    );
  });

  it("refuses a max below its min", () => {
    expect(() =>
      policyOutcome({
        leadTimeDemand: poissonDistribution(3),
        reorderPoint: 5,
        orderUpTo: 4,
      }),
    ).toThrow("orderUpTo must be at least the reorder point 5, got 4");
  });
});
