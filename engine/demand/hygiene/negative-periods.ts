import type { Worksheet } from "./worksheet.ts";
import { setPeriods, shown } from "./worksheet.ts";

/**
 * Books what was returned beyond a period's sales to the periods it was sold in: the latest
 * ones before it that had demand. What no earlier demand can take is left out.
 */
export function repairNegativePeriods(sheet: Worksheet): void {
  const { values, named } = sheet;
  for (let period = 0; period < values.length; period++) {
    const value = values[period] ?? null;
    if (value === null || value >= 0) continue;
    const after: [number, number][] = [[period, 0]];
    let rest = -value;
    for (let at = period - 1; at >= 0 && rest > 0; at--) {
      const sold = values[at] ?? 0;
      if (sold <= 0) continue;
      const taken = Math.min(sold, rest);
      after.push([at, sold - taken]);
      rest -= taken;
    }
    const where =
      after.length === 1
        ? "nothing was sold before it that it could be taken from"
        : `taken from ${after
            .slice(1)
            .map(([at]) => named(at))
            .join(", ")}`;
    const lost =
      rest > 0 && after.length > 1
        ? `; ${shown(rest)} sold before the record are left out`
        : "";
    setPeriods(
      sheet,
      {
        kind: "negative-demand",
        reason: `${shown(-value)} more came back in ${named(period)} than were sold: ${where}${lost}`,
      },
      after,
    );
  }
}
