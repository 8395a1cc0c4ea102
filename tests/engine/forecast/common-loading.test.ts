import { loadingOn } from "../../../engine/forecast/common-loading.ts";
import { seededRandom } from "../../../engine/index.ts";

const levels = Float64Array.from(
  { length: 48 },
  (_, t) => 1 + 0.3 * Math.sin(t / 2) + (t % 5) / 20,
);

describe("how strongly a series follows what all do", () => {
  it("is 1 for one that does just as all do", () => {
    const units = levels.map((level) => 40 * level);
    // Its mean is not 40 but 40 times that of the levels: 1.1.
    const mean = levels.reduce((a, b) => a + b, 0) / levels.length;
    expect(loadingOn(units, levels, 0)).toBeCloseTo(1 / mean, 2);
  });

  it("is nothing for a steady one that goes its own way", () => {
    const units = levels.map((_, t) => 1000 + 3 * t);
    expect(loadingOn(units, levels, 0)).toBeLessThan(0.05);
    expect(loadingOn(units.fill(5), levels, 0)).toBe(0);
  });

  it("stays near 1 for demand too rare to tell", () => {
    const random = seededRandom(3);
    const units = levels.map(() => random.poisson(0.05));
    expect(Math.abs(loadingOn(units, levels, 0) - 1)).toBeLessThan(0.3);
  });

  it("is neither below 0 nor without bounds", () => {
    const against = levels.map((level) => 40 * (2 - level));
    const wild = levels.map((level) => Math.max(0, 400 * (level - 1)));
    expect(loadingOn(against, levels, 0)).toBe(0);
    expect(loadingOn(wild, levels, 0)).toBe(2);
  });

  it("is 1 where nothing can be told", () => {
    expect(loadingOn(Float64Array.of(3, 4), levels, 46)).toBe(1);
    expect(loadingOn(new Float64Array(48), levels, 0)).toBe(1);
  });

  it("looks only at periods whose levels are known", () => {
    const long = Float64Array.from({ length: 60 }, (_, t) =>
      t < 12 ? 900 * (t % 2) : 40 * levels[t - 12]!,
    );
    expect(loadingOn(long, levels, -12)).toBeGreaterThan(0);
    expect(loadingOn(long, levels, -12)).toBeLessThan(1);
  });
});
