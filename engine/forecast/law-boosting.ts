import { seededRandom } from "../numeric/random.ts";
import { binnedColumns } from "./binned-columns.ts";
import type { LawTree } from "./law-tree.ts";
import { grownTree, leafAt } from "./law-tree.ts";
import type { LawScore } from "./negative-binomial-score.ts";
import { scoreOutcome } from "./negative-binomial-score.ts";

/** Trees, and the share of its step that each takes. */
const rounds = 40;
const rate = 0.08;
/** Shares of the windows and of the columns that a tree sees. */
const seenWindows = 0.5;
const seenColumns = 0.6;
const seed = 1;
/** Logarithm of the least scatter. */
const leastScatter = -8;

/** Windows of the past with what a law says of each. */
export interface TaughtWindows {
  /** Figures row after row, each `width` long. */
  readonly rows: Float64Array;
  readonly width: number;
  readonly count: number;
  /** Columns that may be asked about. */
  readonly columns: readonly number[];
  /** By window: logarithms of the mean and the scatter said; what came; what it counts for. */
  readonly means: Float64Array;
  readonly scatters: Float64Array;
  readonly outcomes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Trees that refine a law where windows went otherwise than it said: gradient boosting of
 * the negative binomial likelihood in mean and scatter together, from what the law says on.
 *
 * Small steps, each from half of the windows and of the questions. The same windows give
 * the same trees. Few windows give none.
 *
 * @see Friedman (2002), Stochastic gradient boosting, Computational Statistics & Data
 * Analysis 38(4), 367-378.
 */
export function boostedTrees(windows: TaughtWindows): LawTree[] {
  const { rows, width, count, outcomes, weights } = windows;
  const binned = binnedColumns(rows, width, count, windows.columns);
  const means = windows.means.slice();
  const scatters = windows.scatters.slice();
  const figures = new Float64Array(count * 5);
  const sample = new Int32Array(count);
  const score: LawScore = { likelihood: 0, byMean: 0, byScatter: 0 };
  const random = seededRandom(seed);
  const trees: LawTree[] = [];
  for (let round = 0; round < rounds && binned.columns.length > 0; round++) {
    let size = 0;
    for (let i = 0; i < count; i++) {
      if (random.uniform() >= seenWindows) continue;
      sample[size++] = i;
      const mean = Math.exp(means[i]!);
      const scatter = Math.exp(scatters[i]!);
      scoreOutcome(outcomes[i]!, mean, scatter, score);
      const weight = weights[i]!;
      const { byMean, byScatter } = score;
      if (!Number.isFinite(byMean) || !Number.isFinite(byScatter)) {
        figures.fill(0, i * 5, i * 5 + 5);
        continue;
      }
      figures[i * 5] = weight * byMean;
      // Expected curvature of the mean; of the scatter, which has none in closed form, the
      // square of its slope.
      figures[i * 5 + 1] = (weight * mean) / (1 + scatter);
      figures[i * 5 + 2] = weight * byScatter;
      figures[i * 5 + 3] = weight * byScatter * byScatter;
      figures[i * 5 + 4] = weight;
    }
    const columns: number[] = [];
    binned.columns.forEach((_, place) => {
      if (random.uniform() < seenColumns) columns.push(place);
    });
    const asked = sample.subarray(0, size);
    const tree = grownTree(binned, { figures, asked, columns }, rate);
    if (tree.columns[0]! < 0) continue;
    trees.push(tree);
    for (let i = 0; i < count; i++) {
      const leaf = leafAt(tree, rows, i * width);
      means[i]! += tree.mean[leaf]!;
      scatters[i] = Math.max(scatters[i]! + tree.scatter[leaf]!, leastScatter);
    }
  }
  return trees;
}
