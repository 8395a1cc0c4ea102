import { dayNumber } from "../../units/calendar-bucket.ts";
import { InputError } from "../../errors.ts";
import type { DemandLines } from "./demand-lines.ts";
import { itemKey, stageKey } from "./demand-lines.ts";
import type { RecordSpan } from "./record-span.ts";

/** What lay in stock at the end of a day. */
export interface StockRecord {
  readonly item: string;
  readonly location?: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly onHand: number;
}

/**
 * The share of the stock records of each bucket that show none.
 *
 * @returns by stage, from a bucket on, so many; `null` without any record
 * @throws InputError when a day is none, or a stock no number
 */
export function stockShares(
  lines: DemandLines,
  stock: readonly StockRecord[],
  span: RecordSpan,
): ((stage: number, first: number, buckets: number) => number[]) | null {
  if (stock.length === 0) return null;
  const counts = new Map<number, { all: Float64Array; none: Float64Array }>();
  for (const [at, { item, location, day, onHand }] of stock.entries()) {
    const number = dayNumber(day);
    if (number === null || !Number.isFinite(onHand)) {
      const [field, rule, value] =
        number === null
          ? [`stock[${at}].day`, "a day like 2026-01-31", `"${day}"`]
          : [`stock[${at}].onHand`, "a number", String(onHand)];
      throw new InputError(field, `${field} must be ${rule}, got ${value}`);
    }
    const stage = stageNamed(lines, item, location ?? "");
    if (stage === undefined) continue;
    if (number < span.firstDay || number > span.lastDay) continue;
    let own = counts.get(stage);
    if (!own) {
      own = {
        all: new Float64Array(span.buckets),
        none: new Float64Array(span.buckets),
      };
      counts.set(stage, own);
    }
    const bucket = span.bucketOf(number);
    own.all[bucket]! += 1;
    if (onHand <= 0) own.none[bucket]! += 1;
  }
  return (stage, first, buckets) => {
    const own = counts.get(stage);
    return Array.from({ length: buckets }, (_, i) => {
      const all = own?.all[first + i] ?? 0;
      return all > 0 ? own!.none[first + i]! / all : 0;
    });
  };
}

function stageNamed(
  lines: DemandLines,
  item: string,
  location: string,
): number | undefined {
  const known = lines.items.numbers.get(itemKey(item, lines.exactItems));
  const place = lines.locations.numbers.get(location.trim());
  if (known === undefined || place === undefined) return undefined;
  return lines.stageNumbers.get(stageKey(known, place));
}
