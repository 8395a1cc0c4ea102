import fc from "fast-check";
import {
  gammaDistribution,
  leadTimeDemand,
  leadTimeDemandMoments,
  normalDistribution,
  poissonDistribution,
  seededRandom,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface FixedCase {
  readonly mean: number;
  readonly var: number;
  readonly probs: number[];
  readonly negbin_or_poisson: number[];
  readonly gamma: number[];
  readonly normal: number[];
  readonly poisson: number[];
  readonly expected_shortage_at_nb95: number;
  readonly gamma_expected_shortage_at_q95: number;
  readonly normal_expected_shortage_at_q95: number;
}
interface RandomCase {
  readonly demand_pmf: number[];
  readonly lead_time_pmf: Readonly<Record<string, number>>;
  readonly mean_exact: number;
  readonly var_exact: number;
  readonly probs: number[];
  readonly quantiles: number[];
  readonly cdf_at_quantiles: number[];
  readonly normal_q95_with_LT_var: number;
  readonly expected_shortage_at_q95: number;
}
const { fixed_moment_quantiles: fixed, stochastic_lead_time: random } =
  reference<{
    fixed_moment_quantiles: FixedCase[];
    stochastic_lead_time: RandomCase[];
  }>("forecast/distributions.json");

const certain = { mean: 1, deviation: 0 };

describe("laws from two moments", () => {
  it.each(fixed)("agree with the reference at mean $mean", (expected) => {
    const demand = { mean: expected.mean, deviation: Math.sqrt(expected.var) };
    const count = leadTimeDemand({
      demand,
      leadTime: certain,
      distribution: "negative-binomial",
    });
    const gamma = gammaDistribution(demand);
    const normal = normalDistribution(demand);
    const poisson = poissonDistribution(expected.mean);

    expected.probs.forEach((p, i) => {
      expect(count.quantile(p)).toBe(expected.negbin_or_poisson[i]);
      expect(poisson.quantile(p)).toBe(expected.poisson[i]);
      expect(gamma.quantile(p) / expected.gamma[i]!).toBeCloseTo(1, 8);
      expect(normal.quantile(p) / expected.normal[i]!).toBeCloseTo(1, 8);
    });
    expect(
      count.loss(count.quantile(0.95)) / expected.expected_shortage_at_nb95,
    ).toBeCloseTo(1, 8);
    expect(
      gamma.loss(gamma.quantile(0.95)) /
        expected.gamma_expected_shortage_at_q95,
    ).toBeCloseTo(1, 8);
    expect(
      normal.loss(normal.quantile(0.95)) /
        expected.normal_expected_shortage_at_q95,
    ).toBeCloseTo(1, 8);
  });
});

describe("demand over a random lead time, exactly", () => {
  it.each(random)(
    "agrees with the reference for $lead_time_pmf",
    (expected) => {
      const leadTime = {
        values: Object.keys(expected.lead_time_pmf).map(Number),
        weights: Object.values(expected.lead_time_pmf),
      };
      const history = {
        values: expected.demand_pmf.map((_, units) => units),
        weights: expected.demand_pmf,
      };
      const law = leadTimeDemand({
        demand: certain,
        leadTime,
        distribution: "empirical",
        history,
      });

      expect(law.mean).toBeCloseTo(expected.mean_exact, 6);
      expect(law.deviation ** 2).toBeCloseTo(expected.var_exact, 5);
      expected.probs.forEach((p, i) => {
        expect(law.quantile(p)).toBe(expected.quantiles[i]);
        expect(law.cdf(expected.quantiles[i]!)).toBeCloseTo(
          expected.cdf_at_quantiles[i]!,
          8,
        );
      });
      const q95 = expected.quantiles[expected.probs.indexOf(0.95)]!;
      expect(law.loss(q95)).toBeCloseTo(expected.expected_shortage_at_q95, 6);
    },
  );

  it.each(random)(
    "matches both moments by a normal law for $lead_time_pmf",
    (expected) => {
      const moment = (power: number) =>
        expected.demand_pmf.reduce((sum, w, x) => sum + w * x ** power, 0);
      const law = leadTimeDemand({
        demand: {
          mean: moment(1),
          deviation: Math.sqrt(moment(2) - moment(1) ** 2),
        },
        leadTime: {
          values: Object.keys(expected.lead_time_pmf).map(Number),
          weights: Object.values(expected.lead_time_pmf),
        },
        distribution: "normal",
      });

      expect(law.quantile(0.95)).toBeCloseTo(
        expected.normal_q95_with_LT_var,
        5,
      );
    },
  );
});

describe("leadTimeDemand", () => {
  it("adds the review period to the lead time's mean only", () => {
    // 10·(4 + 1) and √(5·3² + 10²·2²)
    expect(
      leadTimeDemandMoments({
        demand: { mean: 10, deviation: 3 },
        leadTime: { mean: 4, deviation: 2 },
        reviewPeriods: 1,
      }),
    ).toEqual({ mean: 50, deviation: Math.sqrt(445) });
  });

  it("is negative binomial when Poisson demand meets a gamma lead time", () => {
    const law = leadTimeDemand({
      demand: { mean: 3, deviation: 0 },
      leadTime: { mean: 5, deviation: 2 },
      distribution: "poisson",
    });
    // The lead time drawn, then the demand: shares below 10, 20, 30 of 200,000 draws.
    const stream = seededRandom(5);
    const draws = Array.from({ length: 200_000 }, () =>
      stream.poisson(3 * 0.8 * stream.gamma(6.25)),
    );
    for (const x of [10, 20, 30]) {
      const share = draws.filter((d) => d <= x).length / draws.length;
      // Four standard errors: 4·√(0.25/200,000)
      expect(Math.abs(share - law.cdf(x))).toBeLessThan(0.0045);
    }
  });

  it("is a point without variation, and at 0 without time or demand", () => {
    const law = (mean: number, periods: number) =>
      leadTimeDemand({
        demand: { mean, deviation: 0 },
        leadTime: { mean: periods, deviation: 0 },
        distribution: "gamma",
      });

    expect([law(3, 4).kind, law(3, 4).mean]).toEqual(["point", 12]);
    expect(law(3, 0).quantile(0.99)).toBe(0);
    expect(law(0, 4).quantile(0.99)).toBe(0);
  });

  it("joins recorded windows with recorded lead times and keeps the mean", () => {
    const units = fc.array(fc.integer({ min: 0, max: 50 }), {
      minLength: 1,
      maxLength: 30,
    });
    const times = fc.array(fc.double({ min: 0, max: 12, noNaN: true }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(units, times, (history, leadTime) => {
        const law = leadTimeDemand({
          demand: certain,
          leadTime,
          distribution: "empirical",
          history,
        });
        const average = (list: number[]) =>
          list.reduce((a, b) => a + b, 0) / list.length;
        expect(law.mean).toBeCloseTo(average(history) * average(leadTime), 5);
        expect(law.discrete).toBe(true);
      }),
    );
  });

  it("keeps runs of demand together", () => {
    // Windows of two over 0 0 6 6, end joined to beginning: 0, 6, 12, 6
    const law = leadTimeDemand({
      demand: certain,
      leadTime: [2],
      distribution: "empirical",
      history: [0, 0, 6, 6],
    });

    expect([law.cdf(0), law.cdf(6), law.cdf(12)]).toEqual([0.25, 0.75, 1]);
  });

  it("stands in for a lead time of which only the moments are known", () => {
    const law = leadTimeDemand({
      demand: certain,
      leadTime: { mean: 6, deviation: 2 },
      distribution: "empirical",
      history: [10],
    });

    // Demand certain at 10: mean 10·6, deviation 10·2 less what 25 slices round to whole units
    expect(law.mean).toBeCloseTo(60, 8);
    expect(law.deviation).toBeCloseTo(20, 1);
  });

  it("refuses bad input by name", () => {
    const input = {
      demand: { mean: 3, deviation: 1 },
      leadTime: { mean: 4, deviation: 0 },
      distribution: "normal" as const,
    };
    expect(() =>
      leadTimeDemand({ ...input, leadTime: { mean: -2, deviation: 0 } }),
    ).toThrow("leadTime.mean must be at least 0, got -2");
    expect(() => leadTimeDemand({ ...input, leadTime: [3, -1] })).toThrow(
      "leadTime[1] must be at least 0, got -1",
    );
    expect(() =>
      leadTimeDemand({ ...input, demand: { mean: NaN, deviation: 1 } }),
    ).toThrow("demand.mean must be a number, got NaN");
    expect(() => leadTimeDemand({ ...input, reviewPeriods: -1 })).toThrow(
      "reviewPeriods must be at least 0, got -1",
    );
    expect(() =>
      leadTimeDemand({ ...input, distribution: "empirical" }),
    ).toThrow("history must be given for the empirical law, got nothing");
    expect(() =>
      leadTimeDemand({ ...input, distribution: "empirical", history: [] }),
    ).toThrow("history must hold at least one period");
  });
});
