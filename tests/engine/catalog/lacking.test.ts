import fc from "fast-check";
import {
  lackingForCycles,
  lackingForFill,
} from "../../../engine/catalog/lacking.ts";

describe("what cycles lacked", () => {
  it("is what the last cycle to be a good one was short of", () => {
    // Three of four cycles are to be good ones.
    expect(lackingForCycles([-3, 8, 2, -1], 0.75)).toBe(2);
    expect(lackingForCycles([-3, -4], 0.9)).toBe(-3);
    expect(lackingForCycles([], 0.9)).toBe(0);
  });

  it("is shared by those that were short of most where units are to be met", () => {
    // 12 units short are 12 % of demand, 5 % are 5: of 10 with 5 more, and 2 is short no longer.
    expect(lackingForFill([-5, 2, 10], 0.95, 0.88)).toBeCloseTo(5, 12);
    // 11 % are 11: both are short of (12 − 11)/2 each
    expect(lackingForFill([-5, 2, 10], 0.89, 0.88)).toBeCloseTo(0.5, 12);
    expect(lackingForFill([-5, 2, 10], 0.8, 0.88)).toBe(0);
    expect(lackingForFill([-5], 0.8, 0.7)).toBe(0);
  });

  it("leaves just the shortage that is allowed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
          minLength: 1,
        }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (needs, share) => {
          const short = (units: number) =>
            needs.reduce((sum, need) => sum + Math.max(0, need - units), 0);
          const reached = 0.5;
          const target = 1 - (1 - reached) * share;
          const units = lackingForFill(needs, target, reached);

          expect(units).toBeGreaterThanOrEqual(0);
          expect(Math.abs(short(units) - share * short(0))).toBeLessThan(1e-9);
        },
      ),
    );
  });
});
