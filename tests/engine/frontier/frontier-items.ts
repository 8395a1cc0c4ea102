import fc from "fast-check";
import type { FrontierItem } from "../../../engine/index.ts";

export const amount = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true });
export const anItem: fc.Arbitrary<FrontierItem> = fc.record({
  rate: amount(0, 4),
  leadTime: amount(0, 3),
  cost: fc.integer({ min: 1, max: 40 }),
});
const scattered: fc.Arbitrary<FrontierItem> = fc.record({
  mean: amount(0.05, 4),
  deviation: amount(0, 4),
  leadTime: amount(0.1, 3),
  cost: fc.integer({ min: 1, max: 40 }),
});
/** Items of both kinds of demand: asked for one by one, or by mean and deviation. */
export const items = (most: number): fc.Arbitrary<FrontierItem[]> =>
  fc.array(fc.oneof(anItem, scattered), { minLength: 1, maxLength: most });
