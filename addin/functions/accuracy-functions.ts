import { accuracy, between, pinballLoss } from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { cellsOf, isBlank, numberIn, numberOr, wordIn } from "./cell-input.ts";

/** What a planner may ask for, and the line of the table that answers. */
const measures = [
  "table",
  "mae",
  "rmse",
  "me",
  "bias",
  "wape",
  "smape",
  "mase",
  "seasonal-mase",
  "rmsse",
  "cumulative-error",
  "periods-in-stock",
  "pinball",
] as const;
type Measure = Exclude<(typeof measures)[number], "table" | "bias">;

/**
 * Accuracy of a forecast: how far it was off, by the measures in use. An error is forecast less actual.
 * @customfunction ACCURACY
 * @param {any[][]} actuals What came, one number per period; a period that is blank here or in forecasts is left out.
 * @param {any[][]} forecasts What was forecast, as many cells in the same order; for pinball the quantiles.
 * @param {any} [measure] table (when omitted), or one by its name. Names: mae, rmse, me, bias, wape, smape, mase, seasonal-mase, rmsse, cumulative-error, periods-in-stock, pinball.
 * @param {any[][]} [history] What was known before, oldest first: MASE and RMSSE measure errors by its steps.
 * @param {any} [season] Periods in a season, for seasonal-mase; 1 when omitted.
 * @param {any} [probability] Probability of the quantiles that forecasts holds, between 0 and 1; for pinball.
 * @returns {any[][]} A table of name and value, or the one number asked for.
 */
export function accuracyCell(
  actuals: unknown[][],
  forecasts: unknown[][],
  measure?: unknown,
  history?: unknown[][],
  season?: unknown,
  probability?: unknown,
): unknown[][] {
  return inCell(() => {
    const { actual, forecast } = pairs(actuals, forecasts);
    const before = knownBefore(history);
    const lag = numberOr("season", season, 1);
    if (!(Number.isInteger(lag) && lag >= 1)) {
      throw cellError(
        "invalidNumber",
        `season must be a whole number of at least 1, got ${lag}`,
      );
    }
    const p = isBlank(probability)
      ? null
      : between("probability", numberIn("probability", probability), 0, 1);
    const found = accuracy({
      actual,
      forecast,
      history: before ?? [],
      season: lag,
    });
    const loss =
      p === null
        ? null
        : actual.reduce(
            (sum, units, i) => sum + pinballLoss(units, forecast[i]!, p),
            0,
          ) / actual.length;
    const lines: readonly (readonly [Measure, string, number | null])[] = [
      ["mae", "Mean absolute error (MAE)", found.mae],
      ["rmse", "Root mean squared error (RMSE)", found.rmse],
      ["me", "Mean error (bias)", found.me],
      ["wape", "Absolute errors by demand (WAPE)", found.wape],
      ["smape", "Symmetric percentage error (sMAPE, 0 to 200)", found.smape],
      ["mase", "Scaled absolute error (MASE)", found.mase],
      ["seasonal-mase", "Seasonal MASE", found.seasonalMase],
      ["rmsse", "Root mean squared scaled error (RMSSE)", found.rmsse],
      ["cumulative-error", "Cumulative error", found.cumulativeError],
      ["periods-in-stock", "Periods in stock", found.periodsInStock],
      ["pinball", `Pinball loss${p === null ? "" : ` at ${p}`}`, loss],
    ];
    const asked = wordIn("measure", measure, measures, "table");
    if (asked === "table") {
      // A measure that nothing was given for is no line; one that cannot be taken says so.
      return lines
        .filter(([word]) => given(word, before, lag, p))
        .map(([, name, value]) => [name, value ?? "no scale"]);
    }
    const word = asked === "bias" ? "me" : asked;
    const [, , value] = lines.find(([name]) => name === word)!;
    if (value === null) throw lacking(word, before, p);
    return [[value]];
  });
}

function given(
  word: Measure,
  history: readonly number[] | null,
  season: number,
  probability: number | null,
): boolean {
  switch (word) {
    case "mase":
    case "rmsse":
      return history !== null;
    case "seasonal-mase":
      return history !== null && season > 1;
    case "pinball":
      return probability !== null;
    default:
      return true;
  }
}

/** Why a measure has no answer. */
function lacking(
  word: Measure,
  history: readonly number[] | null,
  probability: number | null,
): Error {
  if (word === "pinball" && probability === null) {
    return cellError(
      "invalidValue",
      "probability is missing: pinball needs to know which quantile forecasts holds, as 0.95",
    );
  }
  if (word === "wape") {
    return cellError("notAvailable", "wape needs demand: actuals are all 0");
  }
  return cellError(
    history === null ? "invalidValue" : "notAvailable",
    history === null
      ? `history is missing: ${word} measures errors by the steps of what was known before`
      : `${word} has no scale: history does not move`,
  );
}

/** Periods that both ranges tell, in order. */
function pairs(
  actuals: unknown[][],
  forecasts: unknown[][],
): { readonly actual: number[]; readonly forecast: number[] } {
  const came = cellsOf(actuals);
  const said = cellsOf(forecasts);
  if (came.length !== said.length) {
    throw cellError(
      "invalidValue",
      `forecasts must have as many cells as actuals (${came.length}), got ${said.length}`,
    );
  }
  const actual: number[] = [];
  const forecast: number[] = [];
  came.forEach(({ value, place }, i) => {
    const other = said[i]!;
    if (isBlank(value) || isBlank(other.value)) return;
    actual.push(numberIn(`actuals, ${place}`, value));
    forecast.push(numberIn(`forecasts, ${other.place}`, other.value));
  });
  if (actual.length === 0) {
    throw cellError(
      "notAvailable",
      "actuals and forecasts have no period in common",
    );
  }
  return { actual, forecast };
}

function knownBefore(range: unknown[][] | undefined): number[] | null {
  if (range === undefined || range === null || isBlank(range as Cell)) {
    return null;
  }
  const cells = cellsOf(Array.isArray(range) ? range : [[range]]);
  const known = cells.flatMap(({ value, place }) =>
    isBlank(value) ? [] : [numberIn(`history, ${place}`, value)],
  );
  return known.length === 0 ? null : known;
}
