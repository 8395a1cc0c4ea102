import { finite } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { GappedHistory } from "../../demand/recorded-history.ts";

/** What drives demand beside habit: something planned, known for periods to come. */
export interface Driver {
  /** As planners call it: `price`, `deal`, `display`. */
  readonly name: string;
  /**
   * `price`: above 0, acts by its ratio to the series' usual price. `flag`: 0 for not,
   * 1 for fully, anything in between for a share of the period or of the area.
   */
  readonly kind: "price" | "flag";
}

/** One series with what was and is planned for it. All series share one calendar. */
export interface PromotedSeries {
  readonly id: string;
  /** Family that uplifts are shared in: a brand, a product group; all series when omitted. */
  readonly group?: string;
  /** Where series compete with each other: a shop, a country; one place when omitted. */
  readonly market?: string;
  /** Units by period, oldest first; `null` where nothing was recorded. */
  readonly units: GappedHistory;
  /**
   * A figure per driver and period: as long as the history, and further as the plan
   * goes. `null` or missing: the usual price, no promotion.
   */
  readonly drivers: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * Units with NaN for what was not recorded; more returned than sold counts as none.
 *
 * @throws InputError when a driver is out of its range
 */
export function checkedUnits(
  series: PromotedSeries,
  drivers: readonly Driver[],
): Float64Array {
  for (const { name, kind } of drivers) {
    const values = series.drivers[name] ?? [];
    values.forEach((value, period) => {
      if (value === null) return;
      const field = `${name} of ${series.id}, period ${period + 1}`;
      finite(field, value);
      const inside = kind === "price" ? value > 0 : value >= 0 && value <= 1;
      if (inside) return;
      const range = kind === "price" ? "above 0" : "from 0 to 1";
      throw new InputError(field, `${field} must be ${range}, got ${value}`);
    });
  }
  return Float64Array.from(series.units, (units) =>
    units === null || !Number.isFinite(units) ? NaN : Math.max(units, 0),
  );
}
