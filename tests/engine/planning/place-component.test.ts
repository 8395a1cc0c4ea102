import fc from "fast-check";
import { placeComponent } from "../../../engine/planning/place-component.ts";
import type { PlacementStage } from "../../../engine/planning/placement-outcome.ts";
import { stockCost } from "../../../engine/planning/stock-cost.ts";

/** Ten units a day, one at a time, for money of 1 a unit and year; orders cost nothing. */
function aPlace(changes: Partial<PlacementStage> = {}): PlacementStage {
  return {
    id: "CENTRE",
    timeDays: 9,
    timeDeviationDays: 0,
    dailyMean: 10,
    dailyDeviation: 0,
    safetyFactor: 2,
    holdingCost: 1,
    orderingCost: 0,
    lookDays: 1,
    orderUnits: 100,
    leastOrderUnits: 1,
    customers: null,
    maxServiceTimeDays: null,
    ...changes,
  };
}

/** A branch with customers who wait for nothing, one day from the centre. */
function aBranch(changes: Partial<PlacementStage> = {}): PlacementStage {
  return aPlace({
    id: "BRANCH",
    timeDays: 1,
    dailyDeviation: 4,
    orderUnits: 60,
    customers: { dailyMean: 10, lot: 1 },
    maxServiceTimeDays: 0,
    ...changes,
  });
}

describe("what the stock of a stage costs", () => {
  it("covers the order that finds it short, and the lots that come after it", () => {
    const fed = [{ dailyMean: 10, lot: 60 }];
    const { held, passing } = stockCost(aPlace(), fed, 0);

    // After many lots: 60²/12 below min, 60²/12 for where in a lot demand ends; half an order
    // and a quarter of a lot turn over it. 2·√600 + 50 + 15
    expect(held(1_000)).toBeCloseTo(113.9898, 4);
    // Within the day of an order: half of it is missing below min on average, and no other
    // comes. 30 + 2·√300 + 50 + 15
    expect(held(0)).toBeCloseTo(129.641, 3);
    // Without stock it has the one unit that it must order at least; of 50, half and 20/4.
    expect(passing).toBe(1);
    const least = aPlace({ leastOrderUnits: 50 });
    const small = [{ dailyMean: 10, lot: 20 }];
    expect(stockCost(least, small, 0).passing).toBe(30);
  });

  it("needs less for the lots of many than of one, and no more for single units than before", () => {
    const many = Array.from({ length: 4 }, () => ({ dailyMean: 2.5, lot: 60 }));
    const units = [{ dailyMean: 10, lot: 1e-9 }];
    const varied = aPlace({ dailyDeviation: 4 });

    // Below min as with one; each of four adds 60²/6, one of them an eighth of it less.
    // 2·√(300 + 4·600·7/8) + 50 + 15
    expect(stockCost(aPlace(), many, 0).held(1_000)).toBeCloseTo(162.9796, 4);
    // Nine days: 2·4·√9 + 50
    expect(stockCost(varied, units, 0).held(9)).toBeCloseTo(74, 6);
    expect(stockCost(varied, [], 0).held(9)).toBeCloseTo(74, 6);
  });

  it("pays for orders: its own in lots, or those it is asked for, but one a look", () => {
    const stage = aPlace({ orderingCost: 5, holdingCost: 0, orderUnits: 130 });
    const yearly = (lot: number) =>
      stockCost(stage, [{ dailyMean: 10, lot }], 0);

    // 3,652.5 units a year, in orders of 130 and half a lot of 40 that they come late.
    expect(yearly(40).held(5)).toBeCloseTo(121.75, 6);
    expect(yearly(40).passing).toBeCloseTo(456.5625, 6);
    expect(yearly(1).passing).toBeCloseTo(1826.25, 6);
  });

  it("covers a time that varies up to its quantile, though none is shorter than nothing", () => {
    const stage = aPlace();

    // Far from nothing: 10·2·3 for a deviation of three days, and half an order.
    expect(stockCost(stage, [], 3).held(60)).toBeCloseTo(110, 6);
    // Delivered when due on average: two deviations still, less the mean of max(0, N(0, 3)).
    expect(stockCost(stage, [], 3).held(0)).toBeCloseTo(
      60 - (30 * 1) / Math.sqrt(2 * Math.PI) + 50,
      3,
    );
  });
});

