import { gammaTails } from "../../../engine/numeric/gamma-tails.ts";
import {
  gammaDistribution,
  negativeBinomialOf,
  normalCdf,
  normalDistribution,
  normalQuantile,
  poissonDistribution,
} from "../../../engine/index.ts";
import { standardGammaQuantile } from "../../../engine/numeric/gamma.ts";
import { reference } from "../../support/reference.ts";
import { relativeError } from "./relative-error.ts";

/** Truth: mpmath with 60 digits; the rows are described in the file's own note. */
interface Grid {
  readonly ncdf: [number, number][];
  readonly nppf: [number, number][];
  readonly gcdf: [number, number, number][];
  readonly gppf: [number, number, number][];
  readonly pcdf: [number, number, number][];
  readonly pppf: [number, number, number][];
  readonly nbcdf: [number, number, number, number][];
  readonly nbppf: [number, number, number, number][];
  readonly loss: [number, number][];
}
const grid = reference<Grid>("solver/dist_grid.json");

/** Largest relative error over the rows, with the row it came from. */
function worst<Row extends readonly number[]>(
  rows: readonly Row[],
  found: (row: Row) => number,
  expected: (row: Row) => number,
): { error: number; row: Row | undefined } {
  expect(rows.length).toBeGreaterThan(0);
  let error = 0;
  let at: Row | undefined;
  for (const row of rows) {
    const here = relativeError(found(row), expected(row));
    if (!(here <= error)) [error, at] = [here, row];
  }
  return { error, row: at };
}

describe("the distribution grid", () => {
  it("holds the normal law to 1e-12", () => {
    expect(
      worst(
        grid.ncdf,
        ([x]) => normalCdf(x),
        ([, cdf]) => cdf,
      ).error,
    ).toBeLessThan(1e-12);
    expect(
      worst(
        grid.nppf,
        ([p]) => normalQuantile(p),
        ([, x]) => x,
      ).error,
    ).toBeLessThan(1e-12);
  });

  it("holds the normal loss to 1e-12, far out as well", () => {
    const { loss } = normalDistribution({ mean: 0, deviation: 1 });

    expect(
      worst(
        grid.loss,
        ([z]) => loss(z),
        ([, g]) => g,
      ).error,
    ).toBeLessThan(1e-12);
  });

  it("holds the gamma law to 1e-12", () => {
    expect(
      worst(
        grid.gcdf,
        ([x, shape]) => gammaTails(shape, x).lower,
        ([, , cdf]) => cdf,
      ).error,
    ).toBeLessThan(1e-12);
    expect(
      worst(
        grid.gppf,
        ([p, shape]) => standardGammaQuantile(p, shape),
        ([, , x]) => x,
      ).error,
    ).toBeLessThan(1e-12);
  });

  it("gives the gamma law by moments the same quantiles", () => {
    // Shape a and scale 1: mean a, deviation √a. Rounding √a moves the shape by 1e-16,
    // which a small shape multiplies by ln x: hence only shapes of 1 and more.
    const rows = grid.gppf.filter(([, shape]) => shape >= 1);

    expect(
      worst(
        rows,
        ([p, shape]) =>
          gammaDistribution({
            mean: shape,
            deviation: Math.sqrt(shape),
          }).quantile(p),
        ([, , x]) => x,
      ).error,
    ).toBeLessThan(1e-12);
  });

  it("holds the Poisson law to 1e-12, its quantiles exactly", () => {
    expect(
      worst(
        grid.pcdf,
        ([k, lambda]) => poissonDistribution(lambda).cdf(k),
        ([, , cdf]) => cdf,
      ).error,
    ).toBeLessThan(1e-12);
    for (const [p, lambda, k] of grid.pppf) {
      expect([p, lambda, poissonDistribution(lambda).quantile(p)]).toEqual([
        p,
        lambda,
        k,
      ]);
    }
  });

  it("holds the negative binomial to 1e-12, its quantiles exactly", () => {
    expect(
      worst(
        grid.nbcdf,
        ([k, successes, probability]) =>
          negativeBinomialOf({ successes, probability }).cdf(k),
        ([, , , cdf]) => cdf,
      ).error,
    ).toBeLessThan(1e-12);
    for (const [p, successes, probability, k] of grid.nbppf) {
      const law = negativeBinomialOf({ successes, probability });
      expect([p, successes, probability, law.quantile(p)]).toEqual([
        p,
        successes,
        probability,
        k,
      ]);
    }
  });
});
