import type { LaunchProfile } from "../../engine/index.ts";
import { launchForecast, learnLaunch } from "../../engine/index.ts";
import { sharedText } from "../support/reference.ts";

/** Months without demand before a first one that make it a launch. */
const silence = 6;
/** Launches that must have been seen before one is forecast. */
const fewest = 10;

interface Launch {
  readonly units: readonly number[];
  /** Month of the first demand. */
  readonly begun: number;
}

/** Parts whose record begins with blanks or zeros, at least half a year of them. */
function launches(): Launch[] {
  const found: Launch[] = [];
  for (const line of sharedText("data/carparts_monthly.csv")
    .trim()
    .split(/\r?\n/)
    .slice(1)) {
    const cells = line.split(",").slice(1);
    const begun = cells.findIndex((cell) => Number(cell) > 0);
    const blank = cells.indexOf("", Math.max(begun, 0));
    if (begun < silence) continue;
    const end = blank < 0 ? cells.length : blank;
    found.push({ units: cells.slice(0, end).map(Number), begun });
  }
  return found;
}

/**
 * Launches after so many months of their own: mean absolute error of the mean month of
 * the next half year and year, against the mean of its own months. Analogs are only
 * launches before it, and only what was known of them then.
 */
export function run(): object[] {
  const all = launches();
  return [
    ...[6, 12].flatMap((months) => rows(all, months, 1)),
    ...rows(all, 6, 3),
    ...rows(all, 6, 0),
  ];
}

function rows(all: readonly Launch[], months: number, own: number): object[] {
  const profiles = new Map<number, LaunchProfile | undefined>();
  const known = (month: number) => {
    if (!profiles.has(month)) profiles.set(month, learnt(all, month, months));
    return profiles.get(month);
  };
  let count = 0;
  let ours = 0;
  let baseline = 0;
  let byMonth = 0;
  let medianByMonth = 0;
  let baselineByMonth = 0;
  let bias = 0;
  let demand = 0;
  let below = 0;
  let within = 0;
  for (const { units, begun } of all) {
    const origin = begun + own;
    const profile = known(origin);
    const to = units.slice(origin, origin + months);
    if (profile === undefined || to.length < months) continue;
    const history = units.slice(0, origin);
    const { forecast, leadTimeDemand } = launchForecast(history, profile, {
      horizon: months,
      quantiles: [0.5, 0.95],
    });
    const month = launchForecast(history, profile, {
      horizon: 1,
      quantiles: [0.5],
    });
    const mine = mean(history.slice(begun));
    count++;
    ours += Math.abs(mean(forecast) - mean(to));
    baseline += Math.abs(mine - mean(to));
    bias += mean(forecast) - mean(to);
    demand += mean(to);
    to.forEach((value, h) => {
      byMonth += Math.abs(forecast[h]! - value) / months;
      medianByMonth +=
        Math.abs(month.leadTimeDemand.quantiles["0.5"]! - value) / months;
      baselineByMonth += Math.abs(mine - value) / months;
    });
    const total = to.reduce((a, b) => a + b, 0);
    if (total < leadTimeDemand.quantiles["0.95"]!) below++;
    if (total <= leadTimeDemand.quantiles["0.95"]!) within++;
  }
  const name = `${count} launches after ${own} months, next ${months}`;
  const row = (what: string, mae: number, base: number) => ({
    name: `${name}: ${what}`,
    ours: mae / count,
    unit: "MAE",
    baseline: base / count,
    baselineName: `mean of its own ${own} months`,
    ratio: mae / base,
  });
  const compared =
    own > 0
      ? [
          row("mean month", ours, baseline),
          row("each month", byMonth, baselineByMonth),
          row("each month, median", medianByMonth, baselineByMonth),
        ]
      : [];
  return [
    ...compared,
    {
      name: `${name}: bias of the volume`,
      ours: (100 * bias) / demand,
      unit: "%",
      baseline: 0,
      baselineName: "none",
    },
    {
      name: `${name}: totals within, and below, their 95 % quantile`,
      ours: (100 * within) / count,
      unit: "%",
      baseline: (100 * below) / count,
      baselineName: "strictly below",
    },
  ];
}

/** What launches before a month teach, as far as they were known then. */
function learnt(all: readonly Launch[], month: number, covered: number) {
  const before = all
    .filter(({ begun }) => begun + 1 < month)
    .map(({ units }) => units.slice(0, month));
  if (before.length < fewest) return undefined;
  return learnLaunch(before, { covered, start: "demand" });
}

function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((a, b) => a + b, 0) / values.length;
}
