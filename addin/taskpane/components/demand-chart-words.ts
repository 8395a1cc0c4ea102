import type { StageForecast } from "../../../engine/contracts/index.ts";
import { count, measure } from "../format.ts";
import { periodName, shortPeriodName } from "./chart-calendar.ts";
import type { ChartTableContent } from "./chart-table.tsx";
import {
  treatmentOf,
  type ComingPeriod,
  type DemandPicture,
  type PastPeriod,
} from "./demand-chart-data.ts";

/** A probability as people say it: 0.9 is `9 of 10`. */
export function oddsInWords(probability: number): string {
  for (const total of [10, 20, 40, 50, 100]) {
    const hits = probability * total;
    if (Math.abs(hits - Math.round(hits)) < 1e-9) {
      return `${Math.round(hits)} of ${total}`;
    }
  }
  return `${measure(probability * 100, 1)} of 100`;
}

/** Units that are only expected: a piece may be expected by halves. */
export function expectation(value: number): string {
  return measure(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** One period in a sentence or two, for the line below the chart and for a screen reader. */
export function periodInWords(picture: DemandPicture, index: number): string {
  const past = picture.past[index];
  const coming = picture.coming[index - picture.past.length];
  const one = past ?? coming;
  if (!one) return "";
  const name = titled(periodName(one.start, picture.period));
  return past
    ? `${name}: ${pastInWords(past, picture)}`
    : `${name}: ${comingInWords(coming!, picture)}`;
}

function pastInWords(past: PastPeriod, picture: DemandPicture): string {
  const { sold, counted, reason } = past;
  const { unit, unitDecimals } = picture;
  const why = reason ? ` ${titled(reason.clause)}.` : "";
  const recorded =
    sold === null
      ? "nothing recorded"
      : `${measure(sold, unitDecimals)} ${unit} sold`;
  switch (treatmentOf(past)) {
    case "as-sold":
    case "not-recorded":
      return `${recorded}.${why}`;
    case "repaired":
      return `${recorded}, counted as ${expectation(counted ?? 0)}.${why}`;
    case "left-out":
      return `${recorded}, left out.${why}`;
  }
}

function comingInWords(coming: ComingPeriod, picture: DemandPicture): string {
  const { unit, unitDecimals, odds, period } = picture;
  const begun =
    coming.soFar === null
      ? ""
      : `${measure(coming.soFar, unitDecimals)} ${unit} sold so far; `;
  return (
    begun +
    `${expectation(coming.expected)} ${unit} expected; ` +
    `${oddsInWords(odds.high)} such ${period}s sell ${expectation(coming.high)} or less` +
    `${coming.low > 0 ? `, ${oddsInWords(odds.low)} only ${expectation(coming.low)} or less` : ""}.`
  );
}

/** What the labels at the end of the forecast say: with the number where it holds for every period. */
export function endTexts(picture: DemandPicture): {
  readonly expected: string;
  readonly high: string;
  readonly low: string;
} {
  const { coming, odds, period } = picture;
  // The edges are a promise, true to the figure; what is expected may drift by a twentieth.
  const edge = (of: (one: ComingPeriod) => number): string | null => {
    const texts = new Set(coming.map((one) => expectation(of(one))));
    return texts.size === 1 ? [...texts][0]! : null;
  };
  const means = coming.map(({ expected }) => expected);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const share = (probability: number, value: string | null) => {
    const odds = oddsInWords(probability);
    const one = odds.startsWith("1 ") ? "s" : "";
    return value === null
      ? `${odds} ${period}s stay${one} below`
      : `${odds} ${period}s sell${one} ${value} or less`;
  };
  return {
    expected:
      most - least > most / 20
        ? "expected"
        : `expected ${expectation((least + most) / 2)}`,
    high: share(
      odds.high,
      edge((one) => one.high),
    ),
    low: share(
      odds.low,
      edge((one) => one.low),
    ),
  };
}

/** What was done to a period, for the chart: `repaired: stockout`. */
export function treatmentInWords(past: PastPeriod): string {
  const { reason } = past;
  const repaired = treatmentOf(past) === "repaired";
  const what = !repaired
    ? "left out"
    : reason?.apart
      ? "set apart"
      : "repaired";
  return reason ? `${what}: ${reason.short}` : what;
}

function titled(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The numbers of the chart, one row a period. */
export function demandTable(picture: DemandPicture): ChartTableContent {
  const { past, coming, odds, period, unit, unitDecimals } = picture;
  const name = (start: string) => shortPeriodName(start, period);
  return {
    head: [
      period === "week" ? "Week from" : titled(period),
      `Sold, ${unit}`,
      "Counts as",
      "Expected",
      `${oddsInWords(odds.high - odds.low)} between`,
    ],
    rows: [
      ...past.map((one) => [
        name(one.start),
        measure(one.sold, unitDecimals),
        countedInWords(one),
        "",
        "",
      ]),
      ...coming.map(({ start, soFar, expected, low, high }) => [
        name(start),
        soFar === null ? "" : `${measure(soFar, unitDecimals)} so far`,
        "",
        expectation(expected),
        `${expectation(low)} and ${expectation(high)}`,
      ]),
    ],
  };
}

function countedInWords({ sold, counted, reason }: PastPeriod): string {
  if (counted === sold) return "";
  const text = counted === null ? "left out" : expectation(counted);
  return reason ? `${text} (${reason.short})` : text;
}

/** Demand over lead time and review, the number that stock is sized by. */
export function leadTimeDemandInWords(
  forecast: Pick<StageForecast, "leadTimeDemand" | "period" | "unit">,
  target: number,
): string {
  const { periods, mean, quantiles } = forecast.leadTimeDemand;
  const span = count(periods, forecast.period);
  const expected = `Over ${span} of lead time and review, ${expectation(mean)} ${forecast.unit} are expected`;
  const known = Object.keys(quantiles).map(Number);
  if (known.length === 0) return `${expected}.`;
  const odds = known.reduce((best, one) =>
    Math.abs(one - target) < Math.abs(best - target) ? one : best,
  );
  return `${expected}; ${oddsInWords(odds)} times it is ${expectation(quantiles[String(odds)]!)} or less.`;
}
