import type { Distribution } from "../../numeric/distribution.ts";
import { coveredPeriods, wholePeriods } from "../forecast-method.ts";
import type { SeriesLeadTimeDemand } from "../told-demand.ts";
import { askedQuantiles, toldDemand } from "../told-demand.ts";
import { windowLaw } from "../window-law.ts";
import { fittedMeans } from "./effects-fit.ts";
import type { LearnedUplift } from "./learn-uplift.ts";
import { ownFit } from "./learn-uplift.ts";
import { levelFactor } from "./level-drift.ts";
import type { PromotedSeries } from "./promoted-series.ts";
import { checkedUnits } from "./promoted-series.ts";
import type { FeaturePlan } from "./promotion-features.ts";
import { features, unpromoted } from "./promotion-features.ts";

/** What is asked of a promoted series. */
export interface PromotionOptions {
  /** Periods to forecast. */
  readonly horizon: number;
  /** Periods of lead time plus review; rounded up; the horizon when omitted. */
  readonly covered?: number;
  /** Probabilities of lead-time demand; 0.5, 0.9, 0.95 and 0.99 when omitted. */
  readonly quantiles?: readonly number[];
}

/** What one driver does to one series. */
export interface Uplift {
  readonly driver: string;
  /**
   * Demand is multiplied by so much: in the mean period of its promotions (of those
   * planned, when it had none), or at a tenth off the usual price.
   */
  readonly factor: number;
  /** The same for its group. */
  readonly groupFactor: number;
  /** Periods of its history with the driver at work. */
  readonly periods: number;
}

/** Forecast of a series with its planned promotions in it. */
export interface PromotionForecast {
  /** Expected units by period to come, promotions included. */
  readonly forecast: readonly number[];
  /** The same had nothing been planned. */
  readonly baseline: readonly number[];
  /** Units that demand of a period stays below as often as not: least absolute error. */
  readonly median: readonly number[];
  /** Variance of each period. */
  readonly variance: readonly number[];
  readonly uplifts: readonly Uplift[];
  readonly leadTimeDemand: SeriesLeadTimeDemand;
  /** Law of demand over the covered periods. */
  readonly law: Distribution;
}

/**
 * Forecast of a series from its own history, what promotions did to it and to others,
 * and what is planned.
 *
 * The level comes from a history whose promotions are explained away, so a past
 * promotion does not raise it. Plans outside what was ever seen (a deeper price cut)
 * count as the farthest that was seen.
 *
 * @param series - its drivers reach into the periods to come; beyond them nothing is planned
 * @throws InputError when an option or a driver is out of range
 */
export function promotionForecast(
  series: PromotedSeries,
  learned: LearnedUplift,
  options: PromotionOptions,
): PromotionForecast {
  const horizon = wholePeriods("horizon", options.horizon);
  const covered = coveredPeriods(options.covered ?? horizon);
  const asked = askedQuantiles(options.quantiles);
  const { plan, seen } = learned;
  const units = checkedUnits(series, plan.drivers);
  const { belief, dispersion, drift } =
    learned.groups.get(series.group ?? "") ?? learned.others;
  const steps = Math.max(horizon, covered);
  const n = units.length;
  const rows = withPlan(series, learned, n + steps);
  const { means, effects } = ownFit({ units, rows }, belief, dispersion);
  const factor =
    n > 0 ? levelFactor({ units, means }, dispersion, drift.rate) : 0;
  const level = effects.levels[0]! + Math.log(Math.max(factor, 1e-9));
  const silent = !units.some((y) => y > 0);
  const size = plan.names.length;
  const ahead = rows.slice(n * size);
  ahead.forEach((x, i) => {
    ahead[i] = Math.min(Math.max(x, seen.low[i % size]!), seen.high[i % size]!);
  });
  const pathOf = (features: Float64Array) =>
    silent
      ? new Array<number>(steps).fill(0)
      : Array.from(fittedMeans(features, effects.coefficients, level));
  const path = pathOf(ahead);
  const { poisson, square } = dispersion;
  const alone = path.map((m) => poisson * m + square * m * m);
  const variance = path.map((m, h) => alone[h]! + drift.shared * m * m);
  const whole = units.every((y) => Number.isNaN(y) || Number.isInteger(y));
  const mean = sumOf(path, covered);
  const law = windowLaw(
    mean,
    sumOf(alone, covered) + drift.shared * mean * mean,
    whole,
  );
  return {
    forecast: path.slice(0, horizon),
    baseline: pathOf(unpromoted(ahead, plan)).slice(0, horizon),
    median: path
      .slice(0, horizon)
      .map((m, h) => windowLaw(m, variance[h]!, whole).quantile(0.5)),
    variance: variance.slice(0, horizon),
    uplifts: upliftsOf(series, rows, plan, effects.coefficients, belief.mean),
    leadTimeDemand: toldDemand(law, covered, asked),
    law,
  };
}

