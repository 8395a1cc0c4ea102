import type { CrostonOptions } from "../../engine/index.ts";
import { croston, sba, tsb } from "../../engine/index.ts";
import { seriesRate } from "../support/series-rate.ts";

/** Series of one batch; the same ones for ours and the baseline. */
const batch = 20_000;
const periods = 50;
const options: CrostonOptions = { alpha: 0.1, beta: 0.1 };

/** Intermittent demand: three periods in ten have some, from a seeded congruential generator. */
function someHistories(): Float64Array[] {
  let state = 12345;
  const draw = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: batch }, () =>
    Float64Array.from({ length: periods }, () =>
      draw() < 0.3 ? 1 + Math.floor(10 * draw()) : 0,
    ),
  );
}

function smoothed(values: readonly number[], constant: number): number {
  return values
    .slice(1)
    .reduce((level, value) => level + constant * (value - level), values[0]!);
}

/** As one writes it first: a list of demands, a list of intervals, each smoothed. */
function plainCroston(history: Float64Array): number {
  const places = [...history].flatMap((units, period) =>
    units > 0 ? [period] : [],
  );
  if (places.length === 0) return 0;
  const sizes = places.map((period) => history[period]!);
  const intervals = places.map(
    (period, at) => period - (at === 0 ? -1 : places[at - 1]!),
  );
  return smoothed(sizes, 0.1) / smoothed(intervals, 0.1);
}

function plainTsb(history: Float64Array): number {
  const sizes = [...history].filter((units) => units > 0);
  if (sizes.length === 0) return 0;
  const asked = [...history].map((units) => (units > 0 ? 1 : 0));
  return smoothed(sizes, 0.1) * smoothed(asked, 0.1);
}

/** The bar: 2.3 million series a second and core, each of 50 periods. */
export function run(): object[] {
  const histories = someHistories();
  const pairs = [
    [
      "Croston",
      (history: Float64Array) => croston(history, options),
      plainCroston,
    ],
    [
      "SBA",
      (history: Float64Array) => sba(history, options),
      (history: Float64Array) => 0.95 * plainCroston(history),
    ],
    ["TSB", (history: Float64Array) => tsb(history, options), plainTsb],
  ] as const;
  return pairs.map(([name, ours, plain]) => {
    for (const history of histories.slice(0, 500)) {
      if (Math.abs(ours(history) - plain(history)) > 1e-9) {
        throw new Error(`${name} and its baseline disagree`);
      }
    }
    const mine = seriesRate(histories, ours, 8, 5);
    const baseline = seriesRate(histories.slice(0, 2000), plain, 8, 5);
    return {
      name: `${name}, ${periods} periods`,
      ours: mine,
      unit: "series/s",
      baseline,
      baselineName: "arrays of demands and intervals",
      ratio: mine / baseline,
    };
  });
}
