import type { DemandLaw, Distribution } from "../../../engine/index.ts";
import {
  gammaDistribution,
  negativeBinomialDistribution,
  normalDistribution,
  poissonDistribution,
  sampleMoments,
  seededRandom,
} from "../../../engine/index.ts";
import {
  ratioEstimate,
  studentFactor,
} from "../../../engine/simulation/confidence.ts";
import { demandSampler } from "../../../engine/simulation/demand-sampler.ts";
import { fastNormal } from "../../../engine/simulation/fast-normal.ts";
import { wholeLeadTime } from "../../../engine/simulation/lead-time-sampler.ts";
import { stageStream } from "../../../engine/simulation/random-stream.ts";

const draws = 40_000;

/** Kolmogorov's distance; beyond 1.95/√n once in 1,000 (fewer where the law is discrete). */
function expectLaw(sample: Float64Array, law: Distribution): void {
  const sorted = Float64Array.from(sample).sort();
  let worst = 0;
  sorted.forEach((value, at) => {
    if (sorted[at + 1] === value) return;
    worst = Math.max(worst, Math.abs((at + 1) / draws - law.cdf(value)));
  });
  expect(worst).toBeLessThan(1.95 / Math.sqrt(draws));
}

function drawnFrom(law: DemandLaw): Float64Array {
  const sample = new Float64Array(draws);
  demandSampler(law).open(seededRandom(5))(sample, draws);
  return sample;
}

describe("demand drawn for a simulation", () => {
  it.each<[string, DemandLaw, Distribution]>([
    [
      "little Poisson demand",
      { law: "poisson", mean: 0.3 },
      poissonDistribution(0.3),
    ],
    [
      "much Poisson demand",
      { law: "poisson", mean: 250 },
      poissonDistribution(250),
    ],
    [
      "Poisson demand beyond any table",
      { law: "poisson", mean: 4e7 },
      poissonDistribution(4e7),
    ],
    [
      "scattered demand",
      { law: "negative-binomial", mean: 3, deviation: 5 },
      negativeBinomialDistribution({ mean: 3, deviation: 5 }),
    ],
    [
      "scattered demand beyond any table",
      { law: "negative-binomial", mean: 9000, deviation: 6000 },
      negativeBinomialDistribution({ mean: 9000, deviation: 6000 }),
    ],
    [
      "gamma demand",
      { law: "gamma", mean: 4, deviation: 3 },
      gammaDistribution({ mean: 4, deviation: 3 }),
    ],
    [
      "normal demand",
      { law: "normal", mean: 80, deviation: 10 },
      normalDistribution({ mean: 80, deviation: 10 }),
    ],
  ])("follows its law: %s", (_, law, distribution) => {
    expectLaw(drawnFrom(law), distribution);
  });

  it("is never below zero, and whole when it shall be", () => {
    const law = { law: "normal", mean: 2, deviation: 3 } as const;
    const sample = drawnFrom({ ...law, whole: true });
    expect(sample.every((units) => units >= 0 && Number.isInteger(units))).toBe(
      true,
    );
    // P(Z ≤ (0.5 − 2)/3) = Φ(−0.5) = 0.3085 rounds to 0.
    const none = sample.filter((units) => units === 0).length / draws;
    expect(none).toBeCloseTo(0.3085, 2);
  });

  it("comes as often as its weights say", () => {
    const sample = drawnFrom({
      law: "empirical",
      values: [0, 7, 2.5],
      weights: [5, 3, 2],
    });
    const share = (value: number) =>
      sample.filter((units) => units === value).length / draws;
    expect(share(0)).toBeCloseTo(0.5, 2);
    expect(share(7)).toBeCloseTo(0.3, 2);
    expect(share(2.5)).toBeCloseTo(0.2, 2);
  });

  it("has normal tails as far out as there are draws", () => {
    const random = seededRandom(9);
    let far = 0;
    for (let n = 0; n < 2_000_000; n++) {
      if (Math.abs(fastNormal(random)) > 3.5) far++;
    }
    // 2·P(Z > 3.5) = 4.653e-4: 930.5 ± 30.5 of two million.
    expect(Math.abs(far - 930.5)).toBeLessThan(4 * 30.5);
  });

  it("differs from stage to stage, run to run and purpose to purpose", () => {
    const first = [
      stageStream(1, 0, "A", "demand"),
      stageStream(1, 0, "B", "demand"),
      stageStream(1, 1, "A", "demand"),
      stageStream(2, 0, "A", "demand"),
      stageStream(1, 0, "A", "lead time"),
      stageStream(1 + 2 ** 32, 0, "A", "demand"),
    ].map((random) => random.uniform());
    expect(new Set(first).size).toBe(first.length);
  });
});

