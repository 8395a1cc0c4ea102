import { sampleMoments, seededRandom } from "../../../engine/index.ts";

const draws = 100_000;

describe("seededRandom", () => {
  it("repeats itself from the same seed and not from another", () => {
    const ten = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 10 }, () => random.uniform());
    };

    expect(ten(7)).toEqual(ten(7));
    expect(ten(7)).not.toEqual(ten(8));
  });

  it("stays strictly between 0 and 1", () => {
    const random = seededRandom(1);
    for (let n = 0; n < draws; n++) {
      const u = random.uniform();
      if (!(u > 0 && u < 1)) throw new Error(`drew ${u}`);
    }
  });

  // Four standard errors of the mean, and of the deviation of a law with kurtosis up to 23.
  it.each([
    ["uniform", 0.5, Math.sqrt(1 / 12)],
    ["normal", 0, 1],
    ["gamma 0.3", 0.3, Math.sqrt(0.3)],
    ["gamma 7", 7, Math.sqrt(7)],
    ["poisson 3", 3, Math.sqrt(3)],
    ["poisson 10", 10, Math.sqrt(10)],
    ["poisson 500", 500, Math.sqrt(500)],
  ])("draws %s with its mean and deviation", (name, mean, deviation) => {
    const random = seededRandom(2026);
    const [kind, value] = name.split(" ") as ["gamma" | "poisson", string];
    const draw =
      name === "uniform" || name === "normal"
        ? () => random[name]()
        : () => random[kind](Number(value));
    const found = sampleMoments(
      "draws",
      Array.from({ length: draws }, () => draw()),
    );

    const error = deviation / Math.sqrt(draws);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * error);
    expect(Math.abs(found.deviation - deviation)).toBeLessThan(10 * error);
  });
});
