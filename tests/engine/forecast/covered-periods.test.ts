import {
  endOfLifeForecast,
  forecastSeries,
  launchForecast,
  learnLaunch,
  learnUplift,
  promotionForecast,
} from "../../../engine/index.ts";

const steady = Array.from({ length: 30 }, (_, t) => 20 + ((t * 7) % 5));
const launches = [0, 1, 2, 3].map((at) => [null, ...steady.slice(at)]);
const promoted = launches.map((_, at) => ({
  id: `S${at}`,
  units: steady.map((units, t) => (t % 6 === at ? 2 * units : units)),
  drivers: { deal: steady.map((_, t) => (t % 6 === at ? 1 : 0)) },
}));
const uplift = learnUplift(promoted, {
  drivers: [{ name: "deal", kind: "flag" }],
  season: 1,
  horizon: 3,
});

/** Lead-time demand of every kind of forecast over so many periods. */
const over = (covered: number) => [
  forecastSeries(steady, { horizon: 4, covered }).leadTimeDemand,
  launchForecast([null, 20, 21], learnLaunch(launches, { covered }), {
    horizon: 4,
    covered,
  }).leadTimeDemand,
  promotionForecast(promoted[0]!, uplift, { horizon: 4, covered })
    .leadTimeDemand,
  endOfLifeForecast(steady, { ends: 5, covered }).leadTimeDemand,
];

describe("lead time plus review", () => {
  it("may have a fraction: every forecast covers the next whole period", () => {
    expect(over(2.4)).toEqual(over(3));
    expect(over(2.4).map(({ periods }) => periods)).toEqual([3, 3, 3, 3]);
  });

  it("is no longer for the dust of a sum", () => {
    expect(over(3 * 0.1 * 10 + 1e-12)).toEqual(over(3));
    expect(over(1e-12)).toEqual(over(1));
  });

  it.each([0, -1, NaN, Infinity])(
    "is refused by name when it is %p",
    (covered) => {
      expect(() => over(covered)).toThrow(
        "lead time and review together must be above 0 and at most 100000 periods, got",
      );
      expect(() => learnLaunch(launches, { covered })).toThrow(
        "lead time and review together must be above 0",
      );
    },
  );
});
