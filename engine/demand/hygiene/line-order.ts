import type { DemandLines } from "./demand-lines.ts";
import { sameLine } from "./judged-lines.ts";

/** The lines of a record by stage, each stage's in order of time. */
export interface LineOrder {
  /** Places of the lines of one stage, oldest first; those without a time last. */
  readonly of: (stage: number) => Int32Array;
  /** 1 where a line repeats an earlier one to the last cell. */
  readonly repeats: Uint8Array;
}

/**
 * Sorts lines by stage and time, and finds those that stand there twice.
 *
 * @param judge - `all` lines, or only `told` ones, that name their document or time of day:
 * two sales of one piece on one day may both be true
 */
export function lineOrder(
  lines: DemandLines,
  judge: "all" | "told",
): LineOrder {
  const { stage, minute } = lines;
  const begins = new Int32Array(lines.stages.length + 1);
  for (const one of stage) begins[one + 1]! += 1;
  for (let i = 1; i < begins.length; i++) begins[i]! += begins[i - 1]!;
  const next = begins.slice();
  const order = new Int32Array(stage.length);
  for (const [place, one] of stage.entries()) order[next[one]!++] = place;
  const of = (one: number) => order.subarray(begins[one]!, begins[one + 1]!);
  const repeats = new Uint8Array(stage.length);
  const late = (place: number) => {
    const at = minute[place]!;
    return Number.isNaN(at) ? Infinity : at;
  };
  for (let one = 0; one < lines.stages.length; one++) {
    const own = of(one);
    // A stable sort: lines of the same time stay as they came.
    if (!inOrder(own, late)) {
      own.set([...own].sort((a, b) => late(a) - late(b) || a - b));
    }
    markRepeats(own, lines, repeats, judge);
  }
  return { of, repeats };
}

function inOrder(own: Int32Array, late: (place: number) => number): boolean {
  for (let i = 1; i < own.length; i++) {
    if (late(own[i]!) < late(own[i - 1]!)) return false;
  }
  return true;
}

/** Marks repetitions among the lines of each minute. */
function markRepeats(
  own: Int32Array,
  lines: DemandLines,
  repeats: Uint8Array,
  judge: "all" | "told",
): void {
  for (let from = 0; from < own.length;) {
    const minute = lines.minute[own[from]!]!;
    let to = from + 1;
    while (to < own.length && lines.minute[own[to]!] === minute) to++;
    const seen = new Map<string, number[]>();
    for (let i = from; to - from > 1 && i < to; i++) {
      const place = own[i]!;
      const told = lines.document[place]! >= 0 || minute % 1440 !== 0;
      if (judge === "told" && !told) continue;
      const key = `${lines.quantity[place]} ${lines.document[place]}`;
      const alike = seen.get(key);
      if (alike?.some((other) => sameLine(lines, other, place))) {
        repeats[place] = 1;
      } else if (alike) alike.push(place);
      else seen.set(key, [place]);
    }
    from = to;
  }
}
