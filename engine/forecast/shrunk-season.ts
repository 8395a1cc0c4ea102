import type { History } from "../demand/history-check.ts";
import { centredAverage } from "./season-start.ts";

/** No figure of a season is taken to be smaller: dividing by it would blow up one period. */
const smallest = 0.05;

/**
 * Multiplicative figures of a season, drawn towards 1 by what is only noise in them.
 *
 * Ratios to the centred moving average, averaged by place; then shrunk by the share of
 * their variance that the scatter within a place explains (empirical Bayes), so that
 * a season which is not there leaves no trace. Of rare demand a few ratios may agree by
 * chance, so their scatter is taken to be no less than that of demand that comes with
 * probability p, sizes having the squared coefficient of variation c²: (1 - p)/p·(1 + c²).
 * That is (1 - p)/p + c²/p less the c² that a season may explain; nothing for demand in
 * every period.
 *
 * @param y - units by period; only the first `used` are looked at
 * @returns one figure per place, that of the first period first; `undefined` when
 * there are fewer than two seasons and a period, or nothing is left after shrinking
 *
 * @see Miller and Williams (2003), Shrinkage estimators of time series seasonal
 * factors and their effect on forecasting accuracy, IJF 19(4), 669-684.
 */
export function shrunkSeason(
  y: History,
  used: number,
  season: number,
): Float64Array | undefined {
  return shrunkSeasons(y, [used], season)[0];
}

/**
 * `shrunkSeason` as at each of some origins, in one pass over the periods.
 *
 * @param origins - how many periods are known, the most first
 */
export function shrunkSeasons(
  y: History,
  origins: readonly number[],
  season: number,
): (Float64Array | undefined)[] {
  const found = new Array<Float64Array | undefined>(origins.length);
  const most = origins[0] ?? 0;
  if (season < 2 || most < 2 * season + 1) return found;
  const around = centredAverage(y, season, most);
  const half = Math.floor(season / 2);
  const sums = new Float64Array(season);
  const squares = new Float64Array(season);
  const counts = new Float64Array(season);
  let period = half;
  let told = 0;
  let demands = 0;
  let total = 0;
  let powers = 0;
  for (let i = origins.length - 1; i >= 0; i--) {
    const used = origins[i]!;
    for (; period + half < used; period++) {
      if (!(around[period]! > 0)) continue;
      const ratio = (y[period] as number) / around[period]!;
      const place = period % season;
      sums[place]! += ratio;
      squares[place]! += ratio * ratio;
      counts[place]! += 1;
    }
    for (; told < used; told++) {
      const size = y[told] as number;
      if (!(size > 0)) continue;
      demands++;
      total += size;
      powers += size * size;
    }
    if (used <= 2 * season || demands === 0) continue;
    const least = (used / demands - 1) * ((demands * powers) / (total * total));
    found[i] = drawn(sums, squares, counts, least);
  }
  return found;
}

/**
 * Averages by place, drawn towards 1; `undefined` when nothing is left of them.
 *
 * @param least - relative variance that ratios have at least
 */
function drawn(
  sums: Float64Array,
  squares: Float64Array,
  counts: Float64Array,
  least: number,
): Float64Array | undefined {
  const season = sums.length;
  const averages = new Float64Array(season);
  let mean = 0;
  let within = 0;
  let freedom = 0;
  let seen = 0;
  for (let place = 0; place < season; place++) {
    const count = counts[place]!;
    if (count === 0) return undefined;
    const average = sums[place]! / count;
    within += squares[place]! - count * average * average;
    averages[place] = average;
    mean += average / season;
    freedom += count - 1;
    seen += count / season;
  }
  if (!(mean > 0)) return undefined;
  let spread = 0;
  for (let place = 0; place < season; place++) {
    spread += (averages[place]! - mean) ** 2 / (season - 1);
  }
  const noise =
    freedom > 0
      ? Math.max(within / freedom, least * mean * mean) / seen
      : spread;
  const kept = spread > 0 ? 1 - noise / spread : 0;
  if (!(kept > 0)) return undefined;
  for (let place = 0; place < season; place++) {
    averages[place] = Math.max(
      smallest,
      1 + kept * (averages[place]! / mean - 1),
    );
  }
  return averages;
}
