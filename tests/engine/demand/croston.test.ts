import fc from "fast-check";
import type { CrostonOptions } from "../../../engine/index.ts";
import {
  adida,
  croston,
  crostonConstants,
  historicMean,
  imapa,
  InputError,
  intermittentFit,
  rateFit,
  sba,
  sbj,
  ses,
  sesOptimized,
  tsb,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Expected {
  readonly value?: number | null;
  readonly mar_at_most?: number;
  readonly error_in_source?: string;
  readonly tol_rel: number;
}
interface Case {
  readonly id: string;
  readonly y: readonly number[];
  readonly expect: Readonly<Record<string, Expected>>;
  readonly fitted: Readonly<Record<string, readonly (number | null)[]>>;
}

const { cases } = reference<{ cases: readonly Case[] }>(
  "forecast/intermittent.json",
);
const family = { croston, sba, sbj, tsb };

/** The figure a row of the reference names, or nothing when it is another family's. */
function figure(name: string, y: readonly number[]): number | undefined {
  if (/_MAR$|^imapa_tsintermittent$/.test(name)) return undefined;
  const fixed =
    /^(croston|sba|sbj|tsb)_a[d]([.\d]+)_a[ip]([.\d]+)_init_(naive|mean)$/.exec(
      name,
    );
  if (fixed) {
    const [, method, alpha, beta, init] = fixed;
    return family[method as keyof typeof family](y, {
      alpha: Number(alpha),
      beta: Number(beta),
      init: init as "naive" | "mean",
    });
  }
  const one = /^(croston|sba)_a([.\d]+)_naive_init$/.exec(name);
  if (one) {
    return family[one[1] as "croston" | "sba"](y, { alpha: Number(one[2]) });
  }
  const two = /^tsb_d([.\d]+)_p([.\d]+)$/.exec(name);
  if (two) return tsb(y, { alpha: Number(two[1]), beta: Number(two[2]) });
  const smoothed = /^ses_a([.\d]+)_first_obs_init$/.exec(name);
  if (smoothed) return ses(y, Number(smoothed[1]));
  switch (name) {
    case "croston_optimized_a_in_.1_.3":
      return croston(y, crostonConstants(y));
    // The figures of this row were made with the optimized method's own range, 0.01 to 0.99:
    // one demand in the last of 12 periods gives 2.5, which is alpha 0.5.
    case "ses_optimized_a_in_.1_.3":
      return sesOptimized(y).forecast;
    case "adida_statsforecast":
      return adida(y);
    case "imapa_statsforecast":
      return imapa(y);
    case "historic_mean":
      return historicMean(y);
    default:
      throw new Error(`a row of the reference that no method answers: ${name}`);
  }
}

describe("the Croston family", () => {
  it.each(cases.map((one) => [one.id, one] as const))(
    "gives the published figures for %s",
    (_id, { y, expect: rows }) => {
      for (const [name, { value, tol_rel: tolerance }] of Object.entries(
        rows,
      )) {
        const ours = figure(name, y);
        if (ours === undefined) continue;
        expect([name, Number.isFinite(ours)]).toEqual([name, true]);
        if (value === undefined || value === null) continue;
        const apart = Math.abs(ours - value);
        const allowed = 1e-10 + tolerance * Math.abs(value);
        expect([name, apart <= allowed, ours]).toEqual([name, true, ours]);
      }
    },
  );

  it.each(cases.map((one) => [one.id, one] as const))(
    "finds constants and starts with as small a rate error as published for %s",
    (_id, { y, expect: rows }) => {
      for (const method of ["croston", "sba", "sbj", "tsb"] as const) {
        const ours = rateFit(y, method);
        expect(Number.isFinite(ours.forecast)).toBe(true);
        const most = rows[`${method}_optimised_MAR`]?.mar_at_most;
        if (most === undefined) continue;
        expect([method, ours.rateError <= most * 1.001 + 1e-12]).toEqual([
          method,
          true,
        ]);
      }
    },
  );

  it("counts the rate error by hand", () => {
    // Rates 0, 3/2, 1, 3/4; the first 30 % are two periods, so 3/2, 3/2, 1, 3/4.
    // From the third period on one forecast f: |1 - f| + |3/4 - f| is 1/4 between the two.
    const { rateError, forecast, size, start } = rateFit(
      [0, 3, 0, 0],
      "croston",
    );
    expect(rateError).toBeCloseTo(0.25, 12);
    expect(forecast).toBeGreaterThanOrEqual(0.75);
    expect(forecast).toBeLessThanOrEqual(1);
    expect(forecast).toBeCloseTo(size / start, 12);
    expect(rateFit([0, 0], "tsb")).toMatchObject({ forecast: 0, rateError: 0 });
    expect(() => rateFit([1, -1], "sba")).toThrow(
      "history[1] must be at least 0, got -1",
    );
  });

  it.each(cases.map((one) => [one.id, one] as const))(
    "says period by period what it would have forecast for %s",
    (_id, { y, fitted }) => {
      const pairs = [
        [fitted["sba_a_1"], intermittentFit(y, "sba", { alpha: 0.1 }).fitted],
        [
          fitted["tsb_d_1_p_1"],
          intermittentFit(y, "tsb", { alpha: 0.1 }).fitted,
        ],
      ] as const;
      for (const [theirs, ours] of pairs) {
        expect(ours).toHaveLength(theirs!.length);
        expect(ours[0]).toBeNull();
        theirs!.forEach((value, period) => {
          if (value !== null) expect(ours[period]).toBeCloseTo(value, 9);
        });
      }
    },
  );

  it("works a small history out by hand", () => {
    // Sizes 3, 4; intervals 3, 5. Size 3 + 0.1·1 = 3.1; interval 3 + 0.2·2 = 3.4.
    const history = [0, 0, 3, 0, 0, 0, 0, 4, 0];
    const options = { alpha: 0.1, beta: 0.2 };
    expect(croston(history, options)).toBeCloseTo(3.1 / 3.4, 12);
    expect(sba(history, options)).toBeCloseTo((0.9 * 3.1) / 3.4, 12);
    // 1 - 0.2 / 1.8
    expect(sbj(history, options)).toBeCloseTo(((8 / 9) * 3.1) / 3.4, 12);
    // Mean interval (3 + 5) / 2 = 4 stands for the first; then 4 + 0.2·1 = 4.2.
    expect(croston(history, { ...options, init: "mean" })).toBeCloseTo(
      3.1 / 4.2,
      12,
    );
  });

  it("forecasts nothing from a history without demand", () => {
    for (const method of Object.values(family)) {
      expect(method([0, 0, 0])).toBe(0);
      expect(method([0], { init: "mean" })).toBe(0);
    }
    expect(crostonConstants([0, 0])).toEqual({
      alpha: expect.closeTo(0.2, 9) as number,
      beta: expect.closeTo(0.2, 9) as number,
    });
  });

  it("lets TSB fade after the last demand, and Croston not", () => {
    const history = [4, 3, 5, 4];
    const silent = [...history, ...Array<number>(20).fill(0)];
    expect(tsb(silent)).toBeLessThan(0.2 * tsb(history));
    expect(croston(silent)).toBe(croston(history));
  });

  it("forecasts buckets as it forecasts periods, where demand comes every period", () => {
    const history = [3, 5, 2, 6, 4, 3, 5, 7];
    const { forecast } = sesOptimized(history, { lowest: 0.1, highest: 0.3 });
    expect(adida(history)).toBe(forecast);
    expect(imapa(history)).toBe(forecast);
    expect(adida([0, 0])).toBe(0);
    expect(imapa([0])).toBe(0);
  });

  it("refuses bad input by name", () => {
    const failures: [() => unknown, string][] = [
      [() => croston([]), "history must hold at least one period, got none"],
      [() => tsb([]), "history must hold at least one period, got none"],
      [() => sba([1, -2]), "history[1] must be at least 0, got -2"],
      [() => sbj([1, NaN]), "history[1] must be a number, got NaN"],
      [() => tsb([Infinity]), "history[0] must be a number, got Infinity"],
      [() => adida([]), "history must hold at least one period, got none"],
      [() => imapa([1, -1]), "history[1] must be at least 0, got -1"],
      [() => ses([1, NaN], 0.1), "history[1] must be a number, got NaN"],
      [
        () => croston([1], { alpha: 1.5 }),
        "alpha must be between 0 and 1, got 1.5",
      ],
      [
        () => tsb([1], { beta: -0.1 }),
        "beta must be between 0 and 1, got -0.1",
      ],
      [
        () => sesOptimized([1], { lowest: 0.5, highest: 0.1 }),
        "highest must be at least 0.5, got 0.1",
      ],
    ];
    for (const [act, message] of failures) {
      expect(act).toThrow(InputError);
      expect(act).toThrow(message);
    }
  });

  const history = fc.array(
    fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
    { minLength: 1, maxLength: 60 },
  );
  const options = fc.record<CrostonOptions>({
    alpha: fc.double({ min: 0, max: 1, noNaN: true }),
    beta: fc.double({ min: 0, max: 1, noNaN: true }),
    init: fc.constantFrom("naive", "mean"),
  });

  it("is scale-free, and never above the largest demand", () => {
    fc.assert(
      fc.property(history, options, (units, chosen) => {
        for (const method of Object.values(family)) {
          const forecast = method(units, chosen);
          const eightfold = method(
            units.map((one) => 8 * one),
            chosen,
          );
          expect(eightfold).toBeCloseTo(8 * forecast, 6);
          expect(forecast).toBeGreaterThanOrEqual(0);
          expect(forecast).toBeLessThanOrEqual(Math.max(...units) + 1e-9);
        }
      }),
    );
  });

  it("fits with the same recursion it forecasts with", () => {
    fc.assert(
      fc.property(history, options, (units, chosen) => {
        // Another period does not change what was said about the ones before,
        // and with the naive start its fitted value is the forecast.
        for (const method of ["croston", "sba", "sbj", "tsb"] as const) {
          const naive = { ...chosen, init: "naive" as const };
          const { forecast } = intermittentFit(units, method, naive);
          const { fitted } = intermittentFit([...units, 0], method, naive);
          expect(fitted.at(-1)).toBeCloseTo(forecast, 9);
        }
      }),
    );
  });

  it("finds a constant that no grid beats", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), {
          minLength: 12,
          maxLength: 40,
        }),
        (units) => {
          const { alpha } = sesOptimized(units, { lowest: 0.1, highest: 0.3 });
          expect(alpha).toBeGreaterThanOrEqual(0.1);
          expect(alpha).toBeLessThanOrEqual(0.3);
          const near = [alpha - 0.001, alpha + 0.001].filter(
            (one) => one >= 0.1 && one <= 0.3,
          );
          for (const other of near) {
            expect(squaredError(units, alpha)).toBeLessThanOrEqual(
              squaredError(units, other) * (1 + 1e-9),
            );
          }
        },
      ),
    );
  });
});

function squaredError(units: readonly number[], alpha: number): number {
  let sum = 0;
  for (let period = 1; period < units.length; period++) {
    sum += (units[period]! - ses(units.slice(0, period), alpha)) ** 2;
  }
  return sum;
}
