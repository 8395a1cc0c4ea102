import {
  commonDemand,
  exposureOf,
  noteCommon,
} from "../../../engine/forecast/common-demand.ts";
import { seededRandom } from "../../../engine/index.ts";

const months = 30;

/** Series with a mean each, all of which follow the same shares of an ordinary period. */
function company(
  count: number,
  share: (month: number) => number,
): Float64Array[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, i) => {
    const mean = 2 + (i % 9);
    return Float64Array.from({ length: months }, (__, t) =>
      random.poisson(mean * share(t)),
    );
  });
}

function learnt(series: readonly Float64Array[], season: number) {
  const common = commonDemand(season);
  for (const units of series) noteCommon(common, units, 0);
  return common;
}

describe("what all series do together", () => {
  it("finds a month in which all sold half, and expects it again a season later", () => {
    const quiet = (t: number) => (t % 12 === 6 ? 0.5 : 1);
    const series = company(200, quiet);
    const exposure = exposureOf(learnt(series, 12), series[4]!, 0)!;
    const { past } = exposure;
    // 200 series of 6 a month: a ratio of two months has a deviation of about 0.04.
    expect(Math.abs(past[6]! / past[5]! - 0.5)).toBeLessThan(0.12);
    expect(Math.abs(past[18]! / past[17]! - 0.5)).toBeLessThan(0.12);
    // Periods 30 to 41: the quiet month is period 30 = 6 months after a year's end.
    const ahead = exposure.ahead(months, 12);
    expect(ahead[0]!).toBeLessThan(0.75);
    expect(ahead[3]!).toBeGreaterThan(0.9);
  });

  it("believes by half in a season seen once", () => {
    const quiet = (t: number) => (t === 24 ? 0.4 : 1);
    const series = company(200, quiet);
    const exposure = exposureOf(learnt(series, 24), series[4]!, 0)!;
    const [next] = exposure.ahead(48, 1);
    expect(next!).toBeGreaterThan(0.4);
    expect(next!).toBeLessThan(1);
  });

  it("takes noise of independent series for noise", () => {
    const series = company(60, () => 1);
    const { past } = exposureOf(learnt(series, 12), series[0]!, 0)!;
    for (const share of past) expect(Math.abs(share - 1)).toBeLessThan(0.1);
  });

  it("lines histories up by their last period", () => {
    const late = (t: number) => (t === 28 ? 0.3 : 1);
    const series = company(100, late);
    const common = learnt(series, 1);
    const short = series[0]!.subarray(20);
    const { past } = exposureOf(common, short, 0)!;
    expect(past).toHaveLength(10);
    expect(past[8]!).toBeLessThan(0.5);
    // One that ends a period earlier has the same month last.
    const ended = series[0]!.subarray(20, 29);
    expect(exposureOf(common, ended, 1)!.past[8]).toBe(past[8]);
  });

  it("says nothing of a handful of series", () => {
    const series = company(19, () => 1);
    expect(exposureOf(learnt(series, 12), series[0]!, 0)).toBeUndefined();
  });

  it("never expects nothing at all, nor what is not a number", () => {
    const stopped = (t: number) => (t > 20 ? 0 : 1);
    const series = company(80, stopped);
    const exposure = exposureOf(learnt(series, 12), series[0]!, 0)!;
    for (const share of exposure.ahead(months, 24)) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(5);
    }
  });
});
