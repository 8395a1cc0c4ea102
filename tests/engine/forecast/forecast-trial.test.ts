import { forecastTrial } from "../../../engine/forecast/forecast-trial.ts";
import { seededRandom } from "../../../engine/index.ts";

const noise = (periods: number, level: number, spread: number) => {
  const random = seededRandom(3);
  return Array.from({ length: periods }, () =>
    Math.max(0, Math.round(level + spread * (random.uniform() - 0.5))),
  );
};

describe("forecastTrial", () => {
  it("beats repeating the last period where demand is noise around a level", () => {
    const trial = forecastTrial(noise(80, 50, 60), { covered: 4, season: 1 })!;

    expect(trial.origins).toBeGreaterThanOrEqual(5);
    expect(trial.loss).toBeLessThan(trial.lossOfNaive);
  });

  it("is a loss in units: ten times the demand loses ten times as much", () => {
    const small = noise(60, 500, 400);
    const large = small.map((units) => 10 * units);
    const options = { covered: 3, season: 1 };

    expect(
      forecastTrial(large, options)!.lossOfNaive /
        forecastTrial(small, options)!.lossOfNaive,
    ).toBeCloseTo(10, 1);
  });

  it("has nothing to lose where demand never moves", () => {
    const trial = forecastTrial(new Array<number>(40).fill(7), {
      covered: 2,
      season: 1,
    })!;
    expect(trial.lossOfNaive).toBeCloseTo(0, 1);
  });

  it.each([
    ["a history shorter than the time covered", noise(3, 9, 2), 8],
    ["nothing recorded", [null, null], 2],
    ["zeros", [0, 0, 0, 0, 0, 0], 2],
  ])("cannot be made with %s", (_, history, covered) => {
    expect(forecastTrial(history, { covered, season: 1 })).toBeNull();
  });
});
