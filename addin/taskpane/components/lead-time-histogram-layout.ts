import type { StageForecast } from "../../../engine/contracts/index.ts";
import { textWidth, type Box } from "./chart-labels.ts";
import { linearScale, roundTicks } from "./chart-scale.ts";
import { nineOfTen, type NineOfTen } from "./lead-time-histogram-words.ts";

/** A day that is marked by a line from top to foot, with its label. */
export interface DayMark {
  readonly of: "erp" | "measured";
  readonly x: number;
  readonly text: string;
  /** Where the label begins, and its base line. */
  readonly textX: number;
  readonly textY: number;
}

/** Where everything in a lead-time histogram stands, in pixels from its top left. */
export interface LeadTimeLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  readonly bars: readonly Box[];
  readonly centres: readonly number[];
  readonly valueTicks: readonly { readonly y: number; readonly text: string }[];
  readonly dayTicks: readonly { readonly x: number; readonly text: string }[];
  readonly marks: readonly DayMark[];
}

/** A few days are no reason for bars like walls. */
const widest = 28;
const headHeight = 46;
const footHeight = 34;

/** The whole geometry of a histogram of that size; a day is as wide as any other. */
export function leadTimeLayout(
  leadTime: StageForecast["leadTime"],
  width: number,
  height: number,
): LeadTimeLayout {
  const { histogram, promisedDays } = leadTime;
  const most = Math.max(...histogram.map(({ count }) => count));
  const ticks = roundTicks(0, most, 3, true);
  const texts = ticks.map(String);
  const left = Math.ceil(Math.max(...texts.map(textWidth)) + 8);
  const plot: Box = {
    x: left,
    y: headHeight,
    width: width - left - 8,
    height: height - headHeight - footHeight,
  };
  const right = plot.x + plot.width;
  const bottom = plot.y + plot.height;
  const marked = promisedDays === null ? [] : [promisedDays, promisedDays + 1];
  const days: [number, number] = [
    Math.min(...histogram.map(({ fromDays }) => fromDays), ...marked),
    Math.max(...histogram.map(({ toDays }) => toDays), ...marked),
  ];
  const xOf = linearScale(days, [left, right]);
  const yOf = linearScale([0, ticks.at(-1)!], [bottom, plot.y]);
  const bars = histogram.map(({ fromDays, toDays, count }): Box => {
    const [from, to] = [xOf(fromDays), xOf(toDays)];
    const wide = Math.min(widest, Math.max(1, to - from - 2));
    return {
      x: (from + to - wide) / 2,
      y: yOf(count),
      width: wide,
      height: bottom - yOf(count),
    };
  });
  return {
    width,
    height,
    plot,
    bars,
    centres: bars.map(({ x, width: wide }) => x + wide / 2),
    valueTicks: ticks.map((one, at) => ({ y: yOf(one), text: texts[at]! })),
    // A day lasts from one whole number to the next: what is said of it stands in its middle.
    dayTicks: roundTicks(
      days[0],
      days[1] - 1,
      Math.max(2, Math.floor(plot.width / 44)),
      true,
    )
      .filter((day) => day >= days[0] && day < days[1])
      .map((day) => ({ x: xOf(day + 0.5), text: String(day) })),
    marks: marksOf(promisedDays, nineOfTen(leadTime), {
      xOf: (day) => xOf(day + 0.5),
      left,
      right,
    }),
  };
}

function marksOf(
  promisedDays: number | null,
  measured: NineOfTen | null,
  places: {
    readonly xOf: (day: number) => number;
    readonly left: number;
    readonly right: number;
  },
): readonly DayMark[] {
  const { xOf, left, right } = places;
  const mark = (
    of: DayMark["of"],
    day: number,
    text: string,
    textY: number,
  ): DayMark => {
    const x = xOf(day);
    const wide = textWidth(text);
    // To the right of its line; to the left where the chart ends; at its end where neither fits.
    const fits = x + 4 + wide <= right + 8;
    const textX = fits ? x + 4 : Math.max(left, x - 4 - wide);
    return { of, x, text, textX, textY };
  };
  return [
    ...(promisedDays === null
      ? []
      : [mark("erp", promisedDays, `ERP says ${promisedDays}`, 25)]),
    ...(measured === null
      ? []
      : [
          mark(
            "measured",
            measured.days,
            `${measured.claim.replace("receipts ", "")} ${measured.days}`,
            39,
          ),
        ]),
  ];
}
