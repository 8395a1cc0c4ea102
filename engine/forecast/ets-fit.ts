import type { History } from "../demand/history-check.ts";
import { leastSquares } from "../numeric/least-squares.ts";
import type { EtsForm, EtsParameters, EtsRun } from "./ets-model.ts";
import { runEts } from "./ets-model.ts";
import { seasonStart, straightLine } from "./season-start.ts";

/** A model fitted by maximum likelihood. */
export interface EtsFit {
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  /** States after the last period. */
  readonly run: EtsRun;
  readonly logLikelihood: number;
  /** Akaike's criterion corrected for few periods; infinite when there are too few. */
  readonly aicc: number;
}

/** Bounds of alpha, those R forecast calls usual; the others may come as near 0 as they like. */
const least = 1e-4;
const most = 1 - 1e-4;
const dampingLeast = 0.8;
const dampingMost = 0.98;
/** Starts of the search: slow and quick to learn; the last for a trend that hardly bends. */
const starts = [
  { alpha: 0.1, beta: 0.1, gamma: 0.1 },
  { alpha: 0.6, beta: 0.05, gamma: 0.1 },
  { alpha: 0.2, beta: 1e-4, gamma: 0.02 },
];

/**
 * Fits one form by maximum likelihood over its constants and its first states.
 *
 * The likelihood is that of R forecast: n·log Σe², plus 2·Σ log of the forecasts
 * when errors are relative; written as a sum of squares, for both are one.
 *
 * @param y - units by period, all above 0 for a multiplicative form
 * @param season - periods in a season; 1 for none
 * @param effort - `quick` takes a few steps from one start, to see which forms to pursue
 * @returns the fit, or `undefined` when the form has no likelihood here
 */
export function fitEts(
  y: History,
  form: EtsForm,
  season: number,
  effort: "full" | "quick" = "full",
): EtsFit | undefined {
  const n = y.length;
  let scale = 0;
  for (let i = 0; i < n; i++) scale += Math.abs(y[i] as number) / n;
  if (!(scale > 0)) return undefined;
  const unit = Float64Array.from(y, (units) => units / scale);
  const shape = shapeOf(form, season);
  const first = startStates(unit, form, season);
  const errors = new Float64Array(n);

  let best: { point: Float64Array; sum: number } | undefined;
  const quick = effort === "quick";
  const tried = quick ? 1 : shape.trended ? 3 : 2;
  for (const start of starts.slice(0, tried)) {
    const found = leastSquares(
      {
        parameters: shape.size,
        residuals: n,
        evaluate: (point, into) => {
          const run = runEts(form, unpacked(point, shape, form), unit, into);
          if (run === undefined) return Infinity;
          if (form.error === "additive") return run.squares;
          const factor = Math.exp(run.logarithms / n);
          for (let i = 0; i < n; i++) into[i]! *= factor;
          return run.squares * factor * factor;
        },
      },
      packed(start, first, shape, form),
      quick ? 6 : 60,
    );
    if (found.sum < (best?.sum ?? Infinity)) best = found;
  }
  if (best === undefined) return undefined;

  const units = unpacked(best.point, shape, form);
  const parameters = scaled(units, scale, form);
  const run = runEts(form, parameters, y, errors);
  if (run === undefined) return undefined;
  // A perfect fit would have an infinite likelihood; rounding is as near as data come.
  const sum = Math.max(best.sum, 1e-20);
  const deviance = n * Math.log(sum * scale * scale);
  const counted = shape.size + 1;
  const room = n - counted - 1;
  const aicc =
    room > 0
      ? deviance + 2 * counted + (2 * counted * (counted + 1)) / room
      : Infinity;
  return { form, parameters, run, logLikelihood: -deviance / 2, aicc };
}

/** How many numbers a form leaves free: constants, level, trend, and the season but one. */
interface Shape {
  readonly size: number;
  readonly constants: number;
  readonly trended: boolean;
  readonly season: number;
}

function shapeOf(form: EtsForm, season: number): Shape {
  const trended = form.trend !== "none";
  const seasons = form.season === "none" ? 0 : season;
  const constants =
    1 +
    (trended ? 1 : 0) +
    (seasons > 0 ? 1 : 0) +
    (form.trend === "damped" ? 1 : 0);
  const states = 1 + (trended ? 1 : 0) + Math.max(seasons - 1, 0);
  return { size: constants + states, constants, trended, season: seasons };
}

function startStates(
  y: Float64Array,
  form: EtsForm,
  season: number,
): { level: number; trend: number; season: Float64Array } {
  if (form.season !== "none") {
    const used = Math.min(y.length, 4 * season);
    const start = seasonStart(y, season, form.season, used);
    if (form.season === "multiplicative") {
      return { ...start, season: start.season.map((f) => Math.max(f, 0.05)) };
    }
    return start;
  }
  const none = new Float64Array(0);
  const line = straightLine(
    y.subarray(0, Math.min(Math.max(10, season), y.length)),
  );
  if (form.trend !== "none" && line.level > 0) {
    return { level: line.level, trend: line.slope, season: none };
  }
  let sum = 0;
  const few = Math.min(10, y.length);
  for (let i = 0; i < few; i++) sum += y[i]! / few;
  return { level: sum, trend: 0, season: none };
}

const logit = (share: number) => Math.log(share / (1 - share));
const logistic = (value: number) => 1 / (1 + Math.exp(-value));

function packed(
  start: { alpha: number; beta: number; gamma: number },
  first: { level: number; trend: number; season: Float64Array },
  { size, trended, season }: Shape,
  form: EtsForm,
): Float64Array {
  const point = new Float64Array(size);
  let at = 0;
  point[at++] = logit(start.alpha);
  if (trended) point[at++] = logit(start.beta);
  if (season > 0) point[at++] = logit(start.gamma);
  if (form.trend === "damped") point[at++] = 1;
  point[at++] = first.level;
  if (trended) point[at++] = first.trend;
  for (let i = 0; i + 1 < season; i++) point[at++] = first.season[i]!;
  return point;
}

function unpacked(
  point: Float64Array,
  { trended, season }: Shape,
  form: EtsForm,
): EtsParameters {
  let at = 0;
  const alpha = least + (most - least) * logistic(point[at++]!);
  const beta = trended ? alpha * logistic(point[at++]!) : 0;
  const gamma = season > 0 ? (1 - alpha) * logistic(point[at++]!) : 0;
  const damping =
    form.trend === "damped"
      ? dampingLeast + (dampingMost - dampingLeast) * logistic(point[at++]!)
      : 1;
  const level = point[at++]!;
  const trend = trended ? point[at++]! : 0;
  const figures = new Float64Array(season);
  // The last figure follows from the others: they sum to 0, or have mean 1.
  let rest = form.season === "multiplicative" ? season : 0;
  for (let i = 0; i + 1 < season; i++) {
    figures[i] = point[at++]!;
    rest -= figures[i]!;
  }
  if (season > 0) figures[season - 1] = rest;
  return { alpha, beta, gamma, damping, level, trend, season: figures };
}

function scaled(
  parameters: EtsParameters,
  scale: number,
  form: EtsForm,
): EtsParameters {
  return {
    ...parameters,
    level: parameters.level * scale,
    trend: parameters.trend * scale,
    season:
      form.season === "additive"
        ? Float64Array.from(parameters.season, (figure) => figure * scale)
        : parameters.season,
  };
}
