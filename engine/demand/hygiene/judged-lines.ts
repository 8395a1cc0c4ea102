import { dayText } from "../../units/calendar-bucket.ts";
import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute } from "./demand-lines.ts";
import type { SeriesKind } from "./document-series.ts";
import type { RecordSpan } from "./record-span.ts";
import type { RepairKind } from "./repair.ts";
import { isUnits, shown } from "./worksheet.ts";

/** What the lines of a record are, as far as it was said or found out. */
export interface LineReading {
  /** Each line is a sale or what came back of one; or the total of an item and period. */
  readonly rows: "sales" | "totals";
  readonly kinds: readonly SeriesKind[];
  /** Why an item is none; `null` when it is one. By its place in `items`. */
  readonly noItem: readonly (string | null)[];
  /** Whether lines without a price are no sales. */
  readonly pricesCount: boolean;
  readonly span: RecordSpan | null;
}

/** Why a line is no demand; `null` when it is, or takes demand back. */
export interface Verdict {
  readonly kind: RepairKind;
  readonly reason: string;
}

/** Judges one line by itself. A repeated one is found by who sees its neighbours. */
export function judged(
  lines: DemandLines,
  place: number,
  { rows, kinds, noItem, pricesCount, span }: LineReading,
): Verdict | null {
  const quantity = lines.quantity[place]!;
  const minute = lines.minute[place]!;
  if (!isUnits(quantity)) {
    return {
      kind: "not-a-number",
      reason: Number.isFinite(quantity)
        ? `its quantity ${quantity} is beyond any count`
        : "its quantity is no number",
    };
  }
  const day = dayOfMinute(minute);
  if (span === null || !(day >= span.firstDay && day <= span.lastDay)) {
    const text = Number.isNaN(minute)
      ? `"${lines.noTime.get(place) ?? ""}" is no date`
      : `${dayText(day)} is no day that the record can be of`;
    return { kind: "impossible-date", reason: text };
  }
  const why = noItem[lines.stages[lines.stage[place]!]!.item]!;
  if (why !== null) return { kind: "not-an-item", reason: why };
  const price = lines.price[place]!;
  if (price < 0) {
    return {
      kind: "adjustment",
      reason: `a price of ${shown(price)}: a booking, no sale`,
    };
  }
  const document = lines.document[place]!;
  if (document >= 0 && kinds[document] === "adjustments") {
    return {
      kind: "adjustment",
      reason: `${lines.documents.texts[document]} is of a series that adjusts accounts`,
    };
  }
  if (rows === "totals") return null;
  if (quantity === 0) {
    return { kind: "zero-quantity", reason: "a quantity of 0: nothing sold" };
  }
  if (pricesCount && price === 0) {
    return quantity < 0
      ? {
          kind: "adjustment",
          reason: `${shown(-quantity)} taken off without a price: a correction of stock, nothing a customer gave back`,
        }
      : {
          kind: "unpriced",
          reason: `${shown(quantity)} given without a price: no sale`,
        };
  }
  return null;
}

/** Whether two lines of one item are the same to the last cell. */
export function sameLine(lines: DemandLines, a: number, b: number): boolean {
  return (
    lines.minute[a] === lines.minute[b] &&
    lines.quantity[a] === lines.quantity[b] &&
    Object.is(lines.price[a], lines.price[b]) &&
    lines.document[a] === lines.document[b] &&
    lines.customer[a] === lines.customer[b] &&
    lines.spelling[a] === lines.spelling[b] &&
    lines.reverses[a] === lines.reverses[b]
  );
}
