import type { Progress, StageRecord } from "../contracts/index.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import { forecastPool } from "../forecast/forecast-pool.ts";
import { learnSeries } from "../forecast/forecast-series.ts";
import type { ForecastContext } from "./stage-forecast.ts";
import { stageQuestion } from "./stage-forecast.ts";

/** Histories that a catalog is learnt from at most: more of them teach nothing new. */
const mostTeachers = 20_000;

/**
 * Whether the stage at a place of the catalog, in stage order, is one that is learnt from:
 * all of them, or evenly spread ones of a large catalog.
 */
export function teaches(place: number, stages: number): boolean {
  return place % Math.ceil(stages / mostTeachers) === 0;
}

/**
 * What histories teach together: first how well methods do by class, then where outcomes
 * fell in the laws that were forecast for them. In the order given, so that the same
 * catalog teaches the same bits.
 *
 * @param teachers - the stages that teach, in stage order
 */
export function* learnCatalog(
  teachers: readonly StageRecord[],
  context: Omit<ForecastContext, "pool">,
): Generator<Progress, ForecastPool> {
  const pool = forecastPool();
  const asked = teachers
    .filter(({ demand }) => demand !== null)
    .map((record) => stageQuestion(record, context));
  let done = 0;
  for (const lesson of ["losses", "calibration"] as const) {
    for (const { quantities, question } of asked) {
      learnSeries(
        pool,
        quantities,
        { ...question, horizon: Math.ceil(question.covered) },
        lesson,
      );
      if (++done % 64 === 0) {
        yield { step: "Learning", done, total: 2 * asked.length };
      }
    }
  }
  return pool;
}
