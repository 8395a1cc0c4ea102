import { dayText } from "../../units/calendar-bucket.ts";
import type { DemandLines } from "./demand-lines.ts";
import type { CodeShape } from "./item-codes.ts";
import type { LineReading } from "./judged-lines.ts";
import type { LineOrder } from "./line-order.ts";

/** A sale and the line that took all of it back. */
export interface ReversedSale {
  readonly item: string;
  readonly customer: string;
  readonly units: number;
  /** `YYYY-MM-DD HH:MM`, and the document. */
  readonly soldAt: string;
  readonly document: string;
  readonly reversedAt: string;
  readonly reversedBy: string;
}

/** What a record holds, counted before anything is set right. */
export interface RecordFacts {
  readonly lines: number;
  readonly documents: number;
  /** Items as they are written. */
  readonly itemCodes: number;
  /** `YYYY-MM-DD HH:MM` of the first and the last line; `null` when none has a time. */
  readonly first: string | null;
  readonly last: string | null;
  /** Each line is a sale or takes one back; or the total of an item and period. */
  readonly rows: "sales" | "totals";
  /** Lines of documents that cancel, and of documents that adjust accounts. */
  readonly cancellationLines: number;
  readonly adjustmentLines: number;
  readonly negativeLines: number;
  readonly negativeOutsideCancellations: number;
  readonly unpricedLines: number;
  readonly negativePriceLines: number;
  /** Lines that stand there before to the last cell. */
  readonly repeatedLines: number;
  readonly noCustomerLines: number;
  /** Lines of items that are not written as nearly all are, and how these are written. */
  readonly oddCodeLines: number;
  readonly oddCodes: readonly string[];
  /** Lines of other items written in small letters. */
  readonly lowerCaseLines: number;
  /** Days between the first and the last without any line. */
  readonly silentDays: number;
  readonly firstPeriodOpen: boolean;
  readonly lastPeriodOpen: boolean;
  /** Cancelling documents and items for which the customer bought just as many before. */
  readonly exactlyReversed: number;
  /** The largest of them. */
  readonly largestReversed: readonly ReversedSale[];
}

/** Largest cancelled sales that are told. */
const mostTold = 10;

/** Counts what a record holds. */
export function recordFacts(
  lines: DemandLines,
  order: LineOrder,
  reading: LineReading & { readonly shape: CodeShape | null },
): RecordFacts {
  const { kinds, span, rows, shape } = reading;
  const { texts } = lines.spellings;
  const odd = texts.map((text) => shape !== null && !shape.fits(text.trim()));
  const small = texts.map((text, at) => !odd[at] && /\p{Ll}/u.test(text));
  const facts = {
    cancellationLines: 0,
    adjustmentLines: 0,
    negativeLines: 0,
    negativeOutsideCancellations: 0,
    unpricedLines: 0,
    negativePriceLines: 0,
    repeatedLines: 0,
    noCustomerLines: 0,
    oddCodeLines: 0,
    lowerCaseLines: 0,
  };
  let first = Infinity;
  let last = -Infinity;
  for (let place = 0; place < lines.line.length; place++) {
    const document = lines.document[place]!;
    const kind = document < 0 ? "sales" : kinds[document]!;
    const price = lines.price[place]!;
    if (kind === "cancellations") facts.cancellationLines++;
    if (kind === "adjustments") facts.adjustmentLines++;
    if (lines.quantity[place]! < 0) {
      facts.negativeLines++;
      if (kind !== "cancellations") facts.negativeOutsideCancellations++;
    }
    if (price === 0) facts.unpricedLines++;
    if (price < 0) facts.negativePriceLines++;
    if (order.repeats[place] === 1) facts.repeatedLines++;
    if (lines.customer[place]! < 0) facts.noCustomerLines++;
    if (odd[lines.spelling[place]!]) facts.oddCodeLines++;
    if (small[lines.spelling[place]!]) facts.lowerCaseLines++;
    const minute = lines.minute[place]!;
    first = Math.min(first, Number.isNaN(minute) ? Infinity : minute);
    last = Math.max(last, Number.isNaN(minute) ? -Infinity : minute);
  }
  return {
    lines: lines.line.length,
    documents: lines.documents.texts.length,
    itemCodes: texts.length,
    first: first === Infinity ? null : minuteText(first),
    last: first === Infinity ? null : minuteText(last),
    rows,
    ...facts,
    oddCodes: texts.filter((_, at) => odd[at]).sort(),
    silentDays: span?.silentDays ?? 0,
    firstPeriodOpen: span?.firstOpen ?? false,
    lastPeriodOpen: span?.lastOpen ?? false,
    ...exactReversals(lines, order, kinds),
  };
}

/** How each item is written most often. */
export function usualSpellings(lines: DemandLines): readonly string[] {
  const counts = new Int32Array(lines.spellings.texts.length);
  for (const spelling of lines.spelling) counts[spelling]! += 1;
  const most = lines.items.texts.map(() => -1);
  for (const [spelling, item] of lines.itemOfSpelling.entries()) {
    const best = most[item]!;
    if (best < 0 || counts[spelling]! > counts[best]!) most[item] = spelling;
  }
  return most.map((spelling) => lines.spellings.texts[spelling]!.trim());
}

function exactReversals(
  lines: DemandLines,
  order: LineOrder,
  kinds: LineReading["kinds"],
): Pick<RecordFacts, "exactlyReversed" | "largestReversed"> {
  const found: ReversedSale[] = [];
  for (let stage = 0; stage < lines.stages.length; stage++) {
    const sales = new Map<string, number>();
    const seen = new Set<string>();
    for (const [at, place] of order.of(stage).entries()) {
      const customer = lines.customer[place]!;
      const document = lines.document[place]!;
      const units = lines.quantity[place]!;
      if (customer < 0 || document < 0) continue;
      if (kinds[document] !== "cancellations") {
        const key = `${customer} ${lines.spelling[place]} ${units}`;
        if (units > 0 && !sales.has(key)) sales.set(key, place);
        continue;
      }
      const spelling = lines.spelling[place]!;
      const own = `${document} ${spelling}`;
      const key = `${customer} ${spelling} ${-units}`;
      const sale =
        sales.get(key) ?? sameMinute(lines, order.of(stage), at, key);
      if (sale === undefined || seen.has(own)) continue;
      seen.add(own);
      found.push({
        item: lines.spellings.texts[spelling]!,
        customer: lines.customers.texts[customer]!,
        units: -units,
        soldAt: minuteText(lines.minute[sale]!),
        document: lines.documents.texts[lines.document[sale]!] ?? "",
        reversedAt: minuteText(lines.minute[place]!),
        reversedBy: lines.documents.texts[document]!,
      });
    }
  }
  found.sort((a, b) => b.units - a.units);
  return {
    exactlyReversed: found.length,
    largestReversed: found.slice(0, mostTold),
  };
}

/** A sale of the same minute that stands after the line that takes it back. */
function sameMinute(
  lines: DemandLines,
  own: Int32Array,
  at: number,
  key: string,
): number | undefined {
  const minute = lines.minute[own[at]!];
  for (let i = at + 1; i < own.length; i++) {
    const place = own[i]!;
    if (lines.minute[place] !== minute) return undefined;
    const here = `${lines.customer[place]} ${lines.spelling[place]} ${lines.quantity[place]}`;
    if (here === key) return place;
  }
  return undefined;
}

function minuteText(minute: number): string {
  const day = Math.floor(minute / 1440);
  const within = Math.floor(minute - 1440 * day);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${dayText(day)} ${two(Math.floor(within / 60))}:${two(within % 60)}`;
}