/**
 * A history with its promotions taken out: what would have been sold without them, as
 * far as the learnt uplifts say. What another method may forecast a baseline from.
 *
 * @returns units by period; `null` where nothing was recorded
 */
export function baselineHistory(
  series: PromotedSeries,
  learned: LearnedUplift,
): (number | null)[] {
  const { plan } = learned;
  const units = checkedUnits(series, plan.drivers);
  const { belief, dispersion } =
    learned.groups.get(series.group ?? "") ?? learned.others;
  const rows = withPlan(series, learned, units.length);
  const { means, effects } = ownFit({ units, rows }, belief, dispersion);
  const plain = fittedMeans(
    unpromoted(rows, plan),
    effects.coefficients,
    effects.levels[0]!,
  );
  return Array.from(units, (y, t) =>
    Number.isNaN(y) ? null : y * (plain[t]! / means[t]!),
  );
}

/** Features over history and plan, as far as `periods`. */
function withPlan(
  series: PromotedSeries,
  { plan, breadths, members }: LearnedUplift,
  periods: number,
): Float64Array {
  const drivers = Object.fromEntries(
    plan.drivers.map(({ name }) => {
      const values = series.drivers[name] ?? [];
      const more = Math.max(0, periods - values.length);
      return [name, [...values, ...new Array<null>(more).fill(null)]];
    }),
  );
  const rows = features(
    { ...series, drivers },
    plan,
    breadths,
    members.has(series.id),
  );
  return rows.slice(0, periods * plan.names.length);
}

function upliftsOf(
  series: PromotedSeries,
  rows: Float64Array,
  plan: FeaturePlan,
  own: Float64Array,
  group: Float64Array,
): Uplift[] {
  return plan.drivers.map((driver, d): Uplift => {
    const { name } = driver;
    const past = (series.drivers[name] ?? []).slice(0, series.units.length);
    const { columns, periods } =
      driver.kind === "price"
        ? tenthOff(plan, name, past)
        : usualPromotion(plan, d, rows, past);
    const effect = (at: Float64Array) => {
      let sum = 0;
      columns.forEach((x, k) => {
        sum += x * at[k]!;
      });
      return Math.exp(sum);
    };
    return {
      driver: name,
      factor: effect(own),
      groupFactor: effect(group),
      periods,
    };
  });
}

/** Features of a price a tenth below the usual one. */
function tenthOff(
  plan: FeaturePlan,
  name: string,
  past: readonly (number | null)[],
) {
  const cut = Math.log(0.9);
  const k = plan.names.indexOf(name);
  const known = past.filter((price) => price !== null).sort((a, b) => a - b);
  const usual = known[known.length >> 1] ?? 1;
  return {
    columns: new Map([
      [k, cut],
      [k + 1, cut * cut],
    ]),
    periods: known.filter((price) => price < 0.98 * usual).length,
  };
}

/** Mean features of a flag over the periods it is set: as it was promoted, or as planned. */
function usualPromotion(
  plan: FeaturePlan,
  d: number,
  rows: Float64Array,
  past: readonly (number | null)[],
) {
  const size = plan.names.length;
  const first = plan.names.indexOf(plan.drivers[d]!.name);
  const next = plan.drivers[d + 1];
  const end = next
    ? plan.names.indexOf(next.name)
    : size - (plan.season > 1 ? plan.season - 1 : 0);
  const periods = past.filter((value) => (value ?? 0) > 0).length;
  const columns = new Map<number, number>();
  let weight = 0;
  const last = periods > 0 ? past.length : rows.length / size;
  for (let t = 0; t < last; t++) {
    const flag = rows[t * size + first]!;
    if (!(flag > 0)) continue;
    weight += flag;
    for (let k = first; k < end; k++) {
      columns.set(k, (columns.get(k) ?? 0) + rows[t * size + k]!);
    }
  }
  if (weight === 0) columns.set(first, 1);
  else columns.forEach((sum, k) => columns.set(k, sum / weight));
  return { columns, periods };
}

function sumOf(values: readonly number[], first: number): number {
  let sum = 0;
  for (let h = 0; h < first; h++) sum += values[h] ?? 0;
  return sum;
}
