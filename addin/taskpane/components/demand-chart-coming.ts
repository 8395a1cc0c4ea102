import { chartText, stackedTops, wrapped, type Box } from "./chart-labels.ts";
import { linePath } from "./chart-scale.ts";
import type { DemandPicture } from "./demand-chart-data.ts";
import { endTexts } from "./demand-chart-words.ts";

/** A label at the end of the forecast, in lines. */
export interface EndLabel {
  readonly of: "high" | "expected" | "low";
  readonly lines: readonly string[];
  readonly x: number;
  readonly top: number;
  /** Height of what it names. */
  readonly markY: number;
}

/** Letters in a line beside the chart, where words are divided. */
const endLetters = 11;

/** Width of one period's bar. */
export function barWidth(step: number): number {
  return Math.min(14, Math.max(1.5, step * 0.7));
}

/** What was sold so far of the period that has begun. */
export function soFarBar(
  { coming }: DemandPicture,
  centre: number,
  step: number,
  yOf: (value: number) => number,
): Box | null {
  const sold = coming[0]?.soFar ?? null;
  if (sold === null || sold <= 0) return null;
  const width = barWidth(step);
  const y = yOf(sold);
  return { x: centre - width / 2, y, width, height: yOf(0) - y };
}

/** The band, its upper edge and what is expected, from today to the end. */
export function comingPaths(
  { coming }: DemandPicture,
  from: number,
  step: number,
  yOf: (value: number) => number,
): {
  readonly bandPath: string;
  readonly highPath: string;
  readonly expectedPath: string;
} {
  const line = (of: (one: DemandPicture["coming"][number]) => number) => {
    const heights = coming.map((one) => yOf(of(one)));
    const middle = heights.map((y, at): [number, number] => [
      from + (at + 0.5) * step,
      y,
    ]);
    const end = from + coming.length * step;
    return heights.length === 0
      ? []
      : [[from, heights[0]!], ...middle, [end, heights.at(-1)!]];
  };
  const high = line((one) => one.high);
  const low = line((one) => one.low);
  return {
    bandPath:
      high.length > 0 ? `${linePath([...high, ...low.reverse()])}Z` : "",
    highPath: linePath(high),
    expectedPath: linePath(line((one) => one.expected)),
  };
}

/** What stands at the end of the forecast, from top to bottom. */
export function endLabels(
  picture: DemandPicture,
  yOf: (value: number) => number,
  right: number,
  room: readonly [number, number],
): readonly EndLabel[] {
  const last = picture.coming.at(-1);
  if (!last) return [];
  const texts = endTexts(picture);
  const wanted = (["high", "expected", "low"] as const)
    // Below nothing there is nothing to tell.
    .filter((of) => of !== "low" || last.low > 0)
    .map((of) => ({
      of,
      lines: wrapped(texts[of], endLetters),
      markY: yOf(last[of]),
    }));
  const placed = (labels: typeof wanted) =>
    stackedTops(
      labels.map(({ lines, markY }) => ({
        at: markY,
        height: lines.length * chartText.line + 3,
      })),
      room,
    );
  const height = (labels: typeof wanted) =>
    labels.reduce((sum, { lines }) => sum + lines.length, 0) * chartText.line;
  const labels =
    height(wanted) + 9 > room[1] - room[0] ? wanted.slice(0, 2) : wanted;
  const tops = placed(labels);
  return labels.map((one, at) => ({ ...one, x: right + 7, top: tops[at]! }));
}
