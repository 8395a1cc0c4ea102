import { accuracy, forecastPath, pinballLoss } from "../../../engine/index.ts";
import type { ForecastMethod, ForecastOptions } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Origin {
  readonly origin: number;
  readonly forecast: readonly number[];
  readonly mae: number;
  readonly rmse: number;
  readonly me: number;
  readonly wape: number | null;
  readonly smape: number;
  readonly mase_1: number | null;
  readonly mase_12: number | null;
  readonly rmsse: number | null;
  readonly cum_error: number;
  readonly pis: number;
  readonly pinball: Readonly<Record<string, number>>;
}
interface Case {
  readonly id: string;
  readonly y: readonly number[];
  readonly H: number;
  readonly methods: Readonly<
    Record<string, { readonly per_origin: readonly Origin[] }>
  >;
}

const { cases } = reference<{ cases: readonly Case[] }>(
  "forecast/metrics_rolling_origin.json",
);
const named = cases.map((one) => [one.id, one] as const);
const methods: Readonly<
  Record<string, [ForecastMethod, Partial<ForecastOptions>]>
> = {
  naive: ["naive", {}],
  historic_mean: ["mean", {}],
  "ses_.2_first_obs": ["ses", { alpha: 0.2 }],
  "croston_.1": ["croston", {}],
  "sba_.1": ["sba", {}],
  "tsb_.1_.1": ["tsb", {}],
  snaive_12: ["seasonal-naive", { season: 12 }],
};

function same(found: number | null, published: number | null): void {
  if (published === null || found === null) expect(found).toBe(published);
  else {
    const size = 1e-9 * Math.max(Math.abs(published), 1);
    expect(Math.abs(found - published)).toBeLessThanOrEqual(size);
  }
}

describe("accuracy", () => {
  it.each(named)(
    "gives the published measures of every method and origin: %s",
    (_id, { y, H, methods: rows }) => {
      for (const [name, { per_origin }] of Object.entries(rows)) {
        const [method, options] = methods[name]!;
        for (const row of per_origin) {
          const history = y.slice(0, row.origin);
          const actual = y.slice(row.origin, row.origin + H);
          const forecast = forecastPath(history, method, {
            horizon: H,
            ...options,
          });
          forecast.forEach((figure, h) => same(figure, row.forecast[h]!));
          const found = accuracy({ history, actual, forecast, season: 12 });
          same(found.mae, row.mae);
          same(found.rmse, row.rmse);
          same(found.me, row.me);
          same(found.wape, row.wape);
          same(found.smape, row.smape);
          same(found.mase, row.mase_1);
          same(found.seasonalMase, row.mase_12);
          same(found.rmsse, row.rmsse);
          same(found.cumulativeError, row.cum_error);
          same(found.periodsInStock, row.pis);
          for (const [probability, loss] of Object.entries(row.pinball)) {
            const each = actual.map((a, h) =>
              pinballLoss(a, forecast[h]!, Number(probability)),
            );
            same(each.reduce((sum, one) => sum + one, 0) / H, loss);
          }
        }
      }
    },
  );

  it("charges what is short by the probability and what is over by the rest", () => {
    // 0.9 · (12 - 10) and 0.1 · (10 - 7).
    expect(pinballLoss(12, 10, 0.9)).toBeCloseTo(1.8, 12);
    expect(pinballLoss(7, 10, 0.9)).toBeCloseTo(0.3, 12);
  });

  it("has no ratio where there is nothing to divide by", () => {
    const found = accuracy({ history: [3, 3], actual: [0], forecast: [0] });
    expect(found).toMatchObject({
      wape: null,
      mase: null,
      rmsse: null,
      smape: 0,
    });
  });

  it("refuses a forecast of another length by name", () => {
    expect(() =>
      accuracy({ history: [1], actual: [1, 2], forecast: [1] }),
    ).toThrow(
      "forecast must hold as many periods as actual, at least 1, got 1 for 2",
    );
  });
});
