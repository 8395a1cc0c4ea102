import type { StageForecast } from "../../engine/contracts/index.ts";

/** Mondays from 6 January 2025. */
export const week = (index: number) =>
  new Date(Date.UTC(2025, 0, 6 + 7 * index)).toISOString().slice(0, 10);

/** A stage that sold these weeks, and is expected to sell ten a week for four more. */
export function aForecast(
  sold: readonly (number | null)[],
  more: Partial<StageForecast> = {},
): StageForecast {
  return {
    stageId: "A@B",
    unit: "pc",
    period: "week",
    history: sold.map((units, at) => ({
      start: week(at),
      units,
      repaired: null,
    })),
    repairs: [],
    excluded: [],
    class: "smooth",
    adi: 1,
    cv2: 0.1,
    method: "ses",
    parameters: {},
    backtest: null,
    band: { low: 0.05, high: 0.95 },
    forecast: [0, 1, 2, 3].map((at) => ({
      start: week(sold.length + at),
      mean: 10,
      low: 4,
      high: 16,
    })),
    leadTimeDemand: {
      periods: 3,
      mean: 30,
      deviation: 8,
      distribution: "gamma",
      quantiles: { "0.9": 41, "0.95": 44 },
    },
    leadTime: {
      source: "receipts",
      receipts: 12,
      meanDays: 14,
      deviationDays: 3,
      promisedDays: 14,
      nineOfTenDays: null,
      histogram: [],
    },
    learntFrom: "catalog",
    sentence: "About 10 pc a week are expected.",
    parts: [],
    ...more,
  };
}

/** The third of six weeks repaired, the fifth left out. */
export function aChangedForecast(): StageForecast {
  const plain = aForecast([10, 12, 0, 11, 60, 9]);
  return {
    ...plain,
    history: plain.history.map((one, at) =>
      at === 2 ? { ...one, repaired: 11.4 } : one,
    ),
    repairs: [
      {
        start: week(2),
        kind: "stockout",
        before: 0,
        after: 11.4,
        reason: "stock ran out",
      },
    ],
    excluded: [
      {
        start: week(4),
        kind: "promotion",
        reason: "a promotion, known before",
      },
    ],
  };
}
