import type { EtsForm, EtsParameters } from "./ets-model.ts";

/** Bounds of alpha, those R forecast calls usual; the others may reach 0. */
const least = 1e-4;
const most = 1 - 1e-4;
const dampingLeast = 0.8;
const dampingMost = 0.98;

/**
 * The numbers that a form leaves free, in one row: alpha; beta as a share of alpha;
 * gamma as a share of 1 - alpha; damping; first level, first trend, and the figures
 * of the season but the last, which follows from the others. Absent ones take no place.
 */
export interface EtsSpace {
  readonly form: EtsForm;
  /** Periods in a season; 0 without one. */
  readonly season: number;
  /** How many numbers are free. */
  readonly size: number;
  /** Places in the row; -1 where the form has no such number. */
  readonly beta: number;
  readonly gamma: number;
  readonly damping: number;
  readonly level: number;
  readonly trend: number;
  readonly figures: number;
  /** Bounds of the constants, which come first in the row. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** The free numbers of a form. */
export function etsSpace(form: EtsForm, season: number): EtsSpace {
  const lowest = [least];
  const highest = [most];
  const constant = (present: boolean, low: number, high: number): number => {
    if (!present) return -1;
    lowest.push(low);
    return highest.push(high) - 1;
  };
  const trended = form.trend !== "none";
  const length = form.season === "none" ? 0 : season;
  const beta = constant(trended, 0, 1);
  const gamma = constant(length > 0, 0, 1);
  const damping = constant(form.trend === "damped", dampingLeast, dampingMost);
  const level = lowest.length;
  const figures = level + (trended ? 2 : 1);
  return {
    form,
    season: length,
    size: figures + Math.max(length - 1, 0),
    beta,
    gamma,
    damping,
    level,
    trend: trended ? level + 1 : -1,
    figures,
    lowest,
    highest,
  };
}

/** Constants and states that a point means. */
export function parametersAt(
  space: EtsSpace,
  point: Float64Array,
): EtsParameters {
  const { form, season, beta, gamma, damping, trend } = space;
  const alpha = point[0]!;
  const figures = new Float64Array(season);
  figuresAt(space, point, figures);
  return {
    alpha,
    beta: beta < 0 ? 0 : alpha * point[beta]!,
    gamma: gamma < 0 ? 0 : (1 - alpha) * point[gamma]!,
    damping: form.trend === "damped" ? point[damping]! : 1,
    level: point[space.level]!,
    trend: trend < 0 ? 0 : point[trend]!,
    season: figures,
  };
}

/** Writes the figures of the season; the last makes their sum 0, or their mean 1. */
export function figuresAt(
  { form, season, figures }: EtsSpace,
  point: Float64Array,
  into: Float64Array,
): void {
  let rest = form.season === "multiplicative" ? season : 0;
  for (let i = 0; i + 1 < season; i++) {
    into[i] = point[figures + i]!;
    rest -= into[i]!;
  }
  if (season > 0) into[season - 1] = rest;
}
