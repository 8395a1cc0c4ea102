import {
  lawLessons,
  noteWindow,
} from "../../../engine/forecast/law-lessons.ts";
import type { LawRow } from "../../../engine/forecast/law-features.ts";
import {
  lawRow,
  meanFeatures,
  ownScatter,
  scatterFeatures,
} from "../../../engine/forecast/law-features.ts";
import { windowMoments } from "../../../engine/forecast/law-regression.ts";
import { scoreOutcome } from "../../../engine/forecast/negative-binomial-score.ts";
import {
  negativeBinomialDistribution,
  seededRandom,
} from "../../../engine/index.ts";

/** A window whose forecast is `chosen` with scatter e^`scatter`, and one feature that tells more. */
function row(chosen: number, scatter: number, hint: number): LawRow {
  const features = new Float64Array(meanFeatures + scatterFeatures);
  features[0] = 1;
  features[2] = hint;
  features[meanFeatures] = 1;
  features[meanFeatures + ownScatter] = scatter;
  return { features, start: Math.log(chosen), grip: 0.5, scale: 1 };
}

describe("the regression of laws", () => {
  it("believes the chosen forecast and its own errors before it has learnt", () => {
    const { mean, variance } = windowMoments(
      lawLessons(),
      row(3, Math.log(2), 0.7),
    );
    expect(mean).toBeCloseTo(3, 12);
    // Variance is mean·(1 + scatter) = 3·(1 + 2).
    expect(variance).toBeCloseTo(9, 12);
  });

  it("learns that a forecast is 30 % low, what a hint is worth, and a scatter of 3", () => {
    const random = seededRandom(11);
    const lessons = lawLessons();
    for (let i = 0; i < 6000; i++) {
      const hint = random.normal() / 2;
      const mean = 4 * 1.3 * Math.exp(0.8 * hint);
      // Negative binomial with variance mean·(1 + 3): Poisson with a gamma mean.
      const outcome = random.poisson(3 * random.gamma(mean / 3));
      noteWindow(lessons, {
        row: row(4, Math.log(2), hint),
        outcome,
        weight: 1,
        whole: true,
        origin: i % 6,
      });
    }
    const plain = windowMoments(lessons, row(4, Math.log(2), 0));
    expect(plain.mean / 4).toBeCloseTo(1.3, 1);
    expect(plain.variance / plain.mean - 1).toBeGreaterThan(2.6);
    expect(plain.variance / plain.mean - 1).toBeLessThan(3.4);
    const hinted = windowMoments(lessons, row(4, Math.log(2), 1));
    expect(Math.log(hinted.mean / plain.mean)).toBeCloseTo(0.8, 1);
  });

  it("keeps its memory flat and its answer steady over many windows", () => {
    const lessons = lawLessons();
    for (let i = 0; i < 40_000; i++) {
      noteWindow(lessons, {
        row: row(2, 0, 0),
        outcome: i % 7,
        weight: 1,
        whole: true,
        origin: i % 6,
      });
    }
    expect(lessons.kept).toBe(12_000);
    // Outcomes 0 to 6 alike: 3 on average.
    expect(windowMoments(lessons, row(2, 0, 0)).mean).toBeCloseTo(3, 1);
  });

  it("does not follow the past of all where the latest windows went another way", () => {
    const lessons = lawLessons();
    for (let i = 0; i < 4000; i++) {
      const origin = i % 8;
      noteWindow(lessons, {
        row: row(5, -1, 0),
        // Long ago twice the forecast, lately the forecast.
        outcome: origin < 2 ? 5 : 10,
        weight: 1,
        whole: true,
        origin,
      });
    }
    expect(windowMoments(lessons, row(5, -1, 0)).mean).toBeCloseTo(5, 6);
  });
});

describe("the score of an outcome", () => {
  const score = { likelihood: 0, byMean: 0, byScatter: 0 };

  it("is the logarithm of the law's probability, but for ln y!", () => {
    const mean = 3.7;
    const scatter = 1.9;
    const deviation = Math.sqrt(mean * (1 + scatter));
    const law = negativeBinomialDistribution({ mean, deviation });
    let factorial = 1;
    for (let y = 0; y < 30; y++) {
      if (y > 0) factorial *= y;
      scoreOutcome(y, mean, scatter, score);
      const probability = law.cdf(y) - (y > 0 ? law.cdf(y - 1) : 0);
      const expected = Math.log(probability * factorial);
      expect(Math.abs(score.likelihood - expected)).toBeLessThan(1e-7);
    }
  });

  it("has the slopes that differences show", () => {
    const step = 1e-5;
    for (const [y, mean, scatter] of [
      [0, 0.3, 0.2],
      [5, 2, 4],
      [11, 40, 0.05],
      [12, 9, 30],
      [2000, 1800, 900],
    ] as const) {
      const at = (m: number, s: number) => {
        scoreOutcome(y, m, s, score);
        return score.likelihood;
      };
      const up = Math.exp(step);
      const byMean =
        (at(mean * up, scatter) - at(mean / up, scatter)) / (2 * step);
      const byScatter =
        (at(mean, scatter * up) - at(mean, scatter / up)) / (2 * step);
      scoreOutcome(y, mean, scatter, score);
      expect(score.byMean).toBeCloseTo(byMean, 4);
      expect(score.byScatter).toBeCloseTo(byScatter, 4);
    }
  });
});

describe("the features of a window", () => {
  it("are numbers for any history that ever sold, and ask nothing of one that did not", () => {
    const known = (units: number[], whole: boolean) =>
      lawRow({
        units: Float64Array.from(units),
        origin: units.length,
        covered: 3,
        whole,
        exposure: undefined,
        total: 2,
        variance: 5,
      });
    for (const units of [[1], [0, 0, 4], [1e9, 1e-3], [7, 7, 7, 7, 7, 7]]) {
      const whole = units.every(Number.isInteger);
      for (const figure of known(units, whole)!.features) {
        expect(Number.isFinite(figure)).toBe(true);
      }
    }
    expect(known([0, 0], true)).toBeUndefined();
  });

  it("do not depend on the unit in which continuous demand is counted", () => {
    const asked = (unit: number) =>
      lawRow({
        units: Float64Array.of(1.5, 2.25, 0.75, 3.5, 1.25, 2).map(
          (size) => size * unit,
        ),
        origin: 6,
        covered: 2,
        whole: false,
        exposure: undefined,
        total: 4 * unit,
        variance: 2 * unit * unit,
      })!;
    const grams = asked(1000);
    // The half unit that keeps logarithms finite is all that differs.
    asked(1).features.forEach((figure, k) => {
      expect(Math.abs(figure - grams.features[k]!)).toBeLessThan(0.2);
    });
  });
});