describe("a lead time in whole periods", () => {
  it("rounds a fixed one up, a normal one to the nearest", () => {
    expect(wholeLeadTime("leadTime", 2.2).longest).toBe(3);
    const { mean, table } = wholeLeadTime("leadTime", {
      mean: 6.4,
      deviation: 1.5,
    });
    expect(mean).toBeCloseTo(6.4, 4);
    expect(table!.values.every(Number.isInteger)).toBe(true);
  });

  it("refuses one that would fill the memory, by name", () => {
    expect(() => wholeLeadTime("leadTime", 1e9)).toThrow(
      "leadTime must be at most 100000 periods, got 1000000000; use longer periods",
    );
  });
});

describe("a confidence interval", () => {
  it.each([
    [1, 12.7062],
    [2, 4.30265],
    [3, 3.18245],
    [10, 2.22814],
    [19, 2.09302],
    [120, 1.97993],
  ])("of %i degrees of freedom is as wide as in the tables: %f", (n, t) => {
    expect(studentFactor(n)).toBeCloseTo(t, 4);
  });

  it("holds a mean 95 times out of a hundred", () => {
    const random = seededRandom(3);
    let held = 0;
    for (let round = 0; round < 4000; round++) {
      const sample = Array.from({ length: 8 }, () => 5 + random.normal());
      const { low, high } = ratioEstimate(
        sample,
        sample.map(() => 1),
        0,
      );
      if (low <= 5 && high >= 5) held++;
    }
    // 3,800 ± 13.8
    expect(Math.abs(held - 3800)).toBeLessThan(4 * 13.8);
  });

  it("holds a mean as often, and is narrower, with a control that hangs on it", () => {
    const random = seededRandom(5);
    let held = 0;
    let [plain, controlled] = [0, 0];
    for (let round = 0; round < 2000; round++) {
      const control = Array.from({ length: 20 }, () => random.normal());
      // Half of the variance is the control's.
      const sample = control.map((luck) => 5 + luck + random.normal());
      const ones = sample.map(() => 1);
      const width = ({ low, high }: { low: number; high: number }) =>
        high - low;
      const found = ratioEstimate(sample, ones, 0, control);
      plain += width(ratioEstimate(sample, ones, 0));
      controlled += width(found);
      if (found.low <= 5 && found.high >= 5) held++;
    }
    // 1,900 ± 9.7; the slope is learnt from the same 20, which costs a little.
    expect(held).toBeGreaterThan(1900 - 50);
    expect(held).toBeLessThan(1900 + 40);
    // √½, and some.
    expect(controlled / plain).toBeLessThan(0.75);
  });

  it("is that of the mean when what it divides by is always the same", () => {
    const sample = [3, 5, 4, 8];
    const { mean, deviation } = sampleMoments("sample", sample);
    const { high } = ratioEstimate(sample, [1, 1, 1, 1], 0);
    expect(high - mean).toBeCloseTo((3.18245 * deviation) / 2, 4);
  });
});

describe("demand that follows one law after the other", () => {
  const law: DemandLaw = {
    law: "in-turn",
    laws: [1, 2, 3, 4].map((units) => ({
      law: "empirical",
      values: [units],
    })),
    periods: 5,
  };

  it("stays with each for its periods, whatever the pieces asked for, and begins again", () => {
    const source = demandSampler(law).open(seededRandom(3));
    const seen: number[] = [];
    for (const count of [3, 7, 11, 1, 18]) {
      const piece = new Float64Array(count);
      source(piece, count);
      seen.push(...piece);
    }
    const turns = Array.from({ length: 8 }, (_, turn) =>
      seen.slice(5 * turn, 5 * turn + 5),
    );

    for (const turn of turns) expect(new Set(turn).size).toBe(1);
    const order = turns.map(([units]) => units!);
    expect(order.slice(0, 4).sort()).toEqual([1, 2, 3, 4]);
    expect(order.slice(4)).toEqual(order.slice(0, 4));
  });

  it("has their mean, and an order that hangs on the stream", () => {
    const sampler = demandSampler(law);
    const orders = [1, 2, 3, 4, 5, 6].map((seed) => {
      const demand = new Float64Array(20);
      sampler.open(seededRandom(seed))(demand, 20);
      return demand.join();
    });

    expect(sampler).toMatchObject({ mean: 2.5, unbiased: true, whole: true });
    expect(new Set(orders).size).toBeGreaterThan(2);
  });
});
