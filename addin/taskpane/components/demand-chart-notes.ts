import { chartText, textWidth, type Box } from "./chart-labels.ts";
import { treatmentOf, type PastPeriod } from "./demand-chart-data.ts";
import { treatmentInWords } from "./demand-chart-words.ts";

/** A few words in the chart, beside what they name. */
export interface PlacedNote {
  readonly kind: "sold" | "repaired" | "left-out";
  readonly text: string;
  /** Left end and base line, in pixels. */
  readonly x: number;
  readonly y: number;
}

interface Places {
  readonly plot: Box;
  readonly step: number;
  /** Whether the past is drawn in bars. */
  readonly bars: boolean;
}

/** Pixels between a note and what it stands above. */
const gap = 5;

/** Notes on what was done to periods, at most; who wants to know more asks the periods. */
const mostNotes = 3;

/**
 * Where notes on the past fit: what was done to periods, above them, the latest first; and `sold`,
 * on the highest bar, or where the line is flattest, so that it lies close to it. What would cover
 * another note is left out, but never `sold`.
 */
export function placedNotes(
  past: readonly PastPeriod[],
  centres: readonly number[],
  yOf: (value: number) => number,
  places: Places,
): readonly PlacedNote[] {
  const treated = treatedRuns(past).reverse().slice(0, mostNotes);
  for (let some = treated.length; some > 0; some -= 1) {
    const notes = notesFor(treated.slice(0, some), past, centres, yOf, places);
    if (notes.some(({ kind }) => kind === "sold")) return notes;
  }
  return notesFor([], past, centres, yOf, places);
}

function notesFor(
  treated: readonly TreatedRun[],
  past: readonly PastPeriod[],
  centres: readonly number[],
  yOf: (value: number) => number,
  { plot, step, bars }: Places,
): readonly PlacedNote[] {
  const tops = past.map(({ sold, counted }) =>
    yOf(Math.max(0, sold ?? 0, counted ?? 0)),
  );
  const end = plot.x + past.length * step;
  const taken: Box[] = [];
  const notes: PlacedNote[] = [];
  const highest = (x: number, width: number) => {
    // One neighbour more on each side: a line comes from there.
    const from = Math.floor((x - plot.x) / step) - 1;
    const to = Math.ceil((x + width - plot.x) / step) + 1;
    return tops.slice(Math.max(0, from), Math.min(past.length, to));
  };
  /** Puts a note at the lowest of some places; nowhere when each would cover another note. */
  const put = (
    kind: PlacedNote["kind"],
    text: string,
    lefts: readonly number[],
  ): boolean => {
    const width = textWidth(text);
    if (width > end - plot.x) return false;
    const boxes = lefts
      .map((left) => {
        const x = Math.max(plot.x + 2, Math.min(end - width - 2, left));
        const y = Math.min(...highest(x, width)) - gap - chartText.size;
        return { x, y, width, height: chartText.line };
      })
      .filter((box) => !taken.some((other) => overlaps(box, other)));
    const lowest = boxes.sort((a, b) => b.y - a.y)[0];
    if (!lowest) return false;
    taken.push(lowest);
    notes.push({ kind, text, x: lowest.x, y: lowest.y + chartText.size });
    return true;
  };

  for (const { from, to, text, kind } of treated) {
    const width = textWidth(text);
    const middle = (centres[from]! + centres[to - 1]!) / 2;
    // Centred above its periods, or reaching from them to one side.
    put(kind, text, [
      middle - width / 2,
      centres[from]! - step / 2,
      centres[to - 1]! + step / 2 - width,
    ]);
  }
  const soldWidth = textWidth("sold");
  const spots = past
    .map((_, at) =>
      bars
        ? { x: centres[at]! - soldWidth / 2, air: tops[at]! }
        : {
            x: centres[at]! - step / 2,
            air: airBelow(highest(centres[at]! - step / 2, soldWidth)),
          },
    )
    .sort((a, b) => a.air - b.air);
  spots.some(({ x }) => put("sold", "sold", [x]));
  return notes;
}

/** Pixels of air that a note above these heights has below it, on average. */
function airBelow(tops: readonly number[]): number {
  const top = Math.min(...tops);
  return tops.reduce((sum, one) => sum + one - top, 0) / tops.length;
}

/** Neighbouring periods to which the same was done: first, and one past the last. */
interface TreatedRun {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly kind: "repaired" | "left-out";
}

function treatedRuns(past: readonly PastPeriod[]): TreatedRun[] {
  const found: { -readonly [K in keyof TreatedRun]: TreatedRun[K] }[] = [];
  past.forEach((one, at) => {
    const kind = treatmentOf(one);
    if (kind !== "repaired" && kind !== "left-out") return;
    const text = treatmentInWords(one);
    const last = found.at(-1);
    if (last && last.to === at && last.text === text) last.to = at + 1;
    else found.push({ from: at, to: at + 1, text, kind });
  });
  return found;
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width + 4 &&
    other.x < one.x + one.width + 4 &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
