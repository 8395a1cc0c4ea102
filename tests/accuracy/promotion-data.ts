import type { Driver, PromotedSeries } from "../../engine/index.ts";
import { sharedText } from "../support/reference.ts";

/** A set of series with drivers on one calendar, and how it is cut. */
export interface PromotionSet {
  readonly name: string;
  readonly series: readonly PromotedSeries[];
  readonly drivers: readonly Driver[];
  readonly season: number;
  readonly horizon: number;
  /** First period to forecast, origin by origin. */
  readonly origins: readonly number[];
}

/** Weekly orange juice: 83 stores by 11 brands, with price, coupon and advertising. */
export function orangeJuice(): PromotionSet {
  const first = 40;
  const series = wide("data/orange_juice_weekly.csv.gz", 121, (cells) => {
    const [store, brand, week, units, price, deal, feat] = cells;
    return {
      key: `${store}-${brand}`,
      group: brand!,
      market: store!,
      period: Number(week) - first,
      units: Number(units),
      drivers: { price: Number(price), deal: Number(deal), feat: Number(feat) },
    };
  });
  return {
    name: "orange juice, weekly",
    series,
    drivers: [
      { name: "price", kind: "price" },
      { name: "deal", kind: "flag" },
      { name: "feat", kind: "flag" },
    ],
    season: 1,
    horizon: 8,
    origins: [73, 81, 89, 97, 105, 113],
  };
}

/** Daily pasta: 118 articles of 4 brands in one shop, with a promotion flag. Closed days are blank. */
export function pasta(): PromotionSet {
  const first = Date.parse("2014-01-02");
  // To the last day of 2018, closed ones included: weekdays keep their place.
  const periods = 1825;
  const series = wide("data/pasta_daily.csv.gz", periods, (cells) => {
    const [date, brand, product, quantity, promo] = cells;
    return {
      key: `${brand}-${product}`,
      group: brand!,
      market: "",
      period: Math.round((Date.parse(date!) - first) / 86_400_000),
      units: Number(quantity),
      drivers: { promo: Number(promo) },
    };
  });
  return {
    name: "pasta, daily",
    series,
    drivers: [{ name: "promo", kind: "flag" }],
    season: 7,
    horizon: 28,
    // Every eighth week of the last fifteen months.
    origins: Array.from({ length: 8 }, (_, i) => periods - 8 * 56 + i * 56),
  };
}

interface Cell {
  readonly key: string;
  readonly group: string;
  readonly market: string;
  readonly period: number;
  readonly units: number;
  readonly drivers: Readonly<Record<string, number>>;
}

function wide(
  file: string,
  periods: number,
  read: (cells: readonly string[]) => Cell,
): PromotedSeries[] {
  const found = new Map<
    string,
    {
      id: string;
      group: string;
      market: string;
      units: (number | null)[];
      drivers: Record<string, (number | null)[]>;
    }
  >();
  for (const line of sharedText(file).trim().split(/\r?\n/).slice(1)) {
    const cell = read(line.split(","));
    const blank = () => new Array<number | null>(periods).fill(null);
    let one = found.get(cell.key);
    if (one === undefined) {
      const drivers = Object.fromEntries(
        Object.keys(cell.drivers).map((name) => [name, blank()]),
      );
      const { key: id, group, market } = cell;
      one = { id, group, market, units: blank(), drivers };
      found.set(id, one);
    }
    one.units[cell.period] = cell.units;
    for (const [name, value] of Object.entries(cell.drivers)) {
      one.drivers[name]![cell.period] = value;
    }
  }
  return [...found.values()];
}
