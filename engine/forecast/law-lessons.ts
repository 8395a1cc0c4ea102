import type { LawRow } from "./law-features.ts";
import type { LawTree } from "./law-tree.ts";
import { meanFeatures, ownScatter, scatterFeatures } from "./law-features.ts";

/** Rows that are kept: of more, an even sample. */
const mostRows = 12_000;
/** Deviations from the forecast beyond which an outcome is an accident: what calibration is for. */
const accident = 5;

/** Where a row keeps what: its features first, then what follows. */
export const features = meanFeatures + scatterFeatures;
export const column = {
  start: features,
  outcome: features + 1,
  /** The outcome as it is learnt from: none is farther out than an accident. */
  learnt: features + 7,
  weight: features + 2,
  scale: features + 3,
  whole: features + 4,
  /** Which of its series' windows it was, 0 for the latest. */
  origin: features + 5,
  grip: features + 6,
} as const;
export const width = features + 8;

/** Windows of the past as rows, and what was learnt from them. */
export interface LawLessons {
  rows: Float64Array;
  /** Figures in a row: lessons kept by an engine that asks other questions are told apart by it. */
  readonly width: number;
  /** Rows kept, and offered. */
  kept: number;
  offered: number;
  /** What the rows say; made when first asked for. */
  learnt: LearntLaw | undefined;
}

/** A regression of laws. */
export interface LearntLaw {
  /** Coefficients of the mean, then of the scatter. */
  readonly coefficients: Float64Array;
  /** How far the mean's change is followed, by how well the mean is known beforehand. */
  readonly trust: Float64Array;
  /** The same for the level of the forecast, where errors count and no law is asked. */
  readonly level: Float64Array;
  /** Share of itself that a row is worth: windows of one time share its fortunes. */
  readonly worth: number;
  /** What refines the regression, one after the other. */
  readonly trees: readonly LawTree[];
}

/** Nothing learnt. */
export function lawLessons(): LawLessons {
  return {
    rows: new Float64Array(0),
    width,
    kept: 0,
    offered: 0,
    learnt: undefined,
  };
}

/** A window of the past: what was known before it, and what came. */
export interface PastWindow {
  readonly row: LawRow;
  /** Units. */
  readonly outcome: number;
  readonly weight: number;
  /** Whether demand is in whole units. */
  readonly whole: boolean;
  /** 0 for the latest window of its series, then one by one. */
  readonly origin: number;
}

/** Keeps a window of the past. */
export function noteWindow(lessons: LawLessons, past: PastWindow): void {
  lessons.learnt = undefined;
  const place = placeOf(lessons);
  if (place === undefined) return;
  const { row } = past;
  const at = place * width;
  const { rows } = lessons;
  rows.set(row.features, at);
  rows[at + column.start] = row.start;
  rows[at + column.outcome] = Math.round(past.outcome * row.scale);
  rows[at + column.learnt] = withoutAccident(row, past.outcome);
  rows[at + column.weight] = past.weight;
  rows[at + column.scale] = row.scale;
  rows[at + column.whole] = past.whole ? 1 : 0;
  rows[at + column.origin] = past.origin;
  rows[at + column.grip] = row.grip;
}

/**
 * Whether the next window would be kept. Where not, it counts as offered: nothing of it need be
 * worked out.
 */
export function keepsNext(lessons: LawLessons): boolean {
  const offered = lessons.offered + 1;
  if (lessons.kept < mostRows || drawnPlace(offered) < mostRows) return true;
  lessons.offered = offered;
  return false;
}

/** An outcome in the row's units, moved to the edge of what its own errors could do. */
function withoutAccident(row: LawRow, outcome: number): number {
  const mean = Math.exp(row.start);
  const excess = Math.exp(row.features[meanFeatures + ownScatter]!);
  const reach = accident * Math.sqrt(mean * (1 + excess));
  const least = Math.max(mean - reach, 0);
  const units = Math.min(Math.max(outcome * row.scale, least), mean + reach);
  return Math.round(units);
}

/** Where a row goes: after the others, in another's place, or nowhere. */
function placeOf(lessons: LawLessons): number | undefined {
  const offered = ++lessons.offered;
  if (lessons.kept === mostRows) {
    const place = drawnPlace(offered);
    return place < mostRows ? place : undefined;
  }
  if (lessons.rows.length < (lessons.kept + 1) * width) {
    const room = Math.min(Math.max(2 * lessons.kept, 64), mostRows);
    const longer = new Float64Array(room * width);
    longer.set(lessons.rows);
    lessons.rows = longer;
  }
  return lessons.kept++;
}

/** Where the last of so many goes: each is as likely as any other to be among those kept. */
function drawnPlace(offered: number): number {
  return Math.floor(fraction(offered) * offered);
}

/** A number from 0 to 1 that a count determines: sampling that repeats itself. */
function fraction(count: number): number {
  let bits = Math.imul(count ^ (count >>> 16), 0x45d9f3b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x45d9f3b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
