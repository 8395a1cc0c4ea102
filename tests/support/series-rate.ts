import { timed } from "./cpu-seconds.ts";

/** Best of several rounds, in series per CPU second. */
export function seriesRate(
  histories: readonly Float64Array[],
  forecast: (history: Float64Array) => number,
  rounds = 4,
  passes = 1,
): number {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const [sum, seconds] = timed(() => {
      let total = 0;
      for (let pass = 0; pass < passes; pass++) {
        for (const history of histories) total += forecast(history);
      }
      return total;
    });
    if (!Number.isFinite(sum)) throw new Error("a forecast is no number");
    best = Math.max(best, (passes * histories.length) / seconds);
  }
  return best;
}
