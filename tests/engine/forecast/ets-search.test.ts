import type { EtsForm } from "../../../engine/index.ts";
import {
  ets,
  etsAveragePath,
  etsForecast,
  fitEts,
} from "../../../engine/index.ts";
import { etsForms } from "../../../engine/forecast/ets.ts";
import { etsNormal } from "../../../engine/forecast/ets-normal.ts";
import { etsSpace } from "../../../engine/forecast/ets-space.ts";
import {
  etsScratch,
  etsSquares,
} from "../../../engine/forecast/ets-squares.ts";
import { reference } from "../../support/reference.ts";

interface Case {
  readonly id: string;
  readonly m: number;
  readonly h: number;
  readonly train: readonly number[];
  readonly test: readonly number[];
}

const { cases } = reference<{ cases: readonly Case[] }>("forecast/smooth.json");
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Twenty months around 1, with a season of four. */
const months = Float64Array.from(
  { length: 20 },
  (_, t) =>
    1 + 0.02 * t + [0.2, -0.1, 0.1, -0.2][t % 4]! + 0.05 * Math.sin(t * t),
);
const everyForm = etsForms(months, 4).map(
  (form) => [`${form.error}, ${form.trend}, ${form.season}`, form] as const,
);

/** A point well inside the bounds. */
function somePoint(form: EtsForm): Float64Array {
  const space = etsSpace(form, 4);
  const point = new Float64Array(space.size);
  point[0] = 0.3;
  if (space.beta >= 0) point[space.beta] = 0.2;
  if (space.gamma >= 0) point[space.gamma] = 0.15;
  if (space.damping >= 0) point[space.damping] = 0.9;
  point[space.level] = 0.95;
  if (space.trend >= 0) point[space.trend] = 0.03;
  const around = form.season === "multiplicative" ? 1 : 0;
  for (let i = 0; i + 1 < space.season; i++) {
    point[space.figures + i] = around + [0.15, -0.05, 0.1][i]!;
  }
  return point;
}

describe("the search for an ETS model", () => {
  it.each(everyForm)("knows how the likelihood changes: %s", (_name, form) => {
    const space = etsSpace(form, 4);
    const scratch = etsScratch(months.length, 4);
    const point = somePoint(form);
    etsNormal(space, point, months, scratch);
    const { normal, width } = scratch;
    const right = space.size * width;
    // The logarithm of Σr² changes by 2·Σ r·dr / Σr²; the right-hand side is -Σ r·dr.
    const squares = normal[right + space.size]!;
    for (let i = 0; i < space.size; i++) {
      const at = (difference: number) => {
        const near = Float64Array.from(point);
        near[i]! += difference;
        return Math.log(etsSquares(space, near, months, scratch));
      };
      const measured = (at(1e-6) - at(-1e-6)) / 2e-6;
      expect((-2 * normal[right + i]!) / squares).toBeCloseTo(measured, 5);
    }
  });

  it("ends no further from the best form than a full fit of every form shows", () => {
    let behind = 0;
    for (const { train, m } of cases) {
      const full = etsForms(train, m).map(
        (form) => fitEts(train, form, m)?.aicc ?? Infinity,
      );
      behind += ets(train, m)!.aicc - Math.min(...full);
    }
    // Forms are dropped after a few steps, from one start: now and then the best one.
    expect(behind / cases.length).toBeLessThan(0.5);
  });

  it("finds the better bottom where a form asked for by name has two", () => {
    // R forecast 8.20: holt(y, damped = TRUE)$model$aicc is 106.3239865.
    const falling = [
      49, 44, 42, 41, 42, 40, 35, 33, 32, 30, 28, 27, 25, 21, 21, 19, 22, 19,
      16, 9,
    ];
    const damped = {
      error: "additive",
      trend: "damped",
      season: "none",
    } as const;
    expect(fitEts(falling, damped, 1)!.aicc).toBeLessThan(106.324);
  });

  it("does not leave out a damped trend for its first look", () => {
    // R forecast 8.20: ets(y) is ETS(A,Ad,N), its AICc 102.6707753.
    const slowing = [
      60, 57, 54, 49, 48, 45, 42, 41, 38, 35, 33, 33, 33, 29, 26, 26, 25, 26,
      24, 21, 17, 18, 18, 16,
    ];
    const { form, aicc } = ets(slowing)!;
    expect(form.trend).toBe("damped");
    expect(aicc).toBeLessThan(102.37);
    expect(ets(slowing, 1, true)!.aicc).toBeGreaterThan(aicc + 2);
  });

  it("takes no room for a season that is longer than the history", () => {
    const year = [5, 7, 6, 8, 7, 9, 6, 8, 9, 8, 7, 9];
    expect(ets(year, 100_000)!.aicc).toBe(ets(year, 12)!.aicc);
  });

  it("leaves alpha, beta, gamma and damping within R's bounds", () => {
    for (const { train, m } of cases) {
      for (const form of etsForms(train, m)) {
        const { alpha, beta, gamma, damping } = fitEts(
          train,
          form,
          m,
        )!.parameters;
        expect(alpha).toBeGreaterThanOrEqual(1e-4);
        expect(alpha).toBeLessThanOrEqual(1 - 1e-4);
        expect(beta).toBeLessThanOrEqual(alpha + 1e-12);
        expect(gamma).toBeLessThanOrEqual(1 - alpha + 1e-12);
        expect(Math.min(beta, gamma)).toBeGreaterThanOrEqual(0);
        if (form.trend === "damped") {
          expect(damping).toBeGreaterThanOrEqual(0.8);
          expect(damping).toBeLessThanOrEqual(0.98);
        }
      }
    }
  });
});

describe("the mean of ETS models", () => {
  it("is the model itself where no other is near", () => {
    // A straight line without noise: any model with a trend is perfect, all others hopeless.
    const line = Array.from({ length: 30 }, (_, t) => 10 + 2 * t);
    const path = etsAveragePath(line, 3)!;
    [70, 72, 74].forEach((units, h) => expect(path[h]).toBeCloseTo(units, 3));
  });

  it("forecasts no worse than the best model, over the published cases", () => {
    let one = 0;
    let all = 0;
    for (const { train, test, m, h } of cases) {
      const error = (path: readonly number[]) =>
        mean(path.map((f, i) => Math.abs(f - test[i]!))) / mean(train);
      one += error(etsForecast(ets(train, m)!, h));
      all += error(etsAveragePath(train, h, m)!);
    }
    expect(all).toBeLessThan(one * 1.02);
  });

  it("says nothing about a history without demand", () => {
    expect(etsAveragePath([0, 0, 0, 0], 2)).toBeUndefined();
    expect(etsAveragePath([3], 2)).toBeUndefined();
  });
});
