import { windowLaw } from "../../../engine/forecast/window-law.ts";
import { forecastSeries } from "../../../engine/index.ts";
import { leadTimeExposure } from "../../../engine/planning/lead-time-exposure.ts";
import { stageDemand } from "../../../engine/planning/stage-demand.ts";

const from = (quantities: (number | null)[]) => ({
  start: "2024-01-01",
  quantities,
});
const weekly = { season: 52, covered: 4 };

describe("stageDemand", () => {
  it("covers lead time and review by what the forecast of that time says", () => {
    const history = Array.from({ length: 80 }, (_, week) => 20 + (week % 3));

    const { rate, covered } = stageDemand(from(history), {
      season: 1,
      covered: 3.2,
    });
    const { leadTimeDemand } = forecastSeries(history, {
      horizon: 4,
      covered: 4,
    });
    expect(covered).toBe(4);
    expect(4 * rate.mean).toBeCloseTo(leadTimeDemand.mean, 9);
    expect(Math.sqrt(4) * rate.deviation).toBeCloseTo(
      leadTimeDemand.deviation,
      9,
    );
  });

  it("has the forecast's own quantile at the target", () => {
    const history = Array.from({ length: 90 }, (_, week) =>
      week % 3 === 0 ? 1 + ((week * 7) % 17) : 0,
    );
    const asked = { season: 1, covered: 5 };
    const { leadTimeDemand } = forecastSeries(history, {
      ...asked,
      horizon: 5,
      quantiles: [0.98],
    });
    const { rate } = stageDemand(from(history), { ...asked, target: 0.98 });

    const law = windowLaw(5 * rate.mean, 5 * rate.deviation ** 2, true);
    expect(law.quantile(0.98)).toBe(leadTimeDemand.quantiles["0.98"]);
  });

  it("holds more over a long lead time where the level wanders than independent weeks would", () => {
    // A level that climbs and falls: ten weeks of 20, ten of 60, and so on.
    const waves = Array.from({ length: 120 }, (_, week) =>
      Math.floor(week / 10) % 2 === 0 ? 20 + (week % 3) : 60 + (week % 3),
    );
    const over = (covered: number) =>
      stageDemand(from(waves), { season: 1, covered }).rate.deviation;

    // √L·σ would have the same deviation per period, whatever the time covered.
    expect(over(8)).toBeGreaterThan(1.5 * over(1));
  });

  it("expects a season's demand when the season comes", () => {
    const year = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 90, 90];
    const found = stageDemand(
      from([...year, ...year, ...year, ...year.slice(0, 10)]),
      { season: 12, covered: 2 },
    );

    // The two high months come next; the mean of the year is 22.5.
    expect(found.rate.mean).toBeGreaterThan(60);
  });

  it("expects little of an item that nobody has asked for in a long time", () => {
    const lively = [5, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 0];
    const silent = [...lively, ...new Array<number>(25).fill(0)];

    const found = stageDemand(from(silent), weekly);
    expect(found.silent).toBe(true);
    expect(stageDemand(from(lively), weekly).silent).toBe(false);
    // 25 units in the record's 40 periods
    expect(found.rate.mean).toBeLessThan(25 / 40);
  });

  it("reads leading blanks as a launch, and takes net returns from the sales before", () => {
    const found = stageDemand(from([null, null, 4, 5, -2, 6]), weekly);

    // Two of the five came back.
    expect(found.history).toEqual([4, 3, 0, 6]);
    expect(found.negativePeriods).toBe(1);
  });

  it.each([
    ["nothing recorded", null],
    ["an empty record", from([])],
    ["zeros all along", from([0, 0, 0])],
  ])("knows no demand: %s", (_, history) => {
    expect(stageDemand(history, weekly)).toMatchObject({
      class: "none",
      rate: { mean: 0, deviation: 0 },
      periodsSinceDemand: null,
    });
  });
});

describe("leadTimeExposure", () => {
  it("is the time itself when nothing varies", () => {
    expect(leadTimeExposure(12, 0)).toEqual({ mean: 12, deviation: 0 });
    expect(leadTimeExposure(-3, 0)).toEqual({ mean: 0, deviation: 0 });
  });

  it("keeps what lateness leaves when the mean is all waited for", () => {
    const { mean, deviation } = leadTimeExposure(0, 4);

    // max(0, X) of a normal X: 4/√(2π) and 4·√(1/2 − 1/(2π))
    expect(mean).toBeCloseTo(1.5957691, 7);
    expect(deviation).toBeCloseTo(2.3352775, 6);
  });

  it("is close to the lead time itself when it can hardly be negative", () => {
    const { mean, deviation } = leadTimeExposure(40, 4);
    expect(mean).toBeCloseTo(40, 9);
    expect(deviation).toBeCloseTo(4, 9);
  });
});
