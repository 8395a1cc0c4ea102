import fc from "fast-check";
import { leastSquares } from "../../../engine/numeric/least-squares.ts";

describe("leastSquares", () => {
  it("walks Rosenbrock's valley to its end", () => {
    const found = leastSquares(
      {
        parameters: 2,
        residuals: 2,
        evaluate: ([x, y], into) => {
          into[0] = 10 * (y! - x! * x!);
          into[1] = 1 - x!;
          return into[0] ** 2 + into[1] ** 2;
        },
      },
      Float64Array.of(-1.2, 1),
    );

    // Rosenbrock (1960): the only minimum is 0, at (1, 1).
    expect(found.sum).toBeLessThan(1e-12);
    expect(found.point[0]).toBeCloseTo(1, 5);
    expect(found.point[1]).toBeCloseTo(1, 5);
  });

  it("finds the straight line through points that lie on one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (level, slope) => {
          const { point } = leastSquares(
            {
              parameters: 2,
              residuals: 8,
              evaluate: ([a, b], into) => {
                let sum = 0;
                for (let x = 0; x < 8; x++) {
                  into[x] = level + slope * x - a! - b! * x;
                  sum += into[x]! ** 2;
                }
                return sum;
              },
            },
            Float64Array.of(0, 0),
          );
          expect(point[0]).toBeCloseTo(level, 4);
          expect(point[1]).toBeCloseTo(slope, 4);
        },
      ),
    );
  });

  it("steps back from where there is no answer", () => {
    // (ln x - 2)² has its minimum at e² = 7.389; below 0 there is nothing.
    const found = leastSquares(
      {
        parameters: 1,
        residuals: 1,
        evaluate: ([x], into) => {
          into[0] = Math.log(x!) - 2;
          return into[0] ** 2;
        },
      },
      Float64Array.of(30),
    );
    expect(found.point[0]).toBeCloseTo(7.389056, 4);
  });
});
