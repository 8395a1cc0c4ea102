import type { Period, Progress, StageRecord } from "../contracts/index.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import { forecastPool } from "../forecast/forecast-pool.ts";
import { settlePool } from "../forecast/auto-forecast.ts";
import { lessons, seriesTeacher } from "../forecast/forecast-series.ts";
import type { VendorLeadTime } from "../planning/stage-lead-time.ts";
import { vendorLanes } from "../planning/stage-lead-time.ts";
import { stageQuestion } from "./stage-series.ts";

/** Histories that a catalog is learnt from at most: more of them teach nothing new. */
const mostTeachers = 10_000;

/** What a whole catalog teaches about each of its stages: plain data. */
export interface CatalogLesson {
  /** Lead times of vendors and lanes. */
  readonly vendors: Readonly<Record<string, VendorLeadTime>>;
  /** How methods do by class, and where outcomes fell in their laws. */
  readonly pool: ForecastPool;
}

/** Learns from a catalog that comes in pieces. */
export interface CatalogLearner {
  /** Takes the next stages, in stage order. */
  readonly add: (stages: readonly StageRecord[]) => void;
  /** Learns from what was added, once all of it was. */
  readonly learn: () => Generator<Progress, CatalogLesson>;
}

/**
 * A learner that keeps little of a catalog, however large: all lead times, and the histories
 * of at most ten thousand stages, evenly spread. In stage order, so that the same catalog
 * teaches the same bits.
 *
 * @param catalog - how many stages it has, its period and the day it was read
 */
export function catalogLearner(catalog: {
  readonly stages: number;
  readonly period: Period;
  readonly asOf: string;
}): CatalogLearner {
  const { period, asOf } = catalog;
  const lanes = vendorLanes();
  const teachers: StageRecord[] = [];
  const apart = Math.ceil(catalog.stages / mostTeachers);
  let place = 0;
  return {
    add: (stages) => {
      for (const stage of stages) {
        lanes.add(stage);
        if (place++ % apart === 0 && stage.demand) teachers.push(stage);
      }
    },
    *learn() {
      const vendors = lanes.leadTimes();
      const pool = yield* taughtBy(teachers, { period, asOf, vendors });
      return { vendors, pool };
    },
  };
}

/** Lesson after lesson over all histories: each is read by what the ones before it say. */
function* taughtBy(
  teachers: readonly StageRecord[],
  context: Parameters<typeof stageQuestion>[1],
): Generator<Progress, ForecastPool> {
  const pool = forecastPool();
  const series = teachers.map((record) => {
    const { quantities, question } = stageQuestion(record, context);
    const { season, covered } = question;
    const horizon = Math.ceil(covered);
    return seriesTeacher(pool, quantities, { season, covered, horizon });
  });
  const total = lessons.length * series.length;
  let done = 0;
  for (const lesson of lessons) {
    for (const teach of series) {
      teach(lesson);
      if (++done % 32 === 0) {
        yield { step: "Learning from histories", done, total };
      }
    }
  }
  settlePool(pool);
  return pool;
}
