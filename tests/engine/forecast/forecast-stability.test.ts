import type { ForecastPool } from "../../../engine/index.ts";
import {
  forecastPool,
  forecastSeries,
  learnSeries,
  lessons,
  seededRandom,
} from "../../../engine/index.ts";

type Draw = () => number;

const periods = (draw: Draw) => 24 + Math.floor(40 * draw());

/** Demand in every period around a mean, deviations of 5 to 20 % of it; no season. */
function smooth(draw: Draw): number[] {
  const mean = 20 + 200 * draw();
  const width = 0.2 + 0.6 * draw();
  return Array.from({ length: periods(draw) }, () =>
    Math.round(mean * (1 + width * (draw() + draw() + draw() - 1.5))),
  );
}

/**
 * Demand in one period of five to three of five, sizes exponential; no season. Where
 * half a year went by without any, one more such month is news, not ordinary.
 */
function rare(draw: Draw): number[] {
  const chance = 0.2 + 0.4 * draw();
  const size = 1 + 8 * draw();
  return Array.from({ length: periods(draw) }, () =>
    draw() < chance ? Math.ceil(size * -Math.log(draw())) : 0,
  );
}

/** Relative changes of the lead time's mean when each series goes on as it was forecast to. */
function changes(
  histories: readonly (readonly number[])[],
  season: number,
  pooled: boolean,
): number[] {
  const asked = { horizon: 1, covered: 3, season };
  let pool: ForecastPool | undefined;
  if (pooled) {
    pool = forecastPool();
    for (const lesson of lessons) {
      for (const y of histories) learnSeries(pool, y, asked, lesson);
    }
  }
  return histories.map((y) => {
    const before = forecastSeries(y, asked, pool);
    const ordinary = Math.round(before.forecast[0]!);
    const after = forecastSeries([...y, ordinary], asked, pool);
    return Math.abs(after.leadTimeDemand.mean / before.leadTimeDemand.mean - 1);
  });
}

const count = (y: readonly number[]) => y.filter((units) => units > 0).length;
const mean = (of: readonly number[]) =>
  of.reduce((a, b) => a + b, 0) / of.length;

describe("one ordinary period more", () => {
  const kinds = { smooth, rare };
  const cases = (["smooth", "rare"] as const).flatMap((kind) =>
    [1, 12].flatMap((season) =>
      [true, false].map((pooled) => ({ kind, season, pooled })),
    ),
  );

  it.each(cases)(
    "changes little: $kind demand, season $season, pooled $pooled",
    ({ kind, season, pooled }) => {
      const stream = seededRandom(77);
      const histories = Array.from({ length: 150 }, () =>
        kinds[kind](() => stream.uniform()),
      ).filter((y) => count(y) >= 8 && count(y.slice(-6)) > 0);
      const found = changes(histories, season, pooled).sort((a, b) => a - b);

      // A period in at least 24 is 4 % of what is known; rounding to whole units makes it
      // less ordinary for rare demand.
      expect(mean(found)).toBeLessThan(kind === "smooth" ? 0.03 : 0.15);
      expect(found.at(-1)).toBeLessThan(0.5);
    },
  );
});
