import { calendarTicks, type CalendarTick } from "./chart-calendar.ts";
import { textWidth, type Box } from "./chart-labels.ts";
import { axisTexts, linearScale, linePath, roundTicks } from "./chart-scale.ts";
import {
  barWidth,
  comingPaths,
  endLabels,
  soFarBar,
  type EndLabel,
} from "./demand-chart-coming.ts";
import {
  treatmentOf,
  type DemandPicture,
  type PastPeriod,
} from "./demand-chart-data.ts";
import { placedNotes, type PlacedNote } from "./demand-chart-notes.ts";

/** Where everything in a demand chart stands, in pixels from its top left. */
export interface DemandLayout {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  /** Width of one period. */
  readonly step: number;
  /** Middle of each period, past then coming. */
  readonly centres: readonly number[];
  readonly valueTicks: readonly { readonly y: number; readonly text: string }[];
  readonly timeTicks: readonly (CalendarTick & { readonly x: number })[];
  /** Where the past ends; `null` without a forecast. */
  readonly today: number | null;
  /** What the values are: `pc a week`. */
  readonly unit: string;
  readonly zero: number;
  /** Of a smooth history: the line of what was sold. */
  readonly soldPath: string;
  /** Of an intermittent one: a bar for each period with demand. */
  readonly soldBars: readonly (Box & { readonly faint: boolean })[];
  /** What was sold so far of the period that has begun. */
  readonly soFar: Box | null;
  /** From what was sold to what is counted instead. */
  readonly repairs: readonly {
    readonly x: number;
    readonly from: number;
    readonly to: number;
  }[];
  /** Runs of periods that the forecast leaves out. */
  readonly leftOut: readonly Box[];
  readonly bandPath: string;
  readonly highPath: string;
  readonly expectedPath: string;
  readonly endLabels: readonly EndLabel[];
  readonly notes: readonly PlacedNote[];
  readonly yOf: (value: number) => number;
}

const endWidth = 66;
const headHeight = 20;
/** Room above the highest point, where a note fits. */
const noteRoom = 16;
const footHeight = 20;
/** Steps on the axis of units, at most. */
const mostSteps = 5;

/** The whole geometry of a demand chart of that size. */
export function demandLayout(
  picture: DemandPicture,
  width: number,
  height: number,
): DemandLayout {
  const { past, coming } = picture;
  const values = valuesOf(picture);
  // Returns reach below zero as far as they do: a whole step for them would be waste.
  const lowest = Math.min(0, ...values);
  const ticks = roundTicks(
    lowest,
    Math.max(0, ...values),
    mostSteps,
    picture.unitDecimals === 0,
  ).filter((one) => one >= lowest);
  const { texts, scale } = axisTexts(ticks);
  const left = Math.ceil(Math.max(...texts.map((one) => textWidth(one))) + 8);
  const right = width - (coming.length > 0 ? endWidth : 8);
  const top = headHeight + noteRoom;
  const bottom = height - footHeight;
  const yOf = linearScale([lowest, ticks.at(-1)!], [bottom, top]);
  const step = (right - left) / Math.max(1, past.length + coming.length);
  const starts = [...past, ...coming].map(({ start }) => start);
  const centres = starts.map((_, at) => left + (at + 0.5) * step);
  const plot = { x: left, y: top, width: right - left, height: bottom - top };
  const today = coming.length > 0 ? left + past.length * step : null;
  return {
    width,
    height,
    plot,
    step,
    centres,
    valueTicks: ticks.map((one, at) => ({ y: yOf(one), text: texts[at]! })),
    timeTicks: apart(
      calendarTicks(starts, Math.floor(plot.width / 40)).map((one) => ({
        ...one,
        x: left + one.index * step,
      })),
      width,
    ),
    unit: `${scale}${picture.unit} a ${picture.period}`,
    today,
    zero: yOf(0),
    soldPath: picture.intermittent ? "" : soldPath(past, centres, yOf),
    soldBars: picture.intermittent ? bars(past, centres, step, yOf) : [],
    soFar: soFarBar(picture, centres[past.length] ?? 0, step, yOf),
    repairs: past.flatMap((one, at) =>
      treatmentOf(one) === "repaired"
        ? [
            {
              x: centres[at]!,
              from: yOf(one.sold ?? one.counted!),
              to: yOf(one.counted!),
            },
          ]
        : [],
    ),
    leftOut: runs(past, (one) => treatmentOf(one) === "left-out").map(
      ([from, to]) => ({
        ...plot,
        x: left + from * step,
        width: (to - from) * step,
      }),
    ),
    ...comingPaths(picture, left + past.length * step, step, yOf),
    endLabels: endLabels(picture, yOf, right, [headHeight, bottom + 6]),
    notes: placedNotes(past, centres, yOf, {
      plot,
      step,
      bars: picture.intermittent,
    }),
    yOf,
  };
}

/** Labels along the foot without those that would touch another or leave the chart; years stay. */
function apart<T extends { readonly x: number } & CalendarTick>(
  ticks: readonly T[],
  width: number,
): readonly T[] {
  const kept: T[] = [];
  for (const tick of ticks) {
    if (tick.x + 3 + textWidth(tick.text) > width) continue;
    const before = kept.at(-1);
    if (before && before.x + textWidth(before.text) + 6 > tick.x) {
      if (!tick.isYear) continue;
      kept.pop();
    }
    kept.push(tick);
  }
  return kept;
}

function valuesOf({ past, coming }: DemandPicture): readonly number[] {
  return [
    ...past.flatMap(({ sold, counted }) => [sold ?? 0, counted ?? 0]),
    ...coming.flatMap(({ high, expected, soFar }) => [
      high,
      expected,
      soFar ?? 0,
    ]),
  ];
}

function soldPath(
  past: readonly PastPeriod[],
  centres: readonly number[],
  yOf: (value: number) => number,
): string {
  return runs(past, ({ sold }) => sold !== null)
    .map(([from, to]) =>
      linePath(
        centres
          .slice(from, to)
          .map((x, at) => [x, yOf(past[from + at]!.sold!)]),
      ),
    )
    .join("");
}

function bars(
  past: readonly PastPeriod[],
  centres: readonly number[],
  step: number,
  yOf: (value: number) => number,
): readonly (Box & { readonly faint: boolean })[] {
  const width = barWidth(step);
  return past.flatMap((one, at) => {
    if (one.sold === null || one.sold === 0) return [];
    const [low, high] = [
      yOf(Math.min(0, one.sold)),
      yOf(Math.max(0, one.sold)),
    ];
    return [
      {
        x: centres[at]! - width / 2,
        y: high,
        width,
        height: low - high,
        faint: treatmentOf(one) === "left-out",
      },
    ];
  });
}

/** Stretches of neighbours of which something holds: first, and one past the last. */
function runs<T>(
  values: readonly T[],
  holds: (value: T) => boolean,
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  values.forEach((value, at) => {
    if (!holds(value)) return;
    const last = found.at(-1);
    if (last && last[1] === at) last[1] = at + 1;
    else found.push([at, at + 1]);
  });
  return found;
}
