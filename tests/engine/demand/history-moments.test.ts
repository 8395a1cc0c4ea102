import fc from "fast-check";
import {
  historyMoments,
  InputError,
  recordedHistory,
} from "../../../engine/index.ts";

describe("historyMoments", () => {
  it("divides by n - 1", () => {
    // Mean 5; squares 9 + 1 + 1 + 9 = 20; √(20 / 3)
    expect(historyMoments([2, 4, 6, 8])).toEqual({
      mean: 5,
      deviation: expect.closeTo(Math.sqrt(20 / 3), 12) as number,
      periods: 4,
    });
  });

  it("takes blanks before a launch, in a gap and at the end for silence, not for zeros", () => {
    expect(historyMoments([null, null, 2, 4, null, 6, 8, null])).toEqual(
      historyMoments([2, 4, 6, 8]),
    );
    expect(recordedHistory([null, 0, 3, null, 0])).toEqual([0, 3, 0]);
  });

  it("counts zeros at the start and the end", () => {
    expect(historyMoments([0, 0, 6, 0]).mean).toBe(1.5);
    expect(historyMoments([0, 0])).toEqual({
      mean: 0,
      deviation: 0,
      periods: 2,
    });
  });

  it("refuses what shows no variation, and bad quantities, by name", () => {
    for (const history of [[], [null], [7], [7, null]]) {
      expect(() => historyMoments(history)).toThrow(InputError);
      expect(() => historyMoments(history)).toThrow(
        /^history must hold at least 2 recorded periods to show how demand varies, got [01]$/,
      );
    }
    expect(() => historyMoments([1, NaN])).toThrow(
      "history[1] must be a number, got NaN",
    );
    expect(() => historyMoments([1, -1])).toThrow(
      "history[1] must be at least 0, got -1",
    );
  });

  it("scales with the unit, and ignores the order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 2 }), (units) => {
        const plain = historyMoments(units);
        const scaled = historyMoments(units.map((one) => one * 4).reverse());
        expect(scaled.mean).toBeCloseTo(4 * plain.mean, 6);
        expect(scaled.deviation).toBeCloseTo(4 * plain.deviation, 6);
      }),
    );
  });
});
