import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain } from "../../../engine/index.ts";
import { simulateFile } from "../../../engine/simulation/simulate-file.ts";
import { valued } from "./valued-stocks.ts";

function replayed(file: NetworkFileInput, stocks: readonly number[]) {
  const policy = {
    stages: file.stages.map(({ id, lotSize }, stage) => ({
      id,
      serviceTimeOut: 0,
      reviewPeriods: 1,
      ...(lotSize === undefined
        ? { type: "baseStock" as const, baseStock: stocks[stage]! }
        : {
            type: "rQ" as const,
            reorderPoint: stocks[stage]!,
            orderQuantity: lotSize,
          }),
    })),
  };
  const run = { periods: 40_000, replications: 10, seed: 7 };
  return drain(simulateFile(file, policy, run)).stages;
}

/** A supplier of one shop that orders in lots. */
function chain(supplier: object, shop: object): NetworkFileInput {
  return {
    stages: [
      { id: "A", time: 5, ...supplier },
      {
        id: "B",
        time: 2,
        lotSize: 100,
        demand: { mean: 20, deviation: 4 },
        ...shop,
      },
    ],
    links: [{ from: "A", to: "B" }],
  };
}

describe("the parts in which an order arrives", () => {
  it("are one where the supplier has whole lots, early or late", () => {
    // An order every fifth period, five periods until one is replaced: 0 has none, 200 all.
    for (const [stock, wait] of [
      [0, 5],
      [200, 0],
    ] as const) {
      const { exposures } = valued(chain({}, {}), [stock, 50]);
      const often = exposures[1]!
        .parts()
        .reduce((sum, { count }) => sum + count, 0);
      const waits = exposures[1]!
        .parts()
        .reduce((sum, part) => sum + part.count * part.wait, 0);
      expect(often).toBeCloseTo(1, 2);
      expect(waits / often).toBeCloseTo(wait, 1);
    }
  });

  it("are two where it has half a lot more, and the second begins in the middle", () => {
    const { exposures } = valued(chain({}, {}), [50, 50]);
    const [second] = exposures[1]!
      .parts()
      .filter(({ before }) => before.mean > 0);

    expect(second!.before.mean).toBeCloseTo(50, 1);
    const often = exposures[1]!
      .parts()
      .filter(({ before }) => before.mean > 0)
      .reduce((sum, { count }) => sum + count, 0);
    expect(often).toBeCloseTo(1, 1);
  });
});

describe("the service of cycles that end with a part of an order", () => {
  const shared: NetworkFileInput = {
    stages: [
      { id: "A", time: 5, lotSize: 160 },
      { id: "B", time: 6, lotSize: 87, demand: { mean: 40, deviation: 8 } },
      { id: "C", time: 6, lotSize: 65, demand: { mean: 57, deviation: 5.7 } },
      { id: "D", time: 3, demand: { mean: 31, deviation: 9.3 } },
    ],
    links: [
      { from: "A", to: "B" },
      { from: "A", to: "C" },
      { from: "A", to: "D" },
    ],
  };
  const through: NetworkFileInput = {
    stages: [
      { id: "A", time: 2, lotSize: 1500, demand: { mean: 25, deviation: 5 } },
      { id: "B", time: 4 },
      { id: "C", time: 6, lotSize: 260, demand: { mean: 27, deviation: 8.1 } },
    ],
    links: [
      { from: "A", to: "B", units: 2 },
      { from: "B", to: "C" },
    ],
  };
  it.each([
    ["half a lot", chain({}, {}), [50, 70], 0.01],
    ["a fifth of a lot", chain({}, {}), [20, 90], 0.01],
    ["more than a lot", chain({}, {}), [130, 40], 0.01],
    ["lots of its own", chain({ lotSize: 300 }, {}), [-60, 70], 0.03],
    ["several customers and hardly a unit", shared, [-80, 440, 640, 280], 0.03],
    ["several customers and some units", shared, [400, 290, 420, 160], 0.1],
    ["lots that come through another", through, [500, 300, 190], 0.04],
  ])(
    "is that of a replay where the supplier has %s",
    (_, file, stocks, most) => {
      const { stages } = valued(file, stocks);
      const seen = replayed(file, stocks);
      file.stages.forEach(({ lotSize, demand }, stage) => {
        if (lotSize === undefined || !demand) return;
        const { mean, low, high } = seen[stage]!.cycleService;
        expect(high - low).toBeLessThan(0.02);
        const { cycleService } = stages[stage]!;
        expect(Math.abs(cycleService - mean)).toBeLessThan(most);
      });
    },
  );
});

describe("units that are served at once", () => {
  const demand = { mean: 20, deviation: 5 };
  const noTime: NetworkFileInput = {
    stages: [
      { id: "A", time: 0, lotSize: 200 },
      { id: "B", time: 0, lotSize: 60, demand },
      { id: "C", time: 0, demand },
    ],
    links: [
      { from: "A", to: "B" },
      { from: "A", to: "C" },
    ],
  };
  const idle: NetworkFileInput = {
    stages: [
      { id: "A", time: 4, lotSize: 100 },
      { id: "B", time: 2, lotSize: 50, demand },
      { id: "X", time: 4, lotSize: 100 },
    ],
    links: [
      { from: "A", to: "B" },
      { from: "A", to: "X" },
    ],
  };
  it.each([
    ["nothing takes time", noTime, [-35, 5, 15]],
    ["a customer never orders", idle, [30, 47, 0]],
  ])("are as many as in a replay where %s", (_, file, stocks) => {
    const { stages } = valued(file, stocks);
    const seen = replayed(file, stocks);
    const { mean } = seen[0]!.fillRate;
    expect(mean).toBeLessThan(0.97);
    expect(Math.abs(stages[0]!.fillRate - mean)).toBeLessThan(0.03);
  });
});
