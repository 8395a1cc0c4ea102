import { binnedColumns } from "../../../engine/forecast/binned-columns.ts";
import type { TaughtWindows } from "../../../engine/forecast/law-boosting.ts";
import { boostedTrees } from "../../../engine/forecast/law-boosting.ts";
import { grownTree, leafAt } from "../../../engine/forecast/law-tree.ts";
import { scoreOutcome } from "../../../engine/forecast/negative-binomial-score.ts";
import { seededRandom } from "../../../engine/index.ts";

const width = 3;
const columns = [0, 1, 2];

/** Windows with two telling figures and one that is noise, of a law that says 4 with scatter 1. */
function windows(
  count: number,
  truth: (a: number, b: number) => { mean: number; scatter: number },
): TaughtWindows {
  const random = seededRandom(5);
  const rows = Float64Array.from({ length: count * width }, random.uniform);
  const outcomes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const { mean, scatter } = truth(rows[i * width]!, rows[i * width + 1]!);
    outcomes[i] = random.poisson(scatter * random.gamma(mean / scatter));
  }
  return {
    rows,
    width,
    count,
    columns,
    outcomes,
    means: new Float64Array(count).fill(Math.log(4)),
    scatters: new Float64Array(count),
    weights: new Float64Array(count).fill(1),
  };
}

/** Changes that trees make to the logarithms of mean and scatter, for some figures. */
function changes(
  trees: ReturnType<typeof boostedTrees>,
  ...figures: number[]
): { mean: number; scatter: number } {
  const row = Float64Array.from(figures);
  let mean = 0;
  let scatter = 0;
  for (const tree of trees) {
    const leaf = leafAt(tree, row, 0);
    mean += tree.mean[leaf]!;
    scatter += tree.scatter[leaf]!;
  }
  return { mean, scatter };
}

function likelihood(
  { outcomes, count }: TaughtWindows,
  means: Float64Array,
  scatters: Float64Array,
): number {
  const score = { likelihood: 0, byMean: 0, byScatter: 0 };
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const mean = Math.exp(means[i]!);
    scoreOutcome(outcomes[i]!, mean, Math.exp(scatters[i]!), score);
    sum += score.likelihood;
  }
  return sum;
}

