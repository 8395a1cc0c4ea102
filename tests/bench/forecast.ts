import v8 from "node:v8";
import vm from "node:vm";
import {
  adida,
  ets,
  fitEts,
  forecastPath,
  forecastPool,
  forecastSeries,
  imapa,
  learnSeries,
} from "../../engine/index.ts";
import { etsForms } from "../../engine/forecast/ets.ts";
import { lessons } from "../../engine/forecast/forecast-series.ts";
import { plainEts } from "../support/plain-ets.ts";
import { timed } from "../support/cpu-seconds.ts";
import { seriesRate } from "../support/series-rate.ts";

/** Numbers from 0 to 1 from a seeded congruential generator. */
function generator(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

/** Intermittent demand over 50 periods: three in ten have some. */
function rareDemand(count: number): Float64Array[] {
  const draw = generator();
  return Array.from({ length: count }, () =>
    Float64Array.from({ length: 50 }, () =>
      draw() < 0.3 ? 1 + Math.floor(10 * draw()) : 0,
    ),
  );
}

/** Monthly sales over 60 to 120 months: a level that wanders, a trend, a season, noise. */
function monthlyDemand(count: number): Float64Array[] {
  const draw = generator();
  return Array.from({ length: count }, () => {
    const months = 60 + Math.floor(61 * draw());
    const [depth, noise, drift] = [0.3 * draw(), 0.15 * draw(), draw() - 0.5];
    const peak = 12 * draw();
    let level = 1000;
    return Float64Array.from({ length: months }, (_, t) => {
      level *= 1 + 0.05 * (draw() - 0.5) + drift / 100;
      const season = 1 + depth * Math.cos(((t - peak) * Math.PI) / 6);
      return Math.max(
        1,
        Math.round(level * season * (1 + noise * 2 * (draw() - 0.5))),
      );
    });
  });
}

const golden = (Math.sqrt(5) - 1) / 2;

/** Golden-section search to eight digits over plain lists, bucket by bucket. */
function plainBuckets(history: Float64Array, length: number): number {
  const list = [...history].slice(history.length % length);
  const buckets = Array.from({ length: list.length / length }, (_, b) =>
    list.slice(b * length, (b + 1) * length).reduce((sum, u) => sum + u, 0),
  );
  const smoothed = (alpha: number) => {
    let squares = 0;
    const level = buckets.slice(1).reduce((before, units) => {
      squares += (units - before) ** 2;
      return before + alpha * (units - before);
    }, buckets[0]!);
    return { level, squares };
  };
  let [low, high] = [0.1, 0.3];
  while (high - low > 1e-8) {
    const inner = high - golden * (high - low);
    const outer = low + golden * (high - low);
    const better = smoothed(inner).squares - smoothed(outer).squares;
    if (better <= 0) high = outer;
    if (better >= 0) low = inner;
  }
  return smoothed((low + high) / 2).level / length;
}

function meanInterval(history: Float64Array): number {
  const places = [...history].flatMap((u, t) => (u > 0 ? [t + 1] : []));
  if (places.length === 0) return 0;
  const mean = places.at(-1)! / places.length;
  // Half to even.
  return mean % 1 === 0.5 ? 2 * Math.round(mean / 2) : Math.round(mean);
}

function plainAdida(history: Float64Array): number {
  const length = meanInterval(history);
  return length && plainBuckets(history, length);
}

function plainImapa(history: Float64Array): number {
  const longest = meanInterval(history);
  let sum = 0;
  for (let length = 1; length <= longest; length++) {
    sum += plainBuckets(history, length);
  }
  return longest && sum / longest;
}

const options = { horizon: 12, season: 12 };
const hw = {
  error: "additive",
  trend: "additive",
  season: "additive",
} as const;

/** Series a second, from learning to quantiles: all series through each lesson, then each forecast. */
function selectionRate(histories: readonly Float64Array[]): number {
  let best = 0;
  // The first three or four still compile: this row runs through more code than the others.
  for (let round = 0; round < 6; round++) {
    const [total, seconds] = timed(() => {
      const pool = forecastPool();
      for (const lesson of lessons) {
        for (const y of histories) learnSeries(pool, y, options, lesson);
      }
      let sum = 0;
      for (const y of histories) {
        sum += forecastSeries(y, options, pool).leadTimeDemand.mean;
      }
      return sum;
    });
    if (!Number.isFinite(total)) throw new Error("a forecast is no number");
    best = Math.max(best, histories.length / seconds);
  }
  return best;
}

/** Learns from a stream of series that nobody keeps, then forecasts each: heap left, in MB. */
function heapAfter(count: number): number {
  const pool = forecastPool();
  const draw = generator();
  const next = () =>
    Array.from({ length: 50 }, () =>
      draw() < 0.3 ? Math.ceil(9 * draw()) : 0,
    );
  const asked = { horizon: 3, season: 1 };
  for (const lesson of lessons) {
    for (let i = 0; i < count; i++) learnSeries(pool, next(), asked, lesson);
  }
  for (let i = 0; i < count; i++) forecastSeries(next(), asked, pool);
  v8.setFlagsFromString("--expose-gc");
  (vm.runInNewContext("gc") as () => void)();
  const left = process.memoryUsage().heapUsed / 2 ** 20;
  // The pool is still wanted: without this line it would be swept before it is weighed.
  forecastSeries(next(), asked, pool);
  return left;
}

/** Bars, series a second and core: ETS 1,000; ADIDA 600,000; IMAPA 250,000; selection 1,000. */
export function run(): object[] {
  const months = monthlyDemand(300);
  const few = months.slice(0, 6);
  const rare = rareDemand(20_000);
  const path = (method: "theta" | "optimized-theta") => (y: Float64Array) =>
    forecastPath(y, method, options)[0]!;
  const searched = (y: Float64Array) =>
    Math.min(...etsForms(y, 12).map((form) => plainEts(y, form, 12)));
  for (const history of rare.slice(0, 500)) {
    if (Math.abs(adida(history) - plainAdida(history)) > 1e-6) {
      throw new Error("ADIDA and its baseline disagree");
    }
  }
  const byEts = (y: Float64Array) =>
    forecastSeries(y, { ...options, method: "ets" }).forecast[0]!;
  const rows = [
    {
      name: "ETS by AICc, 60 to 120 months",
      ours: seriesRate(months, (y) => ets(y, 12)!.aicc),
      baseline: seriesRate(few, searched, 1),
      baselineName: "Nelder-Mead over constants and states",
    },
    {
      name: "Holt-Winters by likelihood, same months",
      ours: seriesRate(months, (y) => fitEts(y, hw, 12)!.aicc),
      baseline: seriesRate(few, (y) => plainEts(y, hw, 12), 1),
      baselineName: "Nelder-Mead over constants and states",
    },
    {
      name: "Theta, same months",
      ours: seriesRate(months, path("theta")),
      baseline: seriesRate(months, path("optimized-theta")),
      baselineName: "our optimized theta",
    },
    {
      name: "ADIDA, 50 periods",
      ours: seriesRate(rare, adida),
      baseline: seriesRate(rare.slice(0, 2000), plainAdida, 2),
      baselineName: "golden section over plain lists",
    },
    {
      name: "IMAPA, 50 periods",
      ours: seriesRate(rare, imapa),
      baseline: seriesRate(rare.slice(0, 2000), plainImapa, 2),
      baselineName: "golden section over plain lists",
    },
    {
      name: "selection, backtest, quantiles, same months",
      ours: selectionRate(months),
      baseline: seriesRate(months.slice(0, 30), byEts),
      baselineName: "ETS anew at each origin",
    },
  ].map((row) => ({
    ...row,
    unit: "series/s",
    ratio: row.ours / row.baseline,
  }));
  const small = heapAfter(2000);
  const large = heapAfter(20_000);
  return [
    ...rows,
    {
      name: "heap after 20,000 series streamed",
      ours: large,
      unit: "MB",
      baseline: small,
      baselineName: "after 2,000",
      ratio: large / small,
    },
  ];
}
