import { seededRandom } from "../../../engine/index.ts";
import { forecastPool } from "../../../engine/forecast/forecast-pool.ts";
import {
  lessons,
  learnSeries,
  seriesTeacher,
} from "../../../engine/forecast/forecast-series.ts";
import type { LawRow } from "../../../engine/forecast/law-features.ts";
import { featureRoom } from "../../../engine/forecast/law-features.ts";
import {
  keepsNext,
  lawLessons,
  noteWindow,
} from "../../../engine/forecast/law-lessons.ts";

describe("lessons of a law", () => {
  it("keep the same windows when those without a place are passed over", () => {
    const row: LawRow = {
      features: featureRoom().fill(1),
      start: 1,
      grip: 1,
      scale: 1,
    };
    const [all, some] = [lawLessons(), lawLessons()];
    let passed = 0;
    for (let window = 0; window < 40_000; window++) {
      const past = { row, outcome: window, weight: 1, whole: true, origin: 0 };
      noteWindow(all, past);
      if (keepsNext(some)) noteWindow(some, past);
      else passed++;
    }

    expect(some).toEqual(all);
    // 12,000 are kept at first, then the n-th with chance 12,000 / n: 12,000 · ln(40 / 12)
    // = 14,448 more, and 13,552 of 40,000 have no place.
    expect(passed).toBeGreaterThan(13_100);
    expect(passed).toBeLessThan(14_000);
  });
});

describe("seriesTeacher", () => {
  it("teaches a pool the same bits as lessons taken one by one", () => {
    const { uniform, poisson } = seededRandom(3);
    const options = { season: 4, covered: 3, horizon: 3 };
    const known = Array.from({ length: 60 }, () => {
      const mean = 6 * uniform();
      return Array.from({ length: 40 }, (_, t) =>
        poisson(mean * (1 + (t % 4))),
      );
    });
    known.push([], new Array<number>(40).fill(0));
    const [one, other] = [forecastPool(), forecastPool()];
    const series = known.map((units) => seriesTeacher(other, units, options));
    for (const lesson of lessons) {
      for (const units of known) learnSeries(one, units, options, lesson);
      for (const teach of series) teach(lesson);
    }

    expect(other).toEqual(one);
    expect(other.lessons.kept).toBeGreaterThan(300);
  });
});