describe("boosted trees", () => {
  const taught = windows(8000, (a, b) => ({
    // Twice as much, but only where both figures are high; scatter by the second.
    mean: a > 0.5 && b > 0.5 ? 8 : 4,
    scatter: b > 0.3 ? 4 : 1,
  }));
  const trees = boostedTrees(taught);

  it("find a step that two figures make together, which no sum of straight lines can", () => {
    // ln 2 = 0.69 in one corner, nothing in the others.
    expect(changes(trees, 0.8, 0.8, 0.5).mean).toBeGreaterThan(0.5);
    expect(changes(trees, 0.8, 0.8, 0.5).mean).toBeLessThan(0.85);
    expect(Math.abs(changes(trees, 0.2, 0.8, 0.5).mean)).toBeLessThan(0.15);
    expect(Math.abs(changes(trees, 0.8, 0.15, 0.5).mean)).toBeLessThan(0.15);
  });

  it("find where the scatter is another", () => {
    // ln 4 = 1.39 above 0.3, nothing below; little is believed of either.
    expect(changes(trees, 0.2, 0.8, 0.5).scatter).toBeGreaterThan(0.9);
    expect(changes(trees, 0.2, 0.15, 0.5).scatter).toBeLessThan(0.4);
  });

  it("are the same for the same windows, whatever was asked before", () => {
    expect(boostedTrees(taught)).toStrictEqual(trees);
  });

  it("never say less well what they were taught, tree after tree", () => {
    const means = taught.means.slice();
    const scatters = taught.scatters.slice();
    const start = likelihood(taught, means, scatters);
    let best = start;
    for (const tree of trees) {
      for (let i = 0; i < taught.count; i++) {
        const leaf = leafAt(tree, taught.rows, i * width);
        means[i]! += tree.mean[leaf]!;
        scatters[i]! += tree.scatter[leaf]!;
      }
      const now = likelihood(taught, means, scatters);
      // Each tree saw half of the windows: at the end one may lose a hair on the others.
      expect(now).toBeGreaterThan(best - 1e-3 * (best - start) - 1e-2);
      best = Math.max(best, now);
    }
    expect(best - start).toBeGreaterThan(500);
  });

  it("leave a law alone that is right", () => {
    const right = boostedTrees(windows(8000, () => ({ mean: 4, scatter: 1 })));
    const random = seededRandom(9);
    for (let i = 0; i < 50; i++) {
      const [a, b, c] = [random.uniform(), random.uniform(), random.uniform()];
      const { mean, scatter } = changes(right, a, b, c);
      // The noise of one in six thousand windows' worth: standard error 0.07 in a leaf of 150.
      expect(Math.abs(mean)).toBeLessThan(0.15);
      expect(Math.abs(scatter)).toBeLessThan(0.5);
    }
  });

  it.each([
    ["one window", windows(1, () => ({ mean: 4, scatter: 1 }))],
    ["few windows", windows(100, () => ({ mean: 9, scatter: 1 }))],
    ["no windows", windows(0, () => ({ mean: 4, scatter: 1 }))],
    [
      "the same figures everywhere",
      {
        ...windows(2000, () => ({ mean: 9, scatter: 1 })),
        rows: new Float64Array(2000 * width).fill(2),
      },
    ],
  ])("are none for %s", (_, few) => {
    expect(boostedTrees(few)).toEqual([]);
  });

  it.each([
    ["nothing ever came", { outcomes: new Float64Array(2000) }],
    [
      "the law is far off",
      {
        means: new Float64Array(2000).fill(-20),
        scatters: new Float64Array(2000).fill(25),
      },
    ],
    ["outcomes are huge", { outcomes: new Float64Array(2000).fill(1e12) }],
    ["windows count for nothing", { weights: new Float64Array(2000) }],
  ])("stay finite where %s", (_, odd) => {
    const made = boostedTrees({
      ...windows(2000, () => ({ mean: 4, scatter: 1 })),
      ...odd,
    });
    for (const tree of made) {
      for (const figure of [...tree.mean, ...tree.scatter, ...tree.cuts]) {
        expect(Number.isFinite(figure)).toBe(true);
      }
    }
  });
});

describe("a tree", () => {
  it("asks where the slopes part, and steps by slope through curvature", () => {
    const count = 1000;
    const rows = Float64Array.from({ length: count }, (_, i) => i);
    const figures = new Float64Array(count * 5);
    for (let i = 0; i < count; i++) {
      figures.set([i < 500 ? -0.5 : 0.5, 1, 0, 0, 1], i * 5);
    }
    const tree = grownTree(
      binnedColumns(rows, 1, count, [0]),
      { figures, asked: Int32Array.from(rows), columns: [0] },
      0.1,
    );
    expect(tree.cuts[0]).toBe(500);
    // −0.5·500 / (500 + 20), a tenth of it; deeper questions leave slopes as they are.
    const low = tree.mean[leafAt(tree, Float64Array.of(0), 0)]!;
    expect(Math.abs(low + 0.1 * (250 / 520))).toBeLessThan(0.005);
    const high = tree.mean[leafAt(tree, Float64Array.of(999), 0)]!;
    expect(Math.abs(high - 0.1 * (250 / 520))).toBeLessThan(0.005);
  });
});

describe("binned columns", () => {
  it("hold about as many rows each, and leave out what is always the same", () => {
    const rows = Float64Array.from({ length: 6400 }, (_, i) =>
      i % 2 === 0 ? i ** 2 : 7,
    );
    const { columns: told, bins } = binnedColumns(rows, 2, 3200, [0, 1]);
    expect(told).toEqual([0]);
    const held = new Float64Array(32);
    for (const bin of bins[0]!) held[bin]! += 1;
    // 3,200 rows in 32 bins.
    for (const rowsOfBin of held) {
      expect(Math.abs(rowsOfBin - 100)).toBeLessThan(12);
    }
  });
});
