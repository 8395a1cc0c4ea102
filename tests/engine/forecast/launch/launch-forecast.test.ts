import fc from "fast-check";
import {
  launchForecast,
  learnLaunch,
  seededRandom,
} from "../../../../engine/index.ts";

/** Launches at their own level each, with blanks before; `ramp` scales the first ages. */
function launches(
  count: number,
  level: (i: number) => number,
  ramp: readonly number[] = [],
): (number | null)[][] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, i) => [
    null,
    null,
    ...Array.from({ length: 12 }, (__, age) => {
      const mean = level(i) * (ramp[age] ?? 1);
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
    }),
  ]);
}

describe("launchForecast", () => {
  const spread = (i: number) => [4, 10, 20, 30, 50, 6][i % 6]!;
  // (4 + 10 + 20 + 30 + 50 + 6) / 6 = 20
  const peers = launches(60, spread);
  const profile = learnLaunch(peers, { covered: 3 });

  it("is the mean of the others, with all their spread, before the first period", () => {
    const { forecast, leadTimeDemand, ownWeight } = launchForecast(
      [null, null],
      profile,
      { horizon: 3 },
    );
    expect(ownWeight).toBe(0);
    expect(forecast[0]).toBeGreaterThan(18);
    expect(forecast[0]).toBeLessThan(22);
    // Levels differ by √((16² + 10² + 0 + 10² + 30² + 14²)/6) ≈ 16, three periods by 48.
    expect(leadTimeDemand.deviation).toBeGreaterThan(35);
    expect(leadTimeDemand.deviation).toBeLessThan(65);
  });

  it("goes over to its own data, and grows surer", () => {
    const after = (periods: number) =>
      launchForecast([null, ...new Array<number>(periods).fill(40)], profile, {
        horizon: 3,
      });
    const [none, one, six] = [after(0), after(1), after(6)];
    expect(one.forecast[0]).toBeGreaterThan(none.forecast[0]! + 5);
    expect(six.forecast[0]).toBeGreaterThan(one.forecast[0]!);
    expect(six.forecast[0]).toBeLessThan(40);
    expect(six.ownWeight).toBeGreaterThan(one.ownWeight);
    const relative = (found: typeof one) =>
      found.leadTimeDemand.deviation / found.leadTimeDemand.mean;
    expect(relative(one)).toBeLessThan(relative(none));
    expect(relative(six)).toBeLessThan(relative(one));
  });

  it("draws hardly to its own data when launches are all alike", () => {
    const alike = learnLaunch(
      launches(60, () => 20),
      { covered: 3 },
    );
    const { forecast } = launchForecast([null, 60], alike, { horizon: 1 });
    // Believed spread 20²/61 = 6.6 beside a scatter of 20: a quarter of 60 − 20 at most.
    expect(forecast[0]).toBeLessThan(31);
  });

  it("knows the ramp: a slow start is no small item", () => {
    const slow = learnLaunch(
      launches(60, () => 40, [0.25, 0.5]),
      { covered: 4 },
    );
    const { forecast } = launchForecast([null], slow, { horizon: 4 });
    expect(forecast[0]! / forecast[3]!).toBeCloseTo(0.25, 1);
    expect(forecast[1]! / forecast[3]!).toBeCloseTo(0.5, 1);
    const later = launchForecast([null, 10], slow, { horizon: 3 });
    expect(later.forecast[2]).toBeGreaterThan(30);
  });

  it("does not take the luck of a first demand for a level", () => {
    // One demand of 3 in eight periods; zeros before the first: told by it.
    const random = seededRandom(3);
    const rare = Array.from({ length: 40 }, (_, i) => [
      ...new Array<number>(1 + (i % 7)).fill(0),
      3,
      ...Array.from({ length: 32 }, () => (random.uniform() < 1 / 8 ? 3 : 0)),
    ]);
    const seldom = learnLaunch(rare, { covered: 4 });
    const { forecast } = launchForecast([0, 0, 3], seldom, { horizon: 1 });
    // 3 / 8 = 0.375 a period.
    expect(forecast[0]).toBeGreaterThan(0.2);
    expect(forecast[0]).toBeLessThan(0.6);
  });

  it("answers from one launch alone, widely", () => {
    const lone = learnLaunch([[null, 8, 12, 10]], { covered: 2 });
    const { leadTimeDemand } = launchForecast([], lone, { horizon: 2 });
    expect(leadTimeDemand.mean).toBeCloseTo(20, 6);
    expect(leadTimeDemand.deviation).toBeGreaterThan(15);
  });

  it("draws few launches towards a wider family", () => {
    const two = launches(2, () => 60);
    const alone = learnLaunch(two, { covered: 3 });
    const family = learnLaunch(two, { covered: 3, within: profile });
    expect(family.level).toBeLessThan(alone.level);
    expect(family.level).toBeGreaterThan(profile.level);
  });

  it("never says NaN or less than nothing, and its quantiles rise", () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.constant(0),
      fc.integer({ min: 0, max: 900 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 6 }),
        fc.array(cell, { maxLength: 15 }),
        fc.constantFrom("record" as const, "demand" as const),
        fc.integer({ min: 1, max: 12 }),
        (others, own, start, horizon) => {
          const learnt = learnLaunch([...others, [0, 2, 0, 1]], {
            covered: horizon,
            start,
          });
          const { forecast, leadTimeDemand } = launchForecast(own, learnt, {
            horizon,
            quantiles: [0.01, 0.5, 0.9, 0.999],
          });
          const rising = Object.values(leadTimeDemand.quantiles);
          for (const figure of [
            ...forecast,
            ...rising,
            leadTimeDemand.deviation,
          ]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThan(Infinity);
          }
          expect(rising).toEqual([...rising].sort((a, b) => a - b));
        },
      ),
      // All that was sold was sold at ages that too few launches have reached.
      // And a nought that arithmetic left something of.
      {
        examples: [
          [[[0], [0]], [1], "record", 1],
          [[[1e-323], [0]], [1], "record", 1],
        ],
      },
    );
  });

  it("refuses analogs without any demand", () => {
    expect(() => learnLaunch([[null, 0, 0]], { covered: 1 })).toThrow(
      "peers must hold at least one launch with demand, got 1 without",
    );
  });
});
