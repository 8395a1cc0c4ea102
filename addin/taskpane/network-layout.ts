import type { NetworkGraph } from "./network-graph.ts";

/** Where the stages of a network stand: columns by echelon, rows from the top. */
export interface NetworkLayout {
  /** Stages that have a place, in reading order: column by column, from the top. */
  readonly columns: readonly (readonly number[])[];
  /** Column of each stage from the left; -1 for a stage of another network. */
  readonly columnOf: Int32Array;
  /** Row of each stage, in rows from the top; fractions stand between two rows. */
  readonly rowOf: Float64Array;
  /** Rows from the first to the last, at least 1. */
  readonly rows: number;
}

/** Sweeps over the columns that order them; crossings hardly fall after a few. */
const orderingSweeps = 6;
/** Sweeps that pull stages towards their neighbours. */
const placingSweeps = 4;

/**
 * Lays a network out in columns: customers at the right, each stage left of all that it feeds.
 *
 * Within a column stages are ordered by the mean place of their neighbours (the barycentre
 * method of Sugiyama, Tagawa and Toda 1981), then set as near to that mean as an even distance
 * allows. Linear in stages and links but for sorting.
 *
 * @param graph - without cycles; stages on one are put into the last column
 * @param members - the stages to lay out, as places in the graph
 */
export function networkLayout(
  graph: NetworkGraph,
  members: readonly number[],
): NetworkLayout {
  const size = graph.suppliers.length;
  const columnOf = new Int32Array(size).fill(-1);
  const depth = echelons(graph, members);
  const deepest = members.reduce(
    (most, stage) => Math.max(most, depth[stage]!),
    0,
  );
  const columns: number[][] = Array.from({ length: deepest + 1 }, () => []);
  for (const stage of members) {
    columnOf[stage] = deepest - depth[stage]!;
    columns[deepest - depth[stage]!]!.push(stage);
  }
  const rowOf = new Float64Array(size);
  for (const column of columns)
    column.forEach((stage, row) => (rowOf[stage] = row));
  orderColumns(graph, columns, rowOf);
  placeRows(graph, columns, rowOf);

  let top = Infinity;
  let bottom = -Infinity;
  for (const stage of members) {
    top = Math.min(top, rowOf[stage]!);
    bottom = Math.max(bottom, rowOf[stage]!);
  }
  for (const stage of members) rowOf[stage] = rowOf[stage]! - top;
  return {
    columns,
    columnOf,
    rowOf,
    rows: members.length > 0 ? bottom - top + 1 : 1,
  };
}

/** Links on the longest way from each stage to a customer: 0 at the customers' end. */
function echelons(
  { suppliers, customers }: NetworkGraph,
  members: readonly number[],
): Int32Array {
  const depth = new Int32Array(suppliers.length);
  const open = new Int32Array(suppliers.length);
  const ready: number[] = [];
  for (const stage of members) {
    open[stage] = customers[stage]!.length;
    if (open[stage] === 0) ready.push(stage);
  }
  for (let at = 0; at < ready.length; at += 1) {
    const stage = ready[at]!;
    for (const supplier of suppliers[stage]!) {
      depth[supplier] = Math.max(depth[supplier]!, depth[stage]! + 1);
      open[supplier] = open[supplier]! - 1;
      if (open[supplier] === 0) ready.push(supplier);
    }
  }
  return depth;
}

function orderColumns(
  { suppliers, customers }: NetworkGraph,
  columns: readonly number[][],
  rowOf: Float64Array,
): void {
  const wish = new Float64Array(rowOf.length);
  for (let sweep = 0; sweep < orderingSweeps; sweep += 1) {
    const toLeft = sweep % 2 === 0;
    for (let step = 0; step < columns.length; step += 1) {
      const column = columns[toLeft ? columns.length - 1 - step : step]!;
      const near = toLeft ? customers : suppliers;
      for (const stage of column) {
        wish[stage] = meanRow(near[stage]!, rowOf) ?? rowOf[stage]!;
      }
      column.sort((a, b) => wish[a]! - wish[b]! || rowOf[a]! - rowOf[b]!);
      column.forEach((stage, row) => (rowOf[stage] = row));
    }
  }
}

/** Moves stages towards their neighbours, keeping their order and a row for each. */
function placeRows(
  { suppliers, customers }: NetworkGraph,
  columns: readonly (readonly number[])[],
  rowOf: Float64Array,
): void {
  // The fullest column stands; the others are set beside it, outwards.
  const fullest = columns.reduce(
    (best, column, at) => (column.length > columns[best]!.length ? at : best),
    0,
  );
  const outwards = columns
    .map((_, at) => at)
    .sort((a, b) => Math.abs(a - fullest) - Math.abs(b - fullest));
  for (let sweep = 0; sweep < placingSweeps; sweep += 1) {
    for (const at of outwards) {
      if (at === fullest && sweep === 0) continue;
      const column = columns[at]!;
      const wishes = column.map((stage) => {
        const inner = at < fullest ? customers : suppliers;
        const outer = at < fullest ? suppliers : customers;
        const near =
          at === fullest || sweep === 0
            ? inner[stage]!
            : [...inner[stage]!, ...outer[stage]!];
        return meanRow(near, rowOf) ?? rowOf[stage]!;
      });
      spacedRows(wishes).forEach((row, place) => {
        rowOf[column[place]!] = row;
      });
    }
  }
}

/**
 * Rows in the order given, one apart or more, as near as can be to where each wants to be:
 * least squares by pooling neighbours that would overlap (isotonic regression).
 */
export function spacedRows(wishes: readonly number[]): readonly number[] {
  const groups: { sum: number; size: number }[] = [];
  wishes.forEach((wish, at) => {
    // One row apart: without the rows before it, each member of a group wants one place.
    let group = { sum: wish - at, size: 1 };
    for (
      let above = groups.at(-1);
      above && above.sum / above.size > group.sum / group.size;
      above = groups.at(-1)
    ) {
      groups.pop();
      group = { sum: above.sum + group.sum, size: above.size + group.size };
    }
    groups.push(group);
  });
  return groups
    .flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size))
    .map((place, at) => place + at);
}

function meanRow(
  stages: readonly number[],
  rowOf: Float64Array,
): number | null {
  if (stages.length === 0) return null;
  let sum = 0;
  for (const stage of stages) sum += rowOf[stage]!;
  return sum / stages.length;
}
