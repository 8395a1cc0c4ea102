import type { NetworkLayout } from "./network-layout.ts";

/** How near one looks: a bar for each stage, its name, or a card with its figures. */
export interface NetworkZoom {
  readonly detail: "bars" | "names" | "cards";
  /** Pixels of a column and of a row. */
  readonly column: number;
  readonly row: number;
}

/** A rectangle of the drawing, in pixels. */
export interface NetworkWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels above the first row, for the names of the columns. */
export const headHeight = 34;

const near: readonly NetworkZoom[] = [
  { detail: "bars", column: 64, row: 10 },
  { detail: "names", column: 116, row: 22 },
  { detail: "cards", column: 176, row: 46 },
];

/** From the whole network at a glance to cards; at least the three nearest. */
export function zoomLevels(
  { columns, rows }: NetworkLayout,
  view: { readonly width: number; readonly height: number },
): readonly NetworkZoom[] {
  // A network of few columns fills its room, and squeezes into it where little is missing.
  const fill = Math.floor(view.width / columns.length);
  const levels = near.map((zoom) => ({
    ...zoom,
    column: Math.max(0.88 * zoom.column, Math.min(fill, 1.5 * zoom.column)),
  }));
  const whole: NetworkZoom = {
    detail: "bars",
    column: Math.max(18, fill),
    row: (view.height - headHeight - 8) / rows,
  };
  return whole.row >= near[0]!.row ? levels : [whole, ...levels];
}

/** The nearest level at which a network is no more than some screens long, to begin with. */
export function firstLevel(
  levels: readonly NetworkZoom[],
  { rows }: NetworkLayout,
  height: number,
): number {
  const fits = levels.findLastIndex(({ row }) => row * rows <= 3 * height);
  return Math.max(0, fits);
}

/** Middle of a stage, in pixels. */
export function centreOf(
  { columnOf, rowOf }: NetworkLayout,
  zoom: NetworkZoom,
  stage: number,
): { readonly x: number; readonly y: number } {
  return {
    x: (columnOf[stage]! + 0.5) * zoom.column,
    y: headHeight + (rowOf[stage]! + 0.5) * zoom.row,
  };
}

/** Stages whose row touches a window, column by column: by bisection, for long columns. */
export function stagesIn(
  layout: NetworkLayout,
  zoom: NetworkZoom,
  window: NetworkWindow,
): readonly number[] {
  const from = (window.top - headHeight) / zoom.row - 1;
  const to = (window.top + window.height - headHeight) / zoom.row;
  return layout.columns.flatMap((column, at) => {
    const left = at * zoom.column;
    if (left > window.left + window.width) return [];
    if (left + zoom.column < window.left) return [];
    return column.slice(
      firstAtOrAfter(column, layout.rowOf, from),
      firstAtOrAfter(column, layout.rowOf, to),
    );
  });
}

/** The stage nearest to a place, within its column; `null` beside all columns. */
export function stageAt(
  layout: NetworkLayout,
  zoom: NetworkZoom,
  x: number,
  y: number,
): number | null {
  const column = layout.columns[Math.floor(x / zoom.column)];
  if (!column) return null;
  const row = (y - headHeight) / zoom.row - 0.5;
  const after = firstAtOrAfter(column, layout.rowOf, row);
  const [above, below] = [column[after - 1], column[after]];
  if (above === undefined || below === undefined) return below ?? above ?? null;
  return row - layout.rowOf[above]! < layout.rowOf[below]! - row
    ? above
    : below;
}

/** The stage nearest to a place, in whatever column; `null` where there is none. */
export function nearestTo(
  layout: NetworkLayout,
  zoom: NetworkZoom,
  x: number,
  y: number,
): number | null {
  let best: number | null = null;
  let least = Infinity;
  layout.columns.forEach((_, column) => {
    const stage = stageAt(layout, zoom, (column + 0.5) * zoom.column, y);
    if (stage === null) return;
    const centre = centreOf(layout, zoom, stage);
    const distance = Math.hypot(centre.x - x, centre.y - y);
    if (distance < least) {
      best = stage;
      least = distance;
    }
  });
  return best;
}

function firstAtOrAfter(
  column: readonly number[],
  rowOf: Float64Array,
  row: number,
): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rowOf[column[middle]!]! < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
