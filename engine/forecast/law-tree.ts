import type { BinnedColumns } from "./binned-columns.ts";
import { mostBins } from "./binned-columns.ts";

/** Leaves of a tree. */
const mostLeaves = 6;
/** Weight that each side of a split must keep. */
const leastWeight = 150;
/** Curvature that a leaf starts from: few windows change little. */
const doubt = 20;
/** No leaf steps farther than this before it is slowed down. */
const farthest = 1;
/** Figures by bin: slope and curvature of mean and scatter, and weight. */
const kinds = 5;

/** Questions that lead a window to a change of the logarithms of its mean and scatter. */
export interface LawTree {
  /** The column each node asks about; −1 at a leaf. */
  readonly columns: Int16Array;
  /** Below this a node leads to the first of its two, else to the one after it. */
  readonly cuts: Float64Array;
  readonly first: Int16Array;
  /** Changes at the leaves. */
  readonly mean: Float64Array;
  readonly scatter: Float64Array;
}

/** Slopes of the likelihood by window, `kinds` figures each. */
export interface Slopes {
  readonly figures: Float64Array;
  /** Windows that are asked, in any order; sorted by leaf when the tree is grown. */
  readonly asked: Int32Array;
  /** Places among the binned columns that may be asked about. */
  readonly columns: readonly number[];
}

interface Leaf {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly sums: Float64Array;
  gain: number;
  column: number;
  bin: number;
}

/**
 * Grows a tree, leaf by leaf where it gains most: second-order steps of two targets that
 * share their questions, from sums by bin.
 *
 * @param rate - share of its step that a leaf takes
 *
 * @see Friedman (2001), Greedy function approximation: a gradient boosting machine, Annals
 * of Statistics 29(5); Ke et al. (2017), LightGBM, NIPS 30, for sums by bin and their difference.
 */
export function grownTree(
  binned: BinnedColumns,
  slopes: Slopes,
  rate: number,
): LawTree {
  const nodes = 2 * mostLeaves - 1;
  const tree: LawTree = {
    columns: new Int16Array(nodes).fill(-1),
    cuts: new Float64Array(nodes),
    first: new Int16Array(nodes),
    mean: new Float64Array(nodes),
    scatter: new Float64Array(nodes),
  };
  const { asked } = slopes;
  const room = new Int32Array(asked.length);
  const leafOf = (
    node: number,
    start: number,
    end: number,
    sums: Float64Array,
  ) =>
    searched(binned, slopes, {
      node,
      start,
      end,
      sums,
      gain: 0,
      column: -1,
      bin: 0,
    });
  const all = sumsOf(binned, slopes, 0, asked.length);
  const leaves = [leafOf(0, 0, asked.length, all)];
  let count = 1;
  while (leaves.length < mostLeaves) {
    let best = 0;
    leaves.forEach(({ gain }, i) => {
      if (gain > leaves[best]!.gain) best = i;
    });
    const leaf = leaves[best]!;
    if (!(leaf.gain > 0)) break;
    const { node, start, end, column, bin } = leaf;
    const middle = parted(asked, room, start, end, binned.bins[column]!, bin);
    const few = middle - start < end - middle;
    const counted = few
      ? sumsOf(binned, slopes, start, middle)
      : sumsOf(binned, slopes, middle, end);
    const rest = leaf.sums;
    for (let k = 0; k < rest.length; k++) rest[k]! -= counted[k]!;
    tree.columns[node] = binned.columns[column]!;
    tree.cuts[node] = binned.cuts[column]![bin]!;
    tree.first[node] = count;
    leaves[best] = leafOf(count, start, middle, few ? counted : rest);
    leaves.push(leafOf(count + 1, middle, end, few ? rest : counted));
    count += 2;
  }
  for (const { node, start, end } of leaves) {
    const total = new Float64Array(kinds);
    for (let j = start; j < end; j++) {
      for (let k = 0; k < kinds; k++) {
        total[k]! += slopes.figures[asked[j]! * kinds + k]!;
      }
    }
    tree.mean[node] = rate * step(total[0]!, total[1]!);
    tree.scatter[node] = rate * step(total[2]!, total[3]!);
  }
  return tree;
}

/** The leaf of a window, by its figures at a place. */
export function leafAt(tree: LawTree, rows: Float64Array, at: number): number {
  const { columns, cuts, first } = tree;
  let node = 0;
  let column = columns[0]!;
  while (column >= 0) {
    node = first[node]! + (rows[at + column]! < cuts[node]! ? 0 : 1);
    column = columns[node]!;
  }
  return node;
}

/** Slopes, curvatures and weight by column and bin, of the windows from a place to another. */
function sumsOf(
  { bins }: BinnedColumns,
  { figures, asked, columns }: Slopes,
  start: number,
  end: number,
): Float64Array {
  const sums = new Float64Array(columns.length * mostBins * kinds);
  columns.forEach((column, place) => {
    const places = bins[column]!;
    const base = place * mostBins;
    for (let j = start; j < end; j++) {
      const i = asked[j]!;
      const at = (base + places[i]!) * kinds;
      const from = i * kinds;
      sums[at]! += figures[from]!;
      sums[at + 1]! += figures[from + 1]!;
      sums[at + 2]! += figures[from + 2]!;
      sums[at + 3]! += figures[from + 3]!;
      sums[at + 4]! += figures[from + 4]!;
    }
  });
  return sums;
}

/** The question that gains most at a leaf. */
function searched(
  { cuts }: BinnedColumns,
  { columns }: Slopes,
  leaf: Leaf,
): Leaf {
  const { sums } = leaf;
  const total = new Float64Array(kinds);
  for (let bin = 0; bin < mostBins && columns.length > 0; bin++) {
    for (let k = 0; k < kinds; k++) total[k]! += sums[bin * kinds + k]!;
  }
  const here = gainOf(total[0]!, total[1]!) + gainOf(total[2]!, total[3]!);
  const weight = total[4]!;
  const below = new Float64Array(kinds);
  columns.forEach((column, place) => {
    below.fill(0);
    const edges = cuts[column]!.length;
    for (let bin = 0; bin < edges; bin++) {
      const at = (place * mostBins + bin) * kinds;
      for (let k = 0; k < kinds; k++) below[k]! += sums[at + k]!;
      const slope = below[0]!;
      const curve = below[1]!;
      const other = below[2]!;
      const bend = below[3]!;
      const seen = below[4]!;
      if (seen < leastWeight) continue;
      if (weight - seen < leastWeight) break;
      const gain =
        gainOf(slope, curve) +
        gainOf(total[0]! - slope, total[1]! - curve) +
        gainOf(other, bend) +
        gainOf(total[2]! - other, total[3]! - bend) -
        here;
      if (gain > leaf.gain) {
        leaf.gain = gain;
        leaf.column = column;
        leaf.bin = bin;
      }
    }
  });
  return leaf;
}

/** Puts the windows in bins up to one before the others; where the others begin. */
function parted(
  asked: Int32Array,
  room: Int32Array,
  start: number,
  end: number,
  bins: Uint8Array,
  last: number,
): number {
  let kept = start;
  let moved = 0;
  for (let j = start; j < end; j++) {
    const i = asked[j]!;
    if (bins[i]! <= last) asked[kept++] = i;
    else room[moved++] = i;
  }
  for (let j = 0; j < moved; j++) asked[kept + j] = room[j]!;
  return kept;
}

function gainOf(slope: number, curvature: number): number {
  return (slope * slope) / (curvature + doubt);
}

function step(slope: number, curvature: number): number {
  const wanted = slope / (curvature + doubt);
  return Math.min(Math.max(wanted, -farthest), farthest);
}
