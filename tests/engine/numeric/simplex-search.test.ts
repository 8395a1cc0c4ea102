import { simplexSearch } from "../../../engine/numeric/simplex-search.ts";

describe("simplexSearch", () => {
  it("finds the bottom of a cost with a kink, within the range", () => {
    // |x - 0.3| + 2·|y - 0.8| is least, and 0, at (0.3, 0.8).
    const kinked = {
      lowest: [0, 0],
      highest: [1, 1],
      cost: ([x, y]: Float64Array) =>
        Math.abs(x! - 0.3) + 2 * Math.abs(y! - 0.8),
    };
    const { point, cost } = simplexSearch(kinked, [0.9, 0.1], 300);
    expect(cost).toBeLessThan(1e-6);
    expect(point[0]).toBeCloseTo(0.3, 5);
    expect(point[1]).toBeCloseTo(0.8, 5);

    const { point: edge } = simplexSearch(
      { ...kinked, highest: [0.2, 1] },
      [0.1, 0.5],
      300,
    );
    expect(edge[0]).toBeCloseTo(0.2, 6);
  });
});
