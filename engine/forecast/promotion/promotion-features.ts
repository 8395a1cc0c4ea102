import type { BreadthMap } from "./promotion-breadth.ts";
import { addBreadth, othersMean } from "./promotion-breadth.ts";
import { promotionEvents } from "./promotion-events.ts";
import type { Driver, PromotedSeries } from "./promoted-series.ts";

/** Which drivers there are, and what is built from them. */
export interface FeaturePlan {
  readonly drivers: readonly Driver[];
  /** Periods in a short season (weekdays, months); 1 for none. */
  readonly season: number;
  /** Names of the features, in their order. */
  readonly names: readonly string[];
  /** Places of those that a series may have its own word on. */
  readonly own: readonly number[];
}

/** A longer season than this has no figure of its own for promotions. */
const longSeason = 14;
/** Gaps in a promotion are less than half a season and at most so many periods. */
const longestGap = 3;

/** What is built from the drivers: see `features`. */
export function featurePlan(
  drivers: readonly Driver[],
  season: number,
): FeaturePlan {
  const names: string[] = [];
  const own: number[] = [];
  const add = (name: string, owned = false) => {
    if (owned) own.push(names.length);
    names.push(name);
  };
  const seasonal = season > 1 && season <= longSeason;
  for (const { name, kind } of drivers) {
    add(name, true);
    if (kind === "price") {
      add(`${name} below usual`, true);
      add(`${name} of others`);
      continue;
    }
    if (seasonal) add(`${name} paused`, true);
    add(`${name} first period`);
    add(`${name} second period`);
    add(`${name} wear-out`);
    add(`${name} last period`);
    add(`${name} length`);
    add(`${name} aftermath`);
    add(`${name} with its group`, true);
    add(`${name} with all its group`);
    add(`${name} in its group only`);
    add(`${name} in the market`);
    if (!seasonal) continue;
    for (let k = 1; k < season; k++) add(`${name} at place ${k + 1}`);
  }
  if (seasonal) {
    for (let k = 1; k < season; k++) add(`place ${k + 1}`, true);
  }
  return { drivers, season: seasonal ? season : 1, names, own };
}

/** What a driver is in each period: the log of the price by the usual one, or the flag. */
function driverValues(
  series: PromotedSeries,
  { name, kind }: Driver,
): Float64Array {
  const values = series.drivers[name] ?? [];
  const n = Math.max(values.length, series.units.length);
  if (kind === "flag") {
    return Float64Array.from({ length: n }, (_, t) => values[t] ?? 0);
  }
  const known = values
    .slice(0, series.units.length)
    .filter((price): price is number => price !== null)
    .sort((a, b) => a - b);
  // The usual price is one that was asked: the median, upper of two.
  const usual = known[known.length >> 1] ?? 1;
  return Float64Array.from({ length: n }, (_, t) =>
    Math.log((values[t] ?? usual) / usual),
  );
}

/** Adds a series to what its group and market do. */
export function noteBreadth(
  map: BreadthMap,
  series: PromotedSeries,
  plan: FeaturePlan,
): void {
  for (const driver of plan.drivers) {
    const values = driverValues(series, driver);
    const [group, market] = placesOf(series, driver);
    addBreadth(map, group, intensity(values, driver, plan));
    addBreadth(map, market, intensity(values, driver, plan));
  }
}

/**
 * What explains a series' demand, one row of features for each period of its drivers.
 *
 * A price acts by its logarithm, with a further slope below the usual one. A flag acts
 * by itself, by the place in the promotion (first, second, wearing out, last), by its
 * length, by what lingers after it, and by how many of the group and of the market join.
 *
 * @param member - whether the series is part of the breadths
 * @returns rows of `plan.names.length`, one after the other
 */
export function features(
  series: PromotedSeries,
  plan: FeaturePlan,
  breadths: BreadthMap,
  member: boolean,
): Float64Array {
  const size = plan.names.length;
  const columns = plan.drivers.map((driver) => driverValues(series, driver));
  const n = Math.max(
    series.units.length,
    ...columns.map(({ length }) => length),
  );
  const rows = new Float64Array(n * size);
  let at = 0;
  const put = (period: number, value: number) => {
    rows[period * size + at++] = value;
  };
  plan.drivers.forEach((driver, d) => {
    const values = columns[d]!;
    const [group, market] = placesOf(series, driver);
    const own = intensity(values, driver, plan);
    const mine = member ? own : undefined;
    const first = at;
    if (driver.kind === "price") {
      for (let t = 0; t < n; t++) {
        at = first;
        const ratio = values[t] ?? 0;
        put(t, ratio);
        put(t, Math.min(ratio, 0) ** 2);
        put(t, othersMean(breadths, market, mine, t));
      }
      return;
    }
    const events = promotionEvents(values, closedGap(plan.season));
    for (let t = 0; t < n; t++) {
      at = first;
      const flag = values[t] ?? 0;
      const place = events.place[t] ?? 0;
      const ends = place > 0 && t + 1 < n && events.within[t + 1] === 0;
      const beside = othersMean(breadths, group, mine, t);
      put(t, flag);
      if (plan.season > 1) put(t, events.within[t] === 1 && flag === 0 ? 1 : 0);
      put(t, place === 1 ? flag : 0);
      put(t, place === 2 ? flag : 0);
      put(t, flag * Math.log(Math.max(place, 1)));
      put(t, ends ? flag : 0);
      put(t, flag * Math.log(Math.max(events.length[t] ?? 0, 1)));
      put(t, (events.since[t] ?? 0) > 0 ? 1 / events.since[t]! : 0);
      put(t, flag * beside);
      put(t, flag * beside ** 4);
      put(t, (1 - flag) * beside);
      put(t, othersMean(breadths, market, mine, t));
      for (let k = 1; k < plan.season; k++) {
        put(t, t % plan.season === k ? flag : 0);
      }
    }
  });
  const first = at;
  for (let t = 0; t < n && plan.season > 1; t++) {
    at = first;
    for (let k = 1; k < plan.season; k++) put(t, t % plan.season === k ? 1 : 0);
  }
  return rows;
}

/** The same rows had nothing been planned: usual prices, no promotion, none beside. */
export function unpromoted(
  rows: Float64Array,
  plan: FeaturePlan,
): Float64Array {
  const size = plan.names.length;
  const plain = new Float64Array(rows.length);
  const first = size - (plan.season > 1 ? plan.season - 1 : 0);
  for (let start = 0; start < rows.length; start += size) {
    for (let k = first; k < size; k++) plain[start + k] = rows[start + k]!;
  }
  return plain;
}

function placesOf(
  { group = "", market = "" }: PromotedSeries,
  { name }: Driver,
): readonly [string, string] {
  return [
    JSON.stringify([name, market, group]),
    JSON.stringify([name, market]),
  ];
}

function intensity(
  values: Float64Array,
  { kind }: Driver,
  plan: FeaturePlan,
): Float64Array {
  if (kind === "price") return values;
  const { within } = promotionEvents(values, closedGap(plan.season));
  return values.map((value, t) => (within[t] === 1 ? Math.max(value, 0.5) : 0));
}

function closedGap(season: number): number {
  return season > 1 ? Math.min(longestGap, Math.floor((season - 1) / 2)) : 0;
}
