import { etsPlainNormal } from "./ets-plain-normal.ts";
import type { EtsSpace } from "./ets-space.ts";
import { figuresAt } from "./ets-space.ts";
import type { EtsScratch } from "./ets-squares.ts";

/**
 * The normal equations of `etsSquares` at a point: how the errors change with each
 * free number, multiplied out. Written to `normal` (lower half) and `right`.
 *
 * The slopes of the states go through the recurrences beside the states themselves.
 * Where errors are relative both sides lack the squared geometric mean of the
 * forecasts, which is the same for all and leaves the step as it is.
 */
export function etsNormal(
  space: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  scratch: EtsScratch,
): void {
  const { form, season, size } = space;
  if (season === 0) etsPlainNormal(space, point, y, scratch);
  else seasonalNormal(space, point, y, scratch);
  if (form.error === "multiplicative") {
    withMeanForecast(size, y.length, scratch);
  }
}

function seasonalNormal(
  space: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  scratch: EtsScratch,
): void {
  const { form, season: length, size } = space;
  const relative = form.error === "multiplicative";
  const multiplied = form.season === "multiplicative";
  const alpha = point[0]!;
  const share = space.beta < 0 ? 0 : point[space.beta]!;
  const beta = alpha * share;
  const quick = point[space.gamma]!;
  const gamma = (1 - alpha) * quick;
  const damping = space.damping < 0 ? 1 : point[space.damping]!;
  const { season, levels, trends, figures, slopes } = scratch;
  const periods = y.length;
  const last = (size + 1) * periods;
  startSlopes(space, scratch);
  figuresAt(space, point, season);
  let level = point[space.level]!;
  let trend = space.trend < 0 ? 0 : point[space.trend]!;
  let place = 0;
  for (let period = 0; period < periods; period++) {
    const units = y[period]!;
    const base = level + damping * trend;
    const figure = season[place]!;
    const forecast = multiplied ? base * figure : base + figure;
    const missed = multiplied ? units / figure - base : units - forecast;
    const seen = multiplied ? units / base - figure : missed;
    // How the forecast, what the level missed and what the figure missed change.
    const byBase = multiplied ? figure : 1;
    const byFigure = multiplied ? base : 1;
    const missedByFigure = multiplied ? -units / (figure * figure) : -1;
    const seenByBase = multiplied ? -units / (base * base) : -1;
    const weight = relative ? units / (forecast * forecast) : 1;
    const row = place * size;
    if (space.damping >= 0) trends[space.damping]! += trend / damping;
    // A figure of the season that nobody has met changes nothing yet.
    const met = period + 1 < length ? space.figures + period + 1 : size;
    for (let i = 0, at = period; i < met; i++, at += periods) {
      const trendSlope = damping * trends[i]!;
      const baseSlope = levels[i]! + trendSlope;
      const figureSlope = figures[row + i]!;
      const missedSlope = missedByFigure * figureSlope - baseSlope;
      const slope = byBase * baseSlope + byFigure * figureSlope;
      levels[i] = baseSlope + alpha * missedSlope;
      trends[i] = trendSlope + beta * missedSlope;
      figures[row + i] =
        figureSlope + gamma * (seenByBase * baseSlope - figureSlope);
      slopes[at] = slope * weight;
    }
    for (let i = met; i < size; i++) slopes[i * periods + period] = 0;
    slopes[size * periods + period] = relative
      ? units / forecast - 1
      : units - forecast;
    // Times this, a weighed slope of a forecast is that of its logarithm.
    slopes[last + period] = relative ? forecast / units : 0;
    levels[0]! += missed;
    if (space.beta >= 0) {
      trends[0]! += share * missed;
      trends[space.beta]! += alpha * missed;
    }
    figures[row]! -= quick * seen;
    figures[row + space.gamma]! += (1 - alpha) * seen;
    season[place] = figure + gamma * seen;
    place = place + 1 === length ? 0 : place + 1;
    level = base + alpha * missed;
    trend = damping * trend + beta * missed;
  }
  multiplyOut(size + (relative ? 2 : 1), periods, scratch);
}

function startSlopes(
  { size, season, level, trend, figures: first }: EtsSpace,
  { levels, trends, figures }: EtsScratch,
): void {
  levels.fill(0);
  trends.fill(0);
  figures.fill(0);
  levels[level] = 1;
  if (trend >= 0) trends[trend] = 1;
  for (let i = 0; i + 1 < season; i++) {
    figures[i * size + first + i] = 1;
    figures[(season - 1) * size + first + i] = -1;
  }
}

/** All products of two columns of slopes, two by two: so each is read half as often. */
function multiplyOut(
  columns: number,
  periods: number,
  { slopes, normal, width }: EtsScratch,
): void {
  for (let i = 0; i < columns; i += 2) {
    for (let j = 0; j <= i; j += 2) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let left = i * periods;
      let right = j * periods;
      for (let period = 0; period < periods; period++, left++, right++) {
        const p = slopes[left]!;
        const q = slopes[left + periods]!;
        const r = slopes[right]!;
        const s = slopes[right + periods]!;
        a += p * r;
        b += p * s;
        c += q * r;
        d += q * s;
      }
      normal[i * width + j] = a;
      normal[i * width + j + 1] = b;
      normal[(i + 1) * width + j] = c;
      normal[(i + 1) * width + j + 1] = d;
    }
  }
}

/** Lets the geometric mean of the forecasts change, too: each error is multiplied by it. */
function withMeanForecast(
  size: number,
  periods: number,
  { normal, width }: EtsScratch,
): void {
  const right = size * width;
  const shares = right + width;
  const squares = normal[right + size]!;
  for (let i = 0; i < size; i++) normal[shares + i]! /= periods;
  for (let i = 0; i < size; i++) {
    const share = normal[shares + i]!;
    for (let j = 0; j <= i; j++) {
      const other = normal[shares + j]!;
      normal[i * width + j]! +=
        squares * share * other -
        normal[right + i]! * other -
        normal[right + j]! * share;
    }
  }
  for (let i = 0; i < size; i++) {
    normal[right + i]! -= squares * normal[shares + i]!;
  }
}
