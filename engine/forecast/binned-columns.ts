/** Bins of a column: enough to see a bend, few enough to sum quickly. */
export const mostBins = 32;
/** Rows that the edges are taken from: an even sample of more. */
const sampled = 1024;

/** Columns of a table as numbers of bins, each bin with about as many rows as the others. */
export interface BinnedColumns {
  /** Which columns: those that are the same in all rows tell nothing and are left out. */
  readonly columns: readonly number[];
  /** Edges between the bins of each column, increasing. */
  readonly cuts: readonly Float64Array[];
  /** Bins by column, then row: as many edges as are at or below the figure. */
  readonly bins: readonly Uint8Array[];
}

/**
 * Sorts the figures of some columns into bins.
 *
 * @param rows - figures row after row, each `width` long
 * @param count - rows that count
 */
export function binnedColumns(
  rows: Float64Array,
  width: number,
  count: number,
  columns: readonly number[],
): BinnedColumns {
  const step = Math.max(1, Math.ceil(count / sampled));
  const told: number[] = [];
  const cuts: Float64Array[] = [];
  const bins: Uint8Array[] = [];
  for (const column of columns) {
    const figures = new Float64Array(Math.ceil(count / step));
    for (let i = 0; i < figures.length; i++) {
      figures[i] = rows[i * step * width + column]!;
    }
    const edges = edgesOf(figures.sort());
    if (edges.length === 0) continue;
    const places = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      places[i] = binOf(edges, rows[i * width + column]!);
    }
    told.push(column);
    cuts.push(edges);
    bins.push(places);
  }
  return { columns: told, cuts, bins };
}

/** Quantiles of sorted figures, each once. */
function edgesOf(sorted: Float64Array): Float64Array {
  const edges: number[] = [];
  let last = sorted[0]!;
  for (let bin = 1; bin < mostBins; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / mostBins)]!;
    if (!(edge > last)) continue;
    edges.push(edge);
    last = edge;
  }
  return Float64Array.from(edges);
}

function binOf(edges: Float64Array, figure: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (figure >= edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
