import { atLeast, between } from "../checks.ts";
import type { GappedHistory } from "../demand/recorded-history.ts";
import { leadTimeAtoms, type LeadTime } from "../lead-time/lead-time-law.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { empiricalDistribution } from "../numeric/empirical.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { normalCdf } from "../numeric/normal.ts";
import { pointDistribution } from "../numeric/point.ts";
import { uniformPieces, type UniformPiece } from "../numeric/uniform-pieces.ts";
import type { ForecastMethod } from "./forecast-method.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import { forecastSeries, type SeriesForecast } from "./forecast-series.ts";

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

/** Whole times that are forecast at most; times between them are interpolated. */
const mostAnchors = 5;

/** Service targets in use: there the law answers exactly as the forecast. */
const usualTargets = [
  0.5, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.98, 0.99, 0.995, 0.999,
];

/** Where a forecast is asked for its quantiles: fine in both tails. */
const grid = Array.from({ length: 181 }, (_, i) =>
  normalCdf(-4 + (9 * i) / 180),
);

/**
 * Demand over a lead time that may vary and a review period, forecast as one law.
 *
 * For each whole time that the lead time may take, the forecast's own quantiles of the total;
 * they make a law, and the laws are mixed by the probability of each lead time. Between whole
 * periods, and between five times of a long range, quantiles are interpolated.
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
  const both = leadTimeAtoms(options.leadTime, review);
  const probabilities = knots(options.targets ?? []);
  const { season, method } = options;
  const at = (periods: number): SeriesForecast =>
    forecastSeries(
      history,
      {
        horizon: 1,
        covered: Math.max(periods, 1),
        quantiles: probabilities,
        ...(season !== undefined && { season }),
        ...(method !== undefined && { method }),
      },
      pool,
    );
  const expected = meanOf(both);
  const told = Math.max(Math.ceil(expected - 1e-9), 1);
  const known = new Map([[told, at(told)]]);
  const anchors = anchorsOf([...alone.values, ...both.values]).map((time) => {
    let found = known.get(time);
    if (found === undefined) known.set(time, (found = at(time)));
    const { quantiles } = found.leadTimeDemand;
    return {
      time,
      units: probabilities.map((p) => quantiles[String(p)] as number),
    };
  });
  const covered = mixed(both, probabilities, anchors);
  const forecast = known.get(told)!;
  return {
    covered,
    leadTimeOnly:
      review === 0
        ? covered
        : inProportion(
            (scale) => mixed(alone, probabilities, anchors, scale),
            (covered.mean * (expected - review)) / expected,
          ),
    meanPerPeriod:
      expected > 0 ? covered.mean / expected : forecast.leadTimeDemand.mean,
    forecast,
  };
}

/** Quantiles of demand over one whole time, by the probabilities asked for. */
interface Anchor {
  readonly time: number;
  readonly units: readonly number[];
}

function knots(targets: readonly number[]): readonly number[] {
  for (const p of targets) between("targets", p, 0, 1);
  const all = new Set([...grid, ...usualTargets, ...targets]);
  return [...all].sort((a, b) => a - b);
}

function meanOf({ values, weights }: WeightedValues): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return values.reduce((sum, v, i) => sum + (v * weights[i]!) / total, 0);
}

/** Whole times, rising, that stand for those asked for; 0 is known without a forecast. */
function anchorsOf(times: readonly number[]): readonly number[] {
  const whole = new Set(
    times.flatMap((time) => [Math.floor(time + 1e-9), Math.ceil(time - 1e-9)]),
  );
  whole.delete(0);
  const rising = [...whole].sort((a, b) => a - b);
  if (rising.length <= mostAnchors) return rising;
  return Array.from({ length: mostAnchors }, (_, i) => {
    const place = (i * (rising.length - 1)) / (mostAnchors - 1);
    return rising[Math.round(place)]!;
  });
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

/** The laws at each time, weighed by the times. */
function mixed(
  times: WeightedValues,
  probabilities: readonly number[],
  anchors: readonly Anchor[],
  scale = 1,
): Distribution {
  if (times.values.every((time) => time === 0)) return pointDistribution(0);
  const whole = anchors.every(({ units }) => units.every(Number.isInteger));
  const pieces: UniformPiece[] = [];
  times.values.forEach((time, i) => {
    const units = quantilesAt(time, anchors).map((one) => one * scale);
    const weight = times.weights[i]!;
    let before = { p: 0, units: units[0]! };
    probabilities.forEach((p, k) => {
      const to = Math.max(units[k]!, before.units);
      pieces.push({ from: before.units, to, weight: weight * (p - before.p) });
      before = { p, units: to };
    });
    const { units: end } = before;
    pieces.push({ from: end, to: end, weight: weight * (1 - before.p) });
  });
  return whole ? inWholeUnits(pieces) : uniformPieces(pieces);
}

function quantilesAt(
  time: number,
  anchors: readonly Anchor[],
): readonly number[] {
  const after = anchors.findIndex((anchor) => anchor.time >= time - 1e-9);
  const high = anchors[after < 0 ? anchors.length - 1 : after]!;
  if (Math.abs(high.time - time) < 1e-9) return high.units;
  const low = anchors[after - 1];
  const from = low?.time ?? 0;
  const share = (time - from) / (high.time - from);
  return high.units.map((units, k) => {
    const less = low?.units[k] ?? 0;
    return less + share * (units - less);
  });
}

/**
 * Pieces counted in whole units: from one quantile to the next, half of the weight of a unit
 * belongs to each side, so that a quantile asked for stays what it was.
 */
function inWholeUnits(pieces: readonly UniformPiece[]): Distribution {
  const sums = new Map<number, number>();
  const add = (units: number, weight: number) => {
    if (weight <= 0) return;
    const low = Math.floor(units);
    const rest = units - low;
    sums.set(low, (sums.get(low) ?? 0) + weight * (1 - rest));
    if (rest > 0) sums.set(low + 1, (sums.get(low + 1) ?? 0) + weight * rest);
  };
  for (const { from, to, weight } of pieces) {
    const steps = Math.max(Math.round(to - from), 1);
    add(from, weight / 2 / steps);
    add(to, weight / 2 / steps);
    for (let i = 1; i < steps; i++) {
      add(from + ((to - from) * i) / steps, weight / steps);
    }
  }
  return empiricalDistribution({
    values: [...sums.keys()],
    weights: [...sums.values()],
  });
}
