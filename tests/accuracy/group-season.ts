import {
  forecastSeries,
  groupSeasonForecast,
  learnGroupSeason,
} from "../../engine/index.ts";
import { sharedText } from "../support/reference.ts";

/** Months a young series has; the horizon. */
const months = 15;
const horizon = 12;

/**
 * Hospital products of which every second one is made young: its last months only. The
 * season of the others, until then, against the same forecast without a season.
 */
export function run(): object[] {
  const all = sharedText("data/hospital_monthly.csv")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").slice(1).map(Number));
  const origin = all[0]!.length - horizon;
  const old = all.filter((_, i) => i % 2 === 0);
  const group = learnGroupSeason(
    old.map((units) => units.slice(0, origin)),
    12,
  );
  let ours = 0;
  let plain = 0;
  let demand = 0;
  all.forEach((units, i) => {
    if (i % 2 === 0) return;
    const young = units
      .slice(0, origin)
      .map((value, t) => (t < origin - months ? null : value));
    const options = { horizon, season: 12 };
    const told = groupSeasonForecast(young, group, options).forecast;
    const without = forecastSeries(young, options).forecast;
    units.slice(origin).forEach((value, h) => {
      ours += Math.abs(told[h]! - value);
      plain += Math.abs(without[h]! - value);
      demand += value;
    });
  });
  return [
    {
      name: `hospital, ${months} months known: season of the group`,
      ours: ours / demand,
      unit: "WAPE",
      baseline: plain / demand,
      baselineName: "no season",
      ratio: ours / plain,
    },
  ];
}
