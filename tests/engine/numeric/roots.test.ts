import { bracketedRoot } from "../../../engine/index.ts";

describe("bracketedRoot", () => {
  it("finds the last digits of a smooth root in few calls", () => {
    let calls = 0;
    const root = bracketedRoot(
      (x) => {
        calls++;
        return Math.cos(x) - x;
      },
      { low: 0, high: 1 },
    );

    // The Dottie number, OEIS A003957.
    expect(root).toBeCloseTo(0.7390851332151607, 15);
    expect(calls).toBeLessThan(12);
  });

  it("finds where a step is taken", () => {
    const root = bracketedRoot((x) => (x < 3.7 ? -1 : 1), {
      low: -5,
      high: 1000,
    });

    expect(root).toBeCloseTo(3.7, 12);
  });

  it("refuses a bracket without a change of sign", () => {
    expect(() => bracketedRoot((x) => x * x + 1, { low: -1, high: 1 })).toThrow(
      "bracket must hold a change of sign, got 2 at -1 and 2 at 1",
    );
  });
});
