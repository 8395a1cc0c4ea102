import fc from "fast-check";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, InputError, solveNetwork } from "../../../engine/index.ts";
import { aLine } from "./a-line.ts";
import { bruteForce } from "./random-problems.ts";

/** The safety stock of one period at the shop: 1.96 deviations of 3. */
const k = 1.959964 * 3;

function aLineWith(
  plant: Partial<NetworkFileInput["stages"][number]>,
  shop: Partial<NetworkFileInput["stages"][number]> = {},
): NetworkFileInput {
  const [first, second] = aLine(shop).stages;
  return { ...aLine(), stages: [{ ...first!, ...plant }, second!] };
}

const solved = (file: NetworkFileInput) => drain(solveNetwork(file));

describe("a stage that may hold no stock", () => {
  it("quotes all that it waits, though stock were cheaper there", () => {
    const cheap = { addedCost: 0.2 };
    const dear = { addedCost: 5 };
    // At both ends 0.2·k·√4 + 5.2·k = 5.6·k; all at the shop 5.2·k·√5 = 11.6·k.
    expect(solved(aLineWith(cheap, dear)).cost).toBeCloseTo(5.6 * k, 5);
    const { cost, stages } = solved(
      aLineWith({ ...cheap, holdsStock: false }, dear),
    );
    expect(cost).toBeCloseTo(5.2 * k * Math.sqrt(5), 5);
    expect(stages[0]).toMatchObject({ serviceTimeOut: 4, safetyStock: 0 });
  });

  it("has its suppliers serve in time for its own limit", () => {
    const { cost, stages } = solved(
      aLineWith({}, { holdsStock: false, maxServiceTime: 2 }),
    );
    // The shop takes 1 of the 2 periods, so the plant quotes 1 and covers 4 - 1.
    expect(cost).toBeCloseTo(2 * k * Math.sqrt(3), 5);
    expect(stages.map((stage) => stage.serviceTimeOut)).toEqual([1, 2]);
  });

  it.each<[string, NetworkFileInput, string]>([
    [
      "a limit that it cannot keep",
      aLineWith({}, { holdsStock: false }),
      "maxServiceTime of stage SHOP must be at least 1 periods, for it may hold no stock, got 0",
    ],
    [
      "a limit that suppliers without stock leave no time for",
      aLineWith(
        { holdsStock: false, inboundServiceTime: 2 },
        { holdsStock: false, maxServiceTime: 6 },
      ),
      "maxServiceTime of stage SHOP must be at least 7 periods, for it may hold no stock, got 6",
    ],
    [
      "a time that varies where it counts",
      {
        ...aLineWith({ holdsStock: false, timeDeviation: 1 }),
        options: { stageTimes: "stochastic" },
      },
      "stage PLANT must hold stock where its time varies, got holdsStock false",
    ],
    [
      "part of a review period",
      aLineWith({ reviewPeriods: 1.5 }),
      "reviewPeriods of stage PLANT must be whole, got 1.5",
    ],
  ])("is refused %s by name", (_what, file, message) => {
    expect(() => solved(file)).toThrow(InputError);
    expect(() => solved(file)).toThrow(message);
  });
});

describe("a stage that orders every few periods", () => {
  it("covers the wait for its next order", () => {
    // Three periods between orders: 1 + 3 - 1 to cover, and 4 of the plant's. All at the
    // shop 3·k·√7 = 7.94·k, at both ends 2·k·√4 + 3·k·√3 = 9.20·k.
    const { cost, stages } = solved(aLineWith({}, { reviewPeriods: 3 }));
    expect(cost).toBeCloseTo(3 * k * Math.sqrt(7), 5);
    expect(stages[1]).toMatchObject({
      netReplenishmentTime: 7,
      reviewPeriods: 3,
    });
  });

  it("has a random time that begins later by as much", () => {
    const varying = (
      changes: Partial<NetworkFileInput["stages"][number]>,
    ): number =>
      solved({
        ...aLineWith({}, changes),
        options: { stageTimes: "stochastic" },
      }).cost;
    expect(
      varying({ time: 2, timeDeviation: 0.5, reviewPeriods: 3 }),
    ).toBeCloseTo(varying({ time: 4, timeDeviation: 0.5 }), 9);
    const law = (shift: number): [number, number][] => [
      [1 + shift, 0.5],
      [3 + shift, 0.5],
    ];
    expect(
      varying({ time: 2, timeDistribution: law(0), reviewPeriods: 2 }),
    ).toBeCloseTo(varying({ time: 3, timeDistribution: law(1) }), 9);
  });
});

describe("lines of such stages", () => {
  const stage = fc.record({
    time: fc.nat(3),
    addedCost: fc.integer({ min: 1, max: 9 }),
    holdsStock: fc.constantFrom(true, true, false),
    reviewPeriods: fc.constantFrom(1, 1, 2, 3),
    maxServiceTime: fc.option(fc.nat(4), { nil: undefined }),
  });

  it("are as cheap as trying everything, or cannot keep a limit", () => {
    fc.assert(
      fc.property(fc.array(stage, { minLength: 1, maxLength: 4 }), (line) => {
        const last = line.length - 1;
        const stages = line.map((one, at) => ({
          ...one,
          id: `S${at}`,
          ...(at === last && {
            demand: { mean: 10, deviation: 3 },
            serviceLevel: 0.975,
            maxServiceTime: one.maxServiceTime ?? 0,
          }),
        }));
        const links = line
          .slice(1)
          .map((_, at) => ({ from: `S${at}`, to: `S${at + 1}` }));
        let holding = 0;
        const tried = bruteForce({
          stages: stages.map((one) => {
            holding += one.addedCost;
            const each = holding * k;
            return {
              time: one.time + one.reviewPeriods - 1,
              maxServiceTime: one.maxServiceTime ?? Infinity,
              costByNetTime: Float64Array.from({ length: 30 }, (_, net) =>
                one.holdsStock ? each * Math.sqrt(net) : net > 0 ? Infinity : 0,
              ),
            };
          }),
          links: links.map((_, at) => ({ from: at, to: at + 1 })),
        });
        if (tried === Infinity) {
          expect(() => solved({ stages, links })).toThrow("maxServiceTime of");
        } else {
          const { cost, optimal } = solved({ stages, links });
          expect(Math.abs(cost - tried)).toBeLessThanOrEqual(1e-6 * tried);
          expect(optimal).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
