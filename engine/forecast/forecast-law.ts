import { atLeast, between } from "../checks.ts";
import type { GappedHistory } from "../demand/recorded-history.ts";
import { leadTimeAtoms, type LeadTime } from "../lead-time/lead-time-law.ts";
import type { Distribution } from "../numeric/distribution.ts";
import {
  empiricalDistribution,
  type WeightedValues,
} from "../numeric/empirical.ts";
import { normalCdf } from "../numeric/normal.ts";
import type { ForecastMethod } from "./forecast-method.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import { askedForecast, type SeriesForecast } from "./forecast-series.ts";
import { mixedQuantiles } from "./mixed-quantiles.ts";

/** What demand is forecast over. */
export interface ForecastLawOptions {
  /** Periods from order to receipt: moments, samples, or values with weights. */
  readonly leadTime: LeadTime;
  /** Periods between reviews; 0, continuous, when omitted. */
  readonly reviewPeriods?: number;
  /** Periods in a season; none when omitted. */
  readonly season?: number;
  /** A named method, or `auto` (default). */
  readonly method?: ForecastMethod | "auto";
  /** Probabilities at which the law answers with the forecast's own quantile, beside the usual ones. */
  readonly targets?: readonly number[];
}

/** Demand to come as a forecast sees it. */
export interface ForecastLaw {
  /** Demand over lead time and review, in units. */
  readonly covered: Distribution;
  /** Demand over the lead time alone, in units. */
  readonly leadTimeOnly: Distribution;
  /** Units per period, over the time covered. */
  readonly meanPerPeriod: number;
  /** The forecast over the mean time covered, rounded up to whole periods. */
  readonly forecast: SeriesForecast;
}

/** Times less likely than this at either end follow from those between them. */
const seldom = 0.001;
/** Shares of the times below those that are forecast when there are many; others lie between. */
const anchorShares = [seldom, 0.1, 0.5, 0.9, 1 - seldom];

/** Service targets in use: there the law answers exactly as the forecast. */
const usualTargets = [
  0.5, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.98, 0.99, 0.995, 0.999,
];

/** Where a forecast is asked for its quantiles: fine in both tails. */
const grid = Array.from({ length: 181 }, (_, i) =>
  normalCdf(-4 + (9 * i) / 180),
);

/** Every probability at which a forecast is asked anyway, rising. */
const usual: readonly number[] = [...new Set([...grid, ...usualTargets])].sort(
  (a, b) => a - b,
);

/**
 * Demand over a lead time that may vary and a review period, forecast as one law.
 *
 * For each whole time that the lead time may take, the forecast's own quantiles of the total;
 * they make a law, and the laws are mixed by the probability of each lead time. Between whole
 * periods, and between five times of many, quantiles are interpolated.
 *
 * @param history - units by period, oldest first; `null` where nothing was recorded
 * @param pool - what other series taught; only `auto` asks it
 * @throws InputError as `forecastSeries` and `leadTimeAtoms`
 */
export function forecastLaw(
  history: GappedHistory,
  options: ForecastLawOptions,
  pool?: ForecastPool,
): ForecastLaw {
  const review = atLeast("reviewPeriods", options.reviewPeriods ?? 0, 0);
  const alone = leadTimeAtoms(options.leadTime, 0);
  const both = {
    ...alone,
    values: alone.values.map((time) => time + review),
  };
  const targets = options.targets ?? [];
  const probabilities = knots(targets);
  const { season, method } = options;
  const at = (periods: number) =>
    askedForecast(
      history,
      {
        horizon: 1,
        covered: Math.max(periods, 1),
        quantiles: [...usualTargets, ...targets],
        ...(season !== undefined && { season }),
        ...(method !== undefined && { method }),
      },
      pool,
    );
  const expected = meanOf(both);
  const told = Math.max(Math.ceil(expected - 1e-9), 1);
  const known = new Map([[told, at(told)]]);
  const anchors = anchorsOf(review === 0 ? alone : together(alone, both)).map(
    (time) => {
      let found = known.get(time);
      if (found === undefined) known.set(time, (found = at(time)));
      return { time, units: Float64Array.from(probabilities, found.quantile) };
    },
  );
  const covered = mixedQuantiles(both, probabilities, anchors);
  const { forecast } = known.get(told)!;
  return {
    covered,
    leadTimeOnly:
      review === 0
        ? covered
        : inProportion(
            (scale) => mixedQuantiles(alone, probabilities, anchors, scale),
            (covered.mean * (expected - review)) / expected,
          ),
    meanPerPeriod:
      expected > 0 ? covered.mean / expected : forecast.leadTimeDemand.mean,
    forecast,
  };
}

function knots(targets: readonly number[]): readonly number[] {
  for (const p of targets) between("targets", p, 0, 1);
  const more = targets.filter((p) => !usual.includes(p));
  return more.length === 0
    ? usual
    : [...new Set([...usual, ...more])].sort((a, b) => a - b);
}

/** Both, as if either were asked for as often. */
function together(a: WeightedValues, b: WeightedValues): WeightedValues {
  return {
    values: [...a.values, ...b.values],
    weights: [...a.weights, ...b.weights],
  };
}

function meanOf({ values, weights }: WeightedValues): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return values.reduce((sum, v, i) => sum + (v * weights[i]!) / total, 0);
}

/** Whole times, rising, that stand for those asked for; 0 is known without a forecast. */
function anchorsOf(times: WeightedValues): readonly number[] {
  const asked = empiricalDistribution(times);
  const whole = (time: number) => [
    Math.floor(time + 1e-9),
    Math.ceil(time - 1e-9),
  ];
  const [least, most] = [asked.quantile(seldom), asked.quantile(1 - seldom)];
  const all = times.values.filter((time) => time >= least && time <= most);
  const rising = distinct(all.flatMap(whole));
  if (rising.length <= anchorShares.length) return rising;
  return distinct(
    anchorShares.map((share) => Math.round(asked.quantile(share))),
  );
}

/** Rising, without 0. */
function distinct(times: readonly number[]): readonly number[] {
  return [...new Set(times)].filter((time) => time > 0).sort((a, b) => a - b);
}

/**
 * The law with the mean wanted. Forecasts over two times may be of two methods: between two
 * reviews as much is asked for as in any other periods, whatever the methods say.
 */
function inProportion(
  law: (scale: number) => Distribution,
  mean: number,
): Distribution {
  const plain = law(1);
  return plain.mean > 0 ? law(mean / plain.mean) : plain;
}
