import type { Neighbours } from "./neighbours.ts";
import { neighboursEachSide, neighboursOf } from "./neighbours.ts";
import type { Worksheet } from "./worksheet.ts";
import { counted, setPeriods, shown } from "./worksheet.ts";

/** Periods out of stock in a row beyond which their neighbours are too far away to speak. */
const longestRun = 2 * neighboursEachSide;

/**
 * Puts back what could not be sold because there was no stock: the share of the usual demand
 * that the period was without stock for, never below what was sold, and never above the most
 * that a neighbour had. Where nothing was sold and nothing can be said, the period is left out.
 *
 * @param share - part of each period without stock, 0 to 1; 1 is also "at some time, unknown"
 * @param speaks - whether a period with stock may speak for its neighbours
 */
export function repairStockouts(
  sheet: Worksheet,
  share: (period: number) => number,
  speaks: (period: number) => boolean,
  season: number,
): void {
  const { values, named } = sheet;
  const usual = neighboursOf(
    values,
    (period) => share(period) === 0 && speaks(period),
    season,
  );
  const whole = values.every((value) => value === null || value % 1 === 0);
  const runs = runLengths(values.length, share);
  const repaired = values.map((sold, period) => {
    const out = share(period);
    if (sold === null || out === 0) return sold;
    const around = runs[period]! > longestRun ? null : usual(period);
    if (around === null) return sold > 0 ? sold : null;
    const supposed = withLostSales(sold, out, around);
    const units = whole ? Math.round(supposed) : supposed;
    return units > sold || sold > 0 || around.mean === 0 ? units : null;
  });
  for (const [period, after] of repaired.entries()) {
    const sold = values[period] ?? null;
    if (sold === null || after === sold) continue;
    const because =
      after !== null
        ? `sold ${shown(sold)}, supposed ${shown(after)} as in the periods around it`
        : runs[period]! > longestRun
          ? `for ${counted(runs[period]!, "period")} in a row, too long to suppose what would have been sold: left out`
          : "nothing around it tells what would have been sold: left out";
    setPeriods(
      sheet,
      {
        kind: "stockout",
        reason: `out of stock in ${named(period)}: ${because}`,
      },
      [[period, after]],
    );
  }
}

function withLostSales(
  sold: number,
  out: number,
  { mean, largest }: Neighbours,
): number {
  const asked = out >= 1 ? Math.max(sold, mean) : sold + out * mean;
  return Math.max(sold, Math.min(asked, largest));
}

/** For each period, how many in a row around it were out of stock half the time or more. */
function runLengths(
  periods: number,
  share: (period: number) => number,
): readonly number[] {
  const lengths = new Array<number>(periods).fill(0);
  for (let from = 0; from < periods; from++) {
    let to = from;
    while (to < periods && share(to) >= 0.5) to++;
    lengths.fill(to - from, from, to);
    if (to > from) from = to - 1;
  }
  return lengths;
}
