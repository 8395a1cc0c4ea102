import { backtest } from "../../../engine/forecast/backtest.ts";
import {
  blended,
  blendLosses,
  blendTurn,
  noteFittable,
} from "../../../engine/forecast/blend.ts";
import { fittedMedian } from "../../../engine/forecast/fitted-median.ts";
import { seededRandom } from "../../../engine/index.ts";

const random = seededRandom(11);
const units = Float64Array.from({ length: 60 }, (_, t) =>
  Math.round(
    200 + t + 40 * Math.sin((t * Math.PI) / 6) + 20 * random.uniform(),
  ),
);
const tested = backtest(units, 6, 12);
const nothing = new Array<number>(6).fill(0);
const fitted = [...fittedMedian(units, 12, 6)];

/** The share of the fitted methods when these were the losses by share. */
function shareAfter(losses: readonly number[], count: number): number {
  const blend = { ...blendLosses(), count };
  blend.losses.set(losses);
  return blended(blend, tested, nothing)[0]! / fitted[0]!;
}

describe("the blend with fitted methods", () => {
  it("takes half of each without experience", () => {
    expect(shareAfter([0, 0, 0, 0, 0], 0)).toBeCloseTo(0.5, 12);
  });

  it("takes the share at the bottom of the losses", () => {
    // 9 + (share − 0.7)² at shares of 0, 0.25, 0.5, 0.75, 1, over a thousand series.
    const losses = [0, 0.25, 0.5, 0.75, 1].map(
      (share) => 1000 * (9 + (share - 0.7) ** 2),
    );
    // The belief in a half is worth 5 / 1005 of the mean loss of 9165: 0.5 + 0.2·1000/1045.6.
    expect(shareAfter(losses, 1000)).toBeCloseTo(0.69128, 4);
    expect(shareAfter([9, 8, 7, 6, 5], 1000)).toBe(1);
    expect(shareAfter([5, 6, 7, 8, 9], 1000)).toBe(0);
  });

  it("asks four hundred series, spread over all, at windows in turn", () => {
    const blend = blendLosses();
    for (let i = 0; i < 1000; i++) noteFittable(blend, tested);
    const turns: number[] = [];
    const asked: number[] = [];
    for (let i = 0; i < 1000; i++) {
      const turn = blendTurn(blend, tested);
      if (turn < 0) continue;
      blend.count++;
      turns.push(turn);
      asked.push(i);
    }
    expect(asked).toHaveLength(400);
    // Two of five: gaps of two and three.
    expect(asked[399]! - asked[200]!).toBeGreaterThan(490);
    expect(turns.slice(0, 5)).toEqual([0, 1, 2, 3, 0]);
  });

  it("asks none that cannot be fitted, and an earlier turn where a window came too soon", () => {
    const rare = units.map((size, t) => (t % 3 === 0 ? size : 0));
    const blend = { ...blendLosses(), count: 3 };
    noteFittable(blend, backtest(rare, 6, 12));
    expect(blend.fittable).toBe(0);
    expect(blendTurn(blend, backtest(rare, 6, 12))).toBe(-1);
    // Of 36 months the windows start at 30, 27 and before: 25 are two seasons and one.
    const short = backtest(units.subarray(0, 36), 6, 12);
    expect(blendTurn({ ...blend, count: 0 }, short)).toBe(0);
    blend.fittable = 400;
    blend.passed = 3;
    expect(blendTurn(blend, short)).toBe(1);
  });
});
