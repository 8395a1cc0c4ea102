import fc from "fast-check";
import { bestSmoothingConstant } from "../../../engine/demand/best-smoothing-constant.ts";

const golden = (Math.sqrt(5) - 1) / 2;

/** Squared one-step errors of simple smoothing from the first value. */
function squares(series: readonly number[], alpha: number): number {
  let level = series[0]!;
  let sum = 0;
  for (const units of series.slice(1)) {
    sum += (units - level) ** 2;
    level += alpha * (units - level);
  }
  return sum;
}

/** Kiefer's search to the end, as packages do it: forty evaluations and no derivative. */
function plainSearch(
  series: readonly number[],
  low: number,
  high: number,
): number {
  for (;;) {
    const inner = high - golden * (high - low);
    const outer = low + golden * (high - low);
    if (high - low <= 1e-8) return (low + high) / 2;
    const left = squares(series, inner);
    const right = squares(series, outer);
    if (left <= right) high = outer;
    if (right <= left) low = inner;
  }
}

describe("the best smoothing constant", () => {
  it.each([
    [0.1, 0.3],
    [0.01, 0.99],
  ])("is the one golden-section search ends at, from %d to %d", (low, high) => {
    const demand = fc.array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
      ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(demand, (series) => {
        const found = bestSmoothingConstant(series, {
          lowest: low,
          highest: high,
        });
        const plain = plainSearch(series, low, high);
        // Two bottoms of the same depth are both right; rounding hides the last eighth digit.
        const apart = Math.abs(found - plain);
        const deeper = squares(series, found) - squares(series, plain);
        expect(
          apart < 1e-6 || deeper <= 1e-9 * (1 + squares(series, plain)),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is the end of the range where demand asks for more, or for less", () => {
    const range = { lowest: 0.1, highest: 0.3 };
    const rising = Array.from({ length: 20 }, (_, period) => period);
    const around = Array.from({ length: 20 }, (_, period) => period % 2);

    expect(bestSmoothingConstant(rising, range)).toBe(0.3);
    expect(bestSmoothingConstant([0.5, ...around], range)).toBe(0.1);
  });

  it("is the middle of the range where it makes no difference", () => {
    const range = { lowest: 0.1, highest: 0.3 };
    expect(bestSmoothingConstant([4, 4, 4], range)).toBeCloseTo(0.2, 8);
    expect(bestSmoothingConstant([7], range)).toBeCloseTo(0.2, 8);
  });
});
