import fc from "fast-check";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import {
  drain,
  readNetwork,
  solveNetwork,
  stockByNetTime,
} from "../../../engine/index.ts";
import { aNetwork } from "./a-network.ts";
import { bruteForce } from "./random-problems.ts";

const stage = fc.record({
  time: fc.constantFrom(0, 0, 1, 2, 2.4),
  addedCost: fc.constantFrom(0, 1, 1e-6, 5.5, 1e9),
  timeDeviation: fc.option(fc.constantFrom(0, 0.5, 2), { nil: undefined }),
  maxServiceTime: fc.option(fc.constantFrom(0, 0.5, 1, 2, 100), {
    nil: undefined,
  }),
  inboundServiceTime: fc.constantFrom(0, 0, 0, 1),
  holdingCost: fc.option(fc.constantFrom(0, 3, 1e9), {
    nil: undefined,
    freq: 9,
  }),
  demand: fc.option(
    fc.constantFrom<{ mean?: number; deviation?: number }>(
      { mean: 10, deviation: 3 },
      { deviation: 4 },
      { mean: 7 },
      { mean: 1e6, deviation: 1e6 },
      { mean: 0, deviation: 0 },
    ),
    { nil: undefined },
  ),
  serviceLevel: fc.constantFrom(0.3, 0.5, 0.95, 0.999999),
});

/** Small networks of what planners' files hold at their oddest, in one piece or in several. */
const oddNetwork: fc.Arbitrary<NetworkFileInput> = fc
  .integer({ min: 3, max: 5 })
  .chain((size) =>
    fc.record({
      stages: fc.tuple(...Array.from({ length: size }, () => stage)),
      units: fc.array(fc.constantFrom(0, 1, 1, 2, 0.5, 1000), {
        minLength: (size * (size - 1)) / 2,
        maxLength: (size * (size - 1)) / 2,
      }),
      stageTimes: fc.constantFrom("mean" as const, "stochastic" as const),
      holdingRate: fc.constantFrom(1, 0.2, 0),
    }),
  )
  .map(({ stages, units, stageTimes, holdingRate }) => ({
    holdingRate,
    options: { stageTimes },
    stages: stages.map((one, at) => ({
      ...one,
      id: `S${at}`,
      demand:
        at === stages.length - 1 ? { ...one.demand, deviation: 2 } : one.demand,
    })),
    links: stages
      .flatMap((_, to) =>
        Array.from({ length: to }, (__, from) => ({
          from: `S${from}`,
          to: `S${to}`,
        })),
      )
      .map((link, at) => ({ ...link, units: units[at]! }))
      .filter((link) => link.units > 0),
  }));

/** The least cost by trying everything, with the costs that `solveNetwork` counts. */
function triedCost(file: NetworkFileInput): number {
  const network = readNetwork(file);
  const { graph, time, maxServiceTime, inboundServiceTime } = network;
  const laws =
    file.options!.stageTimes === "stochastic"
      ? network.timeLaw
      : network.ids.map(() => ({ kind: "constant" }) as const);
  const stock = stockByNetTime(network, laws);
  const longest = network.ids.length * 3 + 1;
  return bruteForce({
    stages: network.ids.map((_, at) => ({
      time: time[at]!,
      maxServiceTime: maxServiceTime[at]!,
      inboundServiceTime: inboundServiceTime[at]!,
      costByNetTime: Float64Array.from(
        { length: longest + time[at]! + 1 },
        (__, net) => network.holdingCost[at]! * stock(at, net).safetyStock,
      ),
    })),
    links: Array.from(graph.from, (from, link) => ({
      from,
      to: graph.to[link]!,
    })),
  });
}

describe("solveNetwork, whatever the network", () => {
  it("is as cheap as trying everything, and never claims a bound above it", () => {
    fc.assert(
      fc.property(oddNetwork, (file) => {
        const tried = triedCost(file);
        const { cost, bound, gap, optimal } = drain(solveNetwork(file));
        // The same sums in another order: the last bits may differ.
        const slack = 1e-12 * tried + 1e-12;
        expect(Math.abs(cost - tried)).toBeLessThanOrEqual(
          1e-7 * tried + slack,
        );
        expect(bound).toBeLessThanOrEqual(tried + slack);
        expect(gap).toBeLessThanOrEqual(1e-7);
        expect(optimal).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("never claims a bound above a known cost when it is stopped", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 1, max: 60 }),
        (seed, rounds) => {
          const file = aNetwork(50, 110, seed);
          const best = drain(solveNetwork(file));
          const stopped = drain(solveNetwork(file, { rounds }));
          expect(best.optimal).toBe(true);
          expect(stopped.bound).toBeLessThanOrEqual(best.cost * (1 + 1e-12));
          expect(stopped.cost).toBeGreaterThanOrEqual(best.bound * (1 - 1e-12));
        },
      ),
      { numRuns: 8 },
    );
  });

  it.each([
    [50, 150, 6],
    [50, 150, 16],
    [50, 110, 15],
    [70, 160, 3],
  ])(
    "proves networks of many ways round in few rounds: %i stages, %i links, seed %i",
    (size, links, seed) => {
      // Divided at any stage, not at those that contradict, the first is open after 12,000.
      const file = aNetwork(size, links, seed);
      expect(drain(solveNetwork(file, { rounds: 1500 })).optimal).toBe(true);
    },
  );
});
