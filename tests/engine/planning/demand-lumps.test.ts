import { demandLumps } from "../../../engine/planning/demand-lumps.ts";

const wide = { mean: 2.5, deviation: 100 };

describe("demandLumps", () => {
  it("tells size and frequency from periods without demand, mean and variance", () => {
    const { size, dispersion } = demandLumps([0, 0, 0, 10], wide);

    // Variance 25 by n − 1, over the mean of 2.5; e^−λ = 3/4 are silent: 2.5/0.287682
    expect(dispersion).toBe(10);
    expect(size).toBeCloseTo(8.690149, 6);
  });

  it("does not take a forecast that may be wrong for larger orders", () => {
    const lumps = demandLumps([0, 0, 0, 10], { mean: 2.5, deviation: 2 });

    // 2²/2.5: what the forecast varies by, were the record twice as wild
    expect(lumps.dispersion).toBeCloseTo(1.6, 12);
    expect(lumps.size).toBeCloseTo(1.6, 12);
    expect(demandLumps([0, 0, 0, 10], { ...wide, deviation: 500 })).toEqual(
      demandLumps([0, 0, 0, 10], wide),
    );
  });

  it("answers where the record says little", () => {
    expect(demandLumps([], { mean: 2, deviation: 4 })).toEqual({
      size: 8,
      dispersion: 8,
    });
    expect(demandLumps([5, 5, 5], wide)).toEqual({ size: 0, dispersion: 0 });
    expect(demandLumps([3, 4], { mean: 0, deviation: 0 }).dispersion).toBe(0);
  });
});
