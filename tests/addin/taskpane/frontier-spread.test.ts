import fc from "fast-check";
import {
  atOneSpot,
  ringAt,
  spreadRings,
} from "../../../addin/taskpane/components/frontier-spread.ts";

const plot = { x: 46, y: 20, width: 280, height: 190 };
const spot = (x: number, y: number) => ({ x, y });
const within = fc.record({
  x: fc.double({ min: 54, max: 318, noNaN: true }),
  y: fc.double({ min: 28, max: 202, noNaN: true }),
});
const gap = (
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
) => Math.hypot(a.x - b.x, a.y - b.y);

describe("rings of runs on the frontier", () => {
  it("stay where they belong while they do not touch", () => {
    const points = [spot(100, 100), spot(120, 100)];

    expect(spreadRings(points, [spot(200, 60)], plot)).toEqual(points);
  });

  it("at the run's own sign stand above it, and no two cover each other", () => {
    const here = spot(150, 100);
    const [first, second] = spreadRings([here, here], [here], plot);

    // One round of 17 pixels: straight up, then a sixth of a turn further.
    expect(first).toEqual({ x: 150, y: 83 });
    expect(second!.x).toBeCloseTo(150 + 17 * Math.sin(Math.PI / 3), 9);
    expect(second!.y).toBeCloseTo(100 - 17 * Math.cos(Math.PI / 3), 9);
  });

  it("are each readable and near their spot, however many lie there and wherever it is", () => {
    fc.assert(
      fc.property(
        fc.array(within, { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(2), { minLength: 1, maxLength: 8 }),
        fc.array(within, { maxLength: 2 }),
        (spots, which, taken) => {
          const points = which.map((at) => spots[at % spots.length]!);
          const drawn = spreadRings(points, taken, plot);

          drawn.forEach((place, at) => {
            for (const other of [...taken, ...drawn.slice(0, at)]) {
              expect(gap(place, other)).toBeGreaterThan(16);
            }
            expect(gap(place, points[at]!)).toBeLessThanOrEqual(4 * 17 + 1e-9);
            expect(ringAt(drawn, place)).toBe(at);
          });
        },
      ),
    );
  });

  it("are all named where they lie at one spot", () => {
    const points = [spot(100, 100), spot(104, 98), spot(160, 60)];

    expect(atOneSpot(points, 1)).toEqual([0, 1]);
    expect(atOneSpot(points, 2)).toEqual([2]);
    expect(ringAt(points, spot(200, 200))).toBeNull();
    expect(ringAt([], spot(1, 1))).toBeNull();
  });
});
