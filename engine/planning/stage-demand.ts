import type { DemandClass, DemandHistory } from "../contracts/index.ts";
import { demandClass } from "../demand/demand-class.ts";
import { sba, tsb } from "../demand/croston.ts";
import type { Moments } from "../numeric/moments.ts";

/** Demand at one stage, as planning uses it. */
export interface StageDemand {
  readonly class: DemandClass;
  /** Units per period over the coming periods. */
  readonly rate: Moments;
  /** How the rate was found, for people. */
  readonly method: string;
  /** Periods since the launch, oldest first; gaps left out, net returns counted as 0. */
  readonly history: readonly number[];
  /** Buckets below zero, counted as 0. */
  readonly negativePeriods: number;
  /** Periods since the last demand; `null` when there was none. */
  readonly periodsSinceDemand: number | null;
}

/** Smoothing constant of size and interval, the customary 0.1 (Syntetos & Boylan 2005). */
const alpha = 0.1;

/** An item silent for this many mean intervals between demands is taken to be ageing. */
const silentIntervals = 4;

/**
 * Class and rate of independent demand from its history.
 *
 * Blanks before the first recorded period are a launch, not zeros. Smooth and erratic
 * demand is the mean of the last year; intermittent and lumpy demand the Syntetos-Boylan
 * approximation over the whole record, or TSB, which decays, once the item falls silent.
 * The deviation is the root mean square around that rate.
 *
 * @param history - demand by period, oldest first
 * @param periodsPerYear - the window for smooth demand
 */
export function stageDemand(
  history: DemandHistory | null,
  periodsPerYear: number,
): StageDemand {
  const recorded = (history?.quantities ?? []).filter(
    (quantity): quantity is number =>
      quantity !== null && Number.isFinite(quantity),
  );
  const usable = recorded.map((quantity) => Math.max(0, quantity));
  const negativePeriods = recorded.filter((quantity) => quantity < 0).length;
  const last = usable.findLastIndex((quantity) => quantity > 0);
  const common = { history: usable, negativePeriods };
  if (last < 0) {
    return {
      ...common,
      class: "none",
      rate: { mean: 0, deviation: 0 },
      method: "no demand in the record",
      periodsSinceDemand: null,
    };
  }

  const found = demandClass(usable).class;
  const periodsSinceDemand = usable.length - 1 - last;
  if (found === "smooth" || found === "erratic") {
    const window = usable.slice(-Math.max(1, Math.round(periodsPerYear)));
    const mean = sum(window) / window.length;
    return {
      ...common,
      class: found,
      rate: { mean, deviation: deviationAround(window, mean) },
      method: `mean of the last ${window.length} periods`,
      periodsSinceDemand,
    };
  }

  const demands = usable.filter((quantity) => quantity > 0).length;
  const silent = periodsSinceDemand > silentIntervals * ((last + 1) / demands);
  const mean = silent
    ? tsb(usable, { alpha, beta: alpha / 2, init: "mean" })
    : sba(usable, { alpha, init: "mean" });
  return {
    ...common,
    class: found,
    rate: { mean, deviation: deviationAround(usable, mean) },
    method: silent
      ? "TSB: demand has fallen silent"
      : "Syntetos-Boylan approximation",
    periodsSinceDemand,
  };
}

/** Root mean square around a level that the same data gave: n − 1 in the denominator. */
function deviationAround(values: readonly number[], level: number): number {
  if (values.length < 2) return level;
  let squares = 0;
  for (const value of values) squares += (value - level) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
