import { accuracyCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { accuracy } from "../../../engine/index.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const actual = [10, 0, 6];
const forecast = [8, 2, 6];
const column = (values: readonly unknown[]) => values.map((one) => [one]);
const cell = (...rest: unknown[]) =>
  accuracyCell(column(actual), column(forecast), ...(rest as []));

describe("ACCURACY", () => {
  it("gives the measures in use, in a table", () => {
    // Errors −2, 2, 0: absolute sum 4 of 16 asked for, shares 400/18·2/2 and 200
    expect(cell()).toEqual([
      ["Mean absolute error (MAE)", 4 / 3],
      ["Root mean squared error (RMSE)", Math.sqrt(8 / 3)],
      ["Mean error (bias)", 0],
      ["Absolute errors by demand (WAPE)", 0.25],
      ["Symmetric percentage error (sMAPE, 0 to 200)", (400 / 18 + 200) / 3],
      ["Cumulative error", 0],
      // Running sums of actual less forecast: 2, 0, 0
      ["Periods in stock", 2],
    ]);
  });

  it("scales by what was known before", () => {
    const history = [4, 6, 3, 7];
    const found = accuracy({ actual, forecast, history, season: 2 });

    expect(cell("mase", column(history))).toEqual([[found.mase]]);
    // Steps 2, 3, 4: MASE is (4/3) / 3
    expect(found.mase).toBeCloseTo(4 / 9, 12);
    expect(cell("RMSSE", column(history))).toEqual([[found.rmsse]]);
    expect(cell("seasonal mase", column(history), 2)).toEqual([
      [found.seasonalMase],
    ]);
    expect(cell("", column(history), 2, 0.9)).toHaveLength(11);
  });

  it("weighs a quantile by its pinball loss", () => {
    // Short by 2 at 0.9, over by 2 at 0.1, and right: (1.8 + 0.2 + 0) / 3
    const [[loss]] = cell("pinball", undefined, "", 0.9) as [[number]];
    expect(loss).toBeCloseTo(2 / 3, 12);
  });

  it("leaves out a period that one of the two does not tell, and calls bias by its name", () => {
    expect(accuracyCell([[10], [""], [6]], [[8], [2], [""]], "bias")).toEqual([
      [-2],
    ]);
  });

  it.each([
    [
      "lengths that differ",
      () => accuracyCell([[1], [2]], [[1]]),
      "#VALUE!",
      "forecasts must have as many cells as actuals (2), got 1",
    ],
    [
      "a scale without history",
      () => cell("mase"),
      "#VALUE!",
      "history is missing: mase measures errors by the steps of what was known before",
    ],
    [
      "a history that does not move",
      () => cell("rmsse", column([5, 5, 5])),
      "#N/A",
      "rmsse has no scale: history does not move",
    ],
    [
      "a pinball loss of no quantile",
      () => cell("pinball"),
      "#VALUE!",
      "probability is missing: pinball needs to know which quantile forecasts holds, as 0.95",
    ],
    [
      "nothing to compare",
      () => accuracyCell([[""], [2]], [[1], [""]]),
      "#N/A",
      "actuals and forecasts have no period in common",
    ],
    [
      "a measure nobody knows",
      () => cell("mape"),
      "#VALUE!",
      'measure must be table, mae, rmse, me, bias, wape, smape, mase, seasonal-mase, rmsse, cumulative-error, periods-in-stock or pinball, got "mape"',
    ],
    [
      "a season of half a period",
      () => cell("mae", undefined, 0.5),
      "#NUM!",
      "season must be a whole number of at least 1, got 0.5",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});
