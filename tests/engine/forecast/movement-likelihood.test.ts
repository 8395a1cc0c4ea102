import { movementLikelihoods } from "../../../engine/forecast/movement-likelihood.ts";

const levels = Float64Array.of(1.2, 0.9, 1.05, 1.3, 0.8, 1.1, 1.4, 0.7);
const season = 3;

/** Covariance of two periods as the movement is told, term by term; the noise is 1. */
function covariance(
  s: number,
  t: number,
  { level, slope }: { level: number; slope: number },
  strength: number,
): number {
  const earlier = Math.min(s, t);
  // What a step of the slope has added after so many periods: 1 + 0.9 + 0.81 + …
  const added = (periods: number) => (1 - 0.9 ** periods) / 0.1;
  let sum = 4 + level * (earlier + 1) + (s === t ? 1 : 0);
  for (let j = 0; j < earlier; j++) sum += slope * added(s - j) * added(t - j);
  return sum + (s % season === t % season ? strength : 0);
}

/** Log determinant of the covariance and yᵀK⁻¹y, by Gaussian elimination. */
function dense(
  steps: { level: number; slope: number },
  strength: number,
): readonly [number, number] {
  const rows = Array.from(levels, (figure, s) => [
    ...Array.from(levels, (_, t) => covariance(s, t, steps, strength)),
    figure - 1,
  ]);
  const n = levels.length;
  let determinant = 1;
  let squares = 0;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    determinant *= pivot;
    squares += rows[k]![n]! ** 2 / pivot;
    for (let i = k + 1; i < n; i++) {
      const share = rows[i]![k]! / pivot;
      for (let j = k; j <= n; j++) rows[i]![j]! -= share * rows[k]![j]!;
    }
  }
  return [Math.log(determinant), squares];
}

describe("the likelihood of a common movement", () => {
  it.each([
    { level: 0.05, slope: 0 },
    { level: 0.01, slope: 0.01 },
    { level: 0.5, slope: 0.3 },
  ])("is that of its covariance: $level, $slope", (steps) => {
    const strengths = [0, 0.3, 3];
    const found = movementLikelihoods(levels, steps, season, strengths);
    strengths.forEach((strength, i) => {
      const [determinant, squares] = dense(steps, strength);
      // −½·ln|K| − ½·n·ln σ², with σ² = (yᵀK⁻¹y + 0.01)/(n + 1)
      const told = -0.5 * determinant - 4 * Math.log((squares + 0.01) / 9);
      expect(found[i]).toBeCloseTo(told, 9);
    });
  });

  it("asks nothing of a season where none is tried", () => {
    const steps = { level: 0.05, slope: 0.01 };
    expect(movementLikelihoods(levels, steps, 1, [0])).toEqual([
      movementLikelihoods(levels, steps, season, [0, 1])[0],
    ]);
  });
});
