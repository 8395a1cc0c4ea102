import fc from "fast-check";
import type { EtsForm } from "../../../engine/index.ts";
import {
  croston,
  crostonConstants,
  ets,
  etsForecast,
  fitEts,
  forecastMethodNamed,
  forecastMethods,
  forecastPath,
  forecastSeries,
  holtWintersPath,
  rateFit,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

type Row = {
  readonly mean: number | readonly number[];
  readonly aicc: number;
  readonly model: string;
  readonly SSE: number;
};
interface Case {
  readonly id: string;
  readonly m: number;
  readonly h: number;
  readonly train: readonly number[];
  readonly test: readonly number[];
  readonly R_forecast_8_20: Readonly<Record<string, Row>>;
  readonly statsforecast_2_1_1: Readonly<Record<string, Row>>;
}

const { cases } = reference<{ cases: readonly Case[] }>("forecast/smooth.json");
const named = cases.map((one) => [one.id, one] as const);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const form = (letters: string): EtsForm => ({
  error: letters.startsWith("M") ? "multiplicative" : "additive",
  trend: letters.includes("d")
    ? "damped"
    : letters[1] === "A"
      ? "additive"
      : "none",
  season: letters.endsWith("M")
    ? "multiplicative"
    : letters.endsWith("A")
      ? "additive"
      : "none",
});

/** Every figure within `share` of the published one. */
function close(
  found: readonly number[],
  published: readonly number[],
  within: number,
): void {
  expect(found).toHaveLength(published.length);
  found.forEach((figure, i) => {
    expect(Math.abs(figure - published[i]!)).toBeLessThanOrEqual(within);
  });
}

describe("the methods of smooth demand", () => {
  it.each(named)(
    "give the published figures where they are exact: %s",
    (_id, { train, h, m, R_forecast_8_20: r, statsforecast_2_1_1: s }) => {
      const size = 1e-6 * mean(train);
      const options = { horizon: h, season: m };
      const figures = (row: Row) => row.mean as readonly number[];

      close(
        forecastPath(train, "seasonal-naive", options),
        figures(r["snaive"]!),
        size,
      );
      close(forecastPath(train, "drift", options), figures(s["RWD"]!), size);
      close(
        forecastPath(train, "seasonal-ses", { ...options, alpha: 0.2 }),
        figures(s["SeasonalES_.2"]!),
        size,
      );
      const [level] = forecastPath(train, "ses", { horizon: 1, alpha: 0.2 });
      expect(level).toBeCloseTo(r["ses_alpha.2_simple"]!.mean as number, 6);
      // R: HoltWinters(alpha = .2, beta = .05, gamma = .1), its own start.
      const fixed = holtWintersPath(train, h, m, "additive", {
        alpha: 0.2,
        beta: 0.05,
        gamma: 0.1,
      });
      close(fixed.path, figures(r["stats_HoltWinters_fixed"]!), size);
      expect(fixed.squares / r["stats_HoltWinters_fixed"]!.SSE).toBeCloseTo(
        1,
        6,
      );
    },
  );

  it.each(named)(
    "give theta forecasts within 2 %% of R's thetaf: %s",
    (_id, { train, h, m, R_forecast_8_20: r, statsforecast_2_1_1: s }) => {
      const size = 0.02 * mean(train);
      const options = { horizon: h, season: m };
      const { mean: published } = r["thetaf"]!;
      close(forecastPath(train, "theta", options), published as number[], size);
      close(
        forecastPath(train, "optimized-theta", options),
        s["OptimizedTheta_OTM"]!.mean as number[],
        size,
      );
    },
  );

  it.each(named)(
    "are as likely as R's fit of the same form: %s",
    (_id, { train, m, R_forecast_8_20: r }) => {
      const aicc = (letters: string) => fitEts(train, form(letters), m)!.aicc;

      expect(aicc("ANN")).toBeLessThan(r["ses_optimal"]!.aicc + 0.01);
      expect(aicc("AAN")).toBeLessThan(r["holt"]!.aicc + 0.01);
      expect(aicc("AAdN")).toBeLessThan(r["holt_damped"]!.aicc + 0.01);
      expect(aicc("AAA")).toBeLessThan(r["hw_additive"]!.aicc + 0.01);
      expect(aicc("MAM")).toBeLessThan(r["hw_multiplicative"]!.aicc + 0.01);
      const published = r["ets"]!;
      expect(ets(train, m)!.aicc).toBeLessThan(published.aicc + 0.01);
      const letters = published.model.replace(/ETS|[^AMNd]/g, "");
      expect(aicc(letters)).toBeLessThan(published.aicc + 0.01);
    },
  );

  it("choose forms that forecast about as well as R's choices, over the cases", () => {
    let ours = 0;
    let theirs = 0;
    for (const { train, test, m, h, R_forecast_8_20: r } of cases) {
      const scale = mean(train) * cases.length;
      const path = etsForecast(ets(train, m)!, h);
      const published = r["ets"]!.mean as number[];
      ours += mean(path.map((f, i) => Math.abs(f - test[i]!))) / scale;
      theirs += mean(published.map((f, i) => Math.abs(f - test[i]!))) / scale;
    }
    // Twelve series tell two good choices apart to about a tenth, not better.
    expect(ours).toBeLessThan(1.1 * theirs);
  });

  it("smooth level and trend by constants given as R's HoltWinters without a season", () => {
    const y = [51, 53, 57, 57, 60, 68, 70, 70, 70, 75];
    // level 53, trend 2; then 57: base 55, level 55.6, trend 2.06; and so on.
    let level = 53;
    let trend = 2;
    for (const units of y.slice(2)) {
      const next = 0.3 * units + 0.7 * (level + trend);
      trend = 0.1 * (next - level) + 0.9 * trend;
      level = next;
    }
    const options = { horizon: 2, alpha: 0.3, beta: 0.1 };
    const [one, two] = forecastPath(y, "holt", options);
    expect(one).toBeCloseTo(level + trend, 10);
    expect(two).toBeCloseTo(level + 2 * trend, 10);
  });

  it("answer every history with finite figures, whatever the method and the season", () => {
    const demand = fc.array(
      fc.oneof(
        fc.constant(0),
        fc.nat(50),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
      ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(
        demand,
        fc.constantFrom(...forecastMethods),
        fc.integer({ min: 1, max: 60 }),
        (history, method, season) => {
          const path = forecastPath(history, method, { horizon: 5, season });
          expect(path).toHaveLength(5);
          expect(path.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are scale-free: ten times the demand is ten times the forecast", () => {
    const { train, m } = cases[4]!;
    for (const method of forecastMethods) {
      const options = { horizon: 6, season: m };
      const one = forecastPath(train, method, options);
      const ten = forecastPath(
        train.map((units) => 10 * units),
        method,
        options,
      );
      ten.forEach((figure, h) => expect(figure / one[h]!).toBeCloseTo(10, 2));
    }
  });

  it("go by the names other packages use, and refuse one that nobody does", () => {
    expect(forecastMethodNamed("Seasonal Naive")).toBe("seasonal-naive");
    expect(forecastMethodNamed("snaive")).toBe("seasonal-naive");
    expect(() => forecastMethodNamed("best")).toThrow(
      'method must be auto or one of naive, seasonal-naive, drift, mean, ses, seasonal-ses, holt, damped, holt-winters-additive, holt-winters-multiplicative, ets, theta, optimized-theta, croston, sba, sbj, tsb, adida, imapa, got "best"',
    );
  });

  it("find the constants of intermittent demand when asked, and refuse where they cannot", () => {
    const y = [0, 3, 0, 0, 2, 0, 5, 0, 0, 0, 4, 1];
    const level = (method: "croston" | "tsb", tuned: "best" | "rate") =>
      forecastPath(y, method, { horizon: 1, tuned })[0];
    expect(level("croston", "best")).toBe(croston(y, crostonConstants(y)));
    expect(level("tsb", "rate")).toBe(rateFit(y, "tsb").forecast);
    expect(() => level("tsb", "best")).toThrow(
      "alpha must be a number for tsb: best is for ses, croston, sba, sbj",
    );
    const { parameters } = forecastSeries(y, {
      horizon: 1,
      method: "sbj",
      tuned: "rate",
    });
    expect(parameters["rateError"]).toBe(rateFit(y, "sbj").rateError);
  });

  it("refuse a horizon of no whole number by name", () => {
    expect(() => forecastPath([1, 2], "mean", { horizon: 1.5 })).toThrow(
      "horizon must be a whole number from 1 to 100000, got 1.5",
    );
  });
});
