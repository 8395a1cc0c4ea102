import fc from "fast-check";
import {
  drain,
  frontierAt,
  frontierCurve,
  frontierPoints,
} from "../../../engine/index.ts";
import { items } from "./frontier-items.ts";

describe("frontierCurve", () => {
  it("has corners of the frontier, each with what its budget buys", () => {
    fc.assert(
      fc.property(items(6), fc.integer({ min: 2, max: 9 }), (some, points) => {
        const curve = drain(frontierCurve(some, points, 1e-3));
        const bought = frontierAt(
          some,
          curve.map(({ budget }) => budget),
        );

        expect(curve.length).toBeLessThanOrEqual(points);
        expect(curve[0]!.spent).toBe(0);
        const last = curve.at(-1)!.expectedBackorders;
        const first = curve[0]!.expectedBackorders;
        expect(last).toBeLessThanOrEqual(1e-3 * first * (1 + 1e-9) + 1e-12);
        curve.forEach((point, i) => {
          expect(point.stock).toEqual(bought[i]!.stock);
          expect(point.expectedBackorders).toBe(bought[i]!.expectedBackorders);
        });
      }),
    );
  });

  it("lets others in while it looks at many items, as frontierPoints does", () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      rate: 0.1 + (i % 7),
      leadTime: 1 + (i % 5),
      cost: 10 + (i % 90),
    }));
    const pauses = (calculation: Generator<unknown, unknown>) => {
      let count = 0;
      while (calculation.next().done !== true) count++;
      return count;
    };
    // Items are looked at once to begin, and again for each point.
    const looks = (points: number) => (1 + points) * Math.floor(3000 / 256);

    expect(pauses(frontierCurve(many, 4, 1e-3))).toBeGreaterThan(looks(4));
    expect(pauses(frontierPoints(many, [1e5, 2e5]))).toBeGreaterThan(looks(2));
  });
});
