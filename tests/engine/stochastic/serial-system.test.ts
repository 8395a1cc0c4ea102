import fc from "fast-check";
import type { SerialSystem } from "../../../engine/index.ts";
import { serialCost, serialPolicy } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface SerialCase {
  readonly id: string;
  readonly fn: string;
  readonly input: {
    readonly rate: number;
    readonly demandMean: number;
    readonly demandSd: number;
    readonly leadTimes: readonly number[];
    readonly echelonHolding: readonly number[];
    readonly backorderCost: number;
  };
  readonly expected: {
    readonly echelonBaseStock: readonly number[];
    readonly cost: number;
  };
  readonly reltol: number;
  readonly evaluate?: readonly {
    readonly echelonBaseStock: readonly number[];
    readonly cost: number;
  }[];
}

const { cases } = reference<{ readonly cases: readonly SerialCase[] }>(
  "meio/serial_ssm.json",
);

function systemOf({ fn, input }: SerialCase): SerialSystem {
  const { rate, demandMean, demandSd, ...rest } = input;
  return {
    demand:
      fn === "serial_ssm_poisson"
        ? { law: "poisson", rate }
        : { law: "normal", mean: demandMean, deviation: demandSd },
    ...rest,
  };
}

const near = (cost: number, expected: number): number =>
  Math.abs(cost / expected - 1);

describe("a serial system", () => {
  it.each(cases)("is best as published: $id", (published) => {
    const system = systemOf(published);
    const { cost, echelonBaseStock } = serialPolicy(system);
    const { expected, reltol } = published;
    expect(near(cost, expected.cost)).toBeLessThan(reltol);
    // Base stocks may tie: those published must cost the same.
    const theirs = serialCost(system, expected.echelonBaseStock);
    expect(near(theirs.cost, expected.cost)).toBeLessThan(reltol);
    echelonBaseStock.forEach((units, stage) =>
      expect(
        Math.abs(units - expected.echelonBaseStock[stage]!),
      ).toBeLessThanOrEqual(1),
    );
  });

  it.each(cases.filter(({ evaluate }) => evaluate))(
    "costs what is published with any base stocks: $id",
    (published) => {
      for (const { echelonBaseStock, cost } of published.evaluate!) {
        const ours = serialCost(systemOf(published), echelonBaseStock).cost;
        expect(near(ours, cost)).toBeLessThan(published.reltol);
      }
    },
  );

  it("is a newsvendor when it has one stage", () => {
    // S = 100 + 20·Φ⁻¹(9/10), cost (9 + 1)·20·φ(Φ⁻¹(9/10)).
    const { cost, echelonBaseStock } = serialPolicy({
      demand: { law: "normal", mean: 25, deviation: 10 },
      leadTimes: [4],
      echelonHolding: [1],
      backorderCost: 9,
    });
    expect(echelonBaseStock[0]).toBeCloseTo(125.631031, 4);
    expect(cost).toBeCloseTo(35.0996664, 6);
  });

  it("costs the same in two stages when the lower one has no lead time", () => {
    // A stage without lead time and with a holding cost of next to nothing adds nothing.
    const one: SerialSystem = {
      demand: { law: "normal", mean: 25, deviation: 10 },
      leadTimes: [4],
      echelonHolding: [1],
      backorderCost: 9,
    };
    const two = { ...one, leadTimes: [0, 4], echelonHolding: [1e-9, 1] };
    expect(serialPolicy(two).cost).toBeCloseTo(serialPolicy(one).cost, 5);
  });

  it("turns to the normal system as demand grows", () => {
    const line = {
      leadTimes: [1, 2],
      echelonHolding: [1, 0.5],
      backorderCost: 20,
    };
    const counted = serialPolicy({
      ...line,
      demand: { law: "poisson", rate: 2500 },
    }).cost;
    const normal = serialPolicy({
      ...line,
      demand: { law: "normal", mean: 2500, deviation: 50 },
    }).cost;
    expect(near(counted, normal)).toBeLessThan(2e-3);
  });

  it("is never beaten by other base stocks", () => {
    const stage = fc.record({
      leadTime: fc.integer({ min: 0, max: 8 }).map((quarters) => quarters / 4),
      holding: fc.double({ min: 0.1, max: 3, noNaN: true }),
      shift: fc.integer({ min: -3, max: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(stage, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        (stages, rate, backorderCost) => {
          const system: SerialSystem = {
            demand: { law: "poisson", rate },
            leadTimes: stages.map(({ leadTime }) => leadTime),
            echelonHolding: stages.map(({ holding }) => holding),
            backorderCost,
          };
          const best = serialPolicy(system);
          const other = best.echelonBaseStock.map(
            (units, at) => units + stages[at]!.shift,
          );
          const { cost } = serialCost(system, other);
          expect(cost).toBeGreaterThanOrEqual(best.cost * (1 - 1e-12));
          // A policy evaluated is a policy found, to the last bit.
          expect(serialCost(system, best.echelonBaseStock).cost).toBe(
            best.cost,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it("refuses a holding cost that does not grow downstream, by name", () => {
    expect(() =>
      serialPolicy({
        demand: { law: "poisson", rate: 1 },
        leadTimes: [1, 1],
        echelonHolding: [1, 0],
        backorderCost: 1,
      }),
    ).toThrow("echelonHolding[1] must be above 0, got 0");
  });
});
