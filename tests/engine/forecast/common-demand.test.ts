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
    const common = learnt(series, 12);
    const exposure = exposureOf(common, series[4]!, 0)!;
    // How strongly one series follows is known to a third; all together follow at 1.
    const ratio = (month: number) =>
      series.reduce((sum, units) => {
        const { past } = exposureOf(common, units, 0)!;
        return sum + past[month]! / past[month - 1]! / series.length;
      }, 0);
    // 200 series of 6 a month: a ratio of two months has a deviation of about 0.04.
    expect(Math.abs(ratio(6) - 0.5)).toBeLessThan(0.08);
    expect(Math.abs(ratio(18) - 0.5)).toBeLessThan(0.08);
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
    // One that ends a period earlier has the same month last, and knows as much but for a step.
    const ended = exposureOf(common, series[0]!.subarray(20, 29), 1)!.past;
    expect(ended[8]!).toBeLessThan(0.5);
    expect(ended[7]!).toBeGreaterThan(0.9);
  });

  it("leaves a steady series alone that goes its own way", () => {
    const wave = (t: number) => 1 + 0.4 * Math.sin(t / 3);
    const common = learnt(company(100, wave), 1);
    const steady = Float64Array.from({ length: months }, (_, t) => 500 + 7 * t);
    const { past } = exposureOf(common, steady, 0)!;
    for (const share of past) expect(Math.abs(share - 1)).toBeLessThan(0.05);
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