describe("where the stock of a network is placed", () => {
  const links = [{ from: "CENTRE", to: "BRANCH", units: 1 }];
  const placed = (...stages: readonly PlacementStage[]) =>
    placeComponent(stages, links).stages;

  it("leaves a centre without stock where lots cost more there than its time costs downstream", () => {
    const centre = aPlace({ dailyDeviation: 4 });
    const branch = (orderUnits: number) =>
      aBranch({ orderUnits, holdingCost: 6 });

    // Ten days at the branch instead of one cost 6·2·4·(√10 − 1) = 103.8. For orders of 60 the
    // centre would hold 50 + 15, 2·√(4²·9 + 300 + 300·(1 − e^−9)) = 54.6 and 30·e^−3 = 1.5.
    expect(placed(centre, branch(60))).toEqual([
      {
        serviceTimeIn: 0,
        serviceTimeOut: 9,
        deviationIn: 0,
        holdsStock: false,
      },
      { serviceTimeIn: 9, serviceTimeOut: 0, deviationIn: 0, holdsStock: true },
    ]);
    // For units one by one: 50 + 2·4·√9 = 74.
    expect(placed(centre, branch(1))).toEqual([
      { serviceTimeIn: 0, serviceTimeOut: 0, deviationIn: 0, holdsStock: true },
      { serviceTimeIn: 0, serviceTimeOut: 0, deviationIn: 0, holdsStock: true },
    ]);
  });

  it("passes a time that varies on where that is cheaper, spread and all", () => {
    const centre = aPlace({ dailyDeviation: 4, timeDeviationDays: 2 });

    // With the spread at the branch: 2·√(4²·10 + 20²) + 30 = 77.3 where it was 38, and the
    // centre has none of 2·√(4²·9 + 20² + 600) + 65 + 1.5.
    expect(placed(centre, aBranch())).toEqual([
      {
        serviceTimeIn: 0,
        serviceTimeOut: 9,
        deviationIn: 0,
        holdsStock: false,
      },
      { serviceTimeIn: 9, serviceTimeOut: 0, deviationIn: 2, holdsStock: true },
    ]);
    expect(placed(centre, aBranch({ holdingCost: 9 }))[0]!.holdsStock).toBe(
      true,
    );
  });

  it("has a centre hold stock whose orders cost more than its lots", () => {
    const centre = aPlace({ dailyDeviation: 4, orderUnits: 1_000 });
    const branch = aBranch({ orderUnits: 10 });
    const heldFor = (orderingCost: number) =>
      placed({ ...centre, orderingCost }, branch)[0]!.holdsStock;

    // 365 orders a year instead of 3.6, for 500 units in stock.
    expect(heldFor(1)).toBe(false);
    expect(heldFor(2)).toBe(true);
  });

  it("keeps what it promises, whatever the network", () => {
    fc.assert(
      fc.property(networks, ({ stages, links: joined }) => {
        const { stages: result, fallback } = placeComponent(stages, joined);
        expect(fallback).toBeNull();
        const at = new Map(stages.map(({ id }, index) => [id, index]));
        for (const { from, to } of joined) {
          const supplier = result[at.get(from)!]!;
          const fed = result[at.get(to)!]!;
          expect(supplier.serviceTimeOut).toBeLessThanOrEqual(
            fed.serviceTimeIn,
          );
          if (supplier.holdsStock) continue;
          expect(fed.deviationIn).toBeGreaterThanOrEqual(
            Math.hypot(
              stages[at.get(from)!]!.timeDeviationDays,
              supplier.deviationIn,
            ) - 1e-12,
          );
        }
        result.forEach((stage, index) => {
          const { timeDays, maxServiceTimeDays } = stages[index]!;
          const longest = stage.serviceTimeIn + Math.ceil(timeDays);
          expect(stage.serviceTimeOut).toBeLessThanOrEqual(
            maxServiceTimeDays ?? longest,
          );
          if (!stage.holdsStock) expect(stage.serviceTimeOut).toBe(longest);
        });
      }),
      { numRuns: 100 },
    );
  });

  it("says why it plans stage by stage where links run in a circle", () => {
    const stages = [aPlace(), aBranch()];
    const circle = [...links, { from: "BRANCH", to: "CENTRE", units: 1 }];

    expect(placeComponent(stages, circle)).toMatchObject({
      fallback: expect.stringContaining("CENTRE") as string,
      stages: [{ holdsStock: true }, { holdsStock: true }],
    });
  });
});

/** Random networks: each stage is fed by some before it; those that feed none have customers. */
const networks = fc
  .integer({ min: 2, max: 7 })
  .chain((size) =>
    fc.record({
      places: fc.array(
        fc.record({
          timeDays: fc.nat(9),
          timeDeviationDays: fc.nat(3),
          dailyDeviation: fc.nat(9),
          holdingCost: fc.integer({ min: 1, max: 9 }),
          orderingCost: fc.nat(20),
          orderUnits: fc.integer({ min: 1, max: 200 }),
        }),
        { minLength: size, maxLength: size },
      ),
      fed: fc.array(fc.nat(2 ** size - 1), {
        minLength: size,
        maxLength: size,
      }),
    }),
  )
  .map(({ places, fed }) => {
    const links = fed.flatMap((by, to) =>
      places.flatMap((_, from) =>
        from < to && (by >> from) & 1
          ? [{ from: `S${from}`, to: `S${to}`, units: 1 }]
          : [],
      ),
    );
    const stages = places.map((place, index) => {
      const id = `S${index}`;
      const last = !links.some(({ from }) => from === id);
      return aPlace({
        ...place,
        id,
        ...(last && {
          customers: { dailyMean: 10, lot: 2 },
          maxServiceTimeDays: 0,
        }),
      });
    });
    return { stages, links };
  });
