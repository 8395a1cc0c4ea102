import { neighboursOf } from "./neighbours.ts";
import type { Worksheet } from "./worksheet.ts";
import { setPeriods, shown } from "./worksheet.ts";

/** Periods without promotion that it takes to know what is usual. */
const fewestUsual = 4;

/**
 * Separates what a promotion sold beyond the usual; the usual stays in the history.
 *
 * @param promoted - whether a period was promoted
 * @param speaks - whether a period without promotion may speak for its neighbours
 * @returns whether it could be done: not when nearly every period was promoted
 */
export function separatePromotions(
  sheet: Worksheet,
  promoted: (period: number) => boolean,
  speaks: (period: number) => boolean,
  season: number,
): boolean {
  const { values, named } = sheet;
  const usable = (period: number) => !promoted(period) && speaks(period);
  const known = values.filter(
    (value, period) => value !== null && usable(period),
  );
  if (known.length < fewestUsual) {
    return !values.some(
      (value, period) => (value ?? 0) > 0 && promoted(period),
    );
  }
  const usual = neighboursOf(values, usable, season);
  const whole = values.every((value) => value === null || value % 1 === 0);
  for (const [period, sold] of values.entries()) {
    if (sold === null || !promoted(period)) continue;
    const mean = usual(period)?.mean ?? sold;
    const base = whole ? Math.round(mean) : mean;
    if (base >= sold) continue;
    setPeriods(
      sheet,
      {
        kind: "promotion",
        reason: `${shown(sold - base)} of the ${shown(sold)} sold in ${named(period)} are above the usual ${shown(base)}: the promotion's, known demand`,
      },
      [[period, base]],
    );
  }
  return true;
}
