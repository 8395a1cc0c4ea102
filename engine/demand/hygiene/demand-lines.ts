import { dayNumber } from "../../units/calendar-bucket.ts";

/** One line of an order, an invoice, a credit note; or the total of one item and period. */
export interface DemandLine {
  /** The record's number, to name it by; counted from 1 when omitted. */
  readonly line?: number;
  readonly item: string;
  readonly location?: string | null | undefined;
  /** When: `YYYY-MM-DD`, with a time of day or without. A zone is not applied: days are local. */
  readonly at: string;
  /** Units; below 0 when they came back. */
  readonly quantity: number;
  /** Money per unit. */
  readonly price?: number | null | undefined;
  /** The order, invoice or credit note that the line stands in. */
  readonly document?: string | null | undefined;
  readonly customer?: string | null | undefined;
  /** The document that this line takes back, where the record says so. */
  readonly reverses?: string | null | undefined;
  /** Whether it was sold on promotion. */
  readonly promoted?: boolean | undefined;
}

/** Names by number, in the order they came. */
export interface Names {
  readonly texts: string[];
  readonly numbers: Map<string, number>;
}

/**
 * Lines kept column by column: half a million of them take some 60 MB. Begun by
 * `demandLines`, filled by `addDemandLine`.
 */
export interface DemandLines {
  readonly exactItems: boolean;
  /** Names each record. */
  readonly line: number[];
  /** Which item at which location: a place in `stages`. */
  readonly stage: number[];
  /** Minutes since 1970-01-01; NaN where there is no such time. */
  readonly minute: number[];
  readonly quantity: number[];
  /** NaN where none is given. */
  readonly price: number[];
  /** Places in `documents`, `customers` and `spellings`; -1 where none is given. */
  readonly document: number[];
  readonly customer: number[];
  readonly reverses: number[];
  readonly spelling: number[];
  readonly promoted: number[];
  /** What stood in the place of a time, where there is none. */
  readonly noTime: Map<number, string>;
  readonly stages: { readonly item: number; readonly location: number }[];
  /** Items under one spelling, and as they were written. */
  readonly items: Names;
  readonly spellings: Names;
  readonly itemOfSpelling: number[];
  readonly locations: Names;
  readonly documents: Names;
  readonly customers: Names;
  readonly stageNumbers: Map<number, number>;
  readonly days: Map<string, number>;
}

/**
 * An empty record, to be filled by `addDemandLine`.
 *
 * @param exactItems - whether items that differ in capitals or blanks only are two
 */
export function demandLines(exactItems = false): DemandLines {
  return {
    exactItems,
    line: [],
    stage: [],
    minute: [],
    quantity: [],
    price: [],
    document: [],
    customer: [],
    reverses: [],
    spelling: [],
    promoted: [],
    noTime: new Map(),
    stages: [],
    items: names(),
    spellings: names(),
    itemOfSpelling: [],
    locations: names(),
    documents: names(),
    customers: names(),
    stageNumbers: new Map(),
    days: new Map(),
  };
}

/** Takes a line into the record. Whatever is wrong with it is judged when it is cleaned. */
export function addDemandLine(lines: DemandLines, line: DemandLine): void {
  const place = lines.line.length;
  const spelling = spelled(lines, line.item);
  const location = numberOf(lines.locations, line.location?.trim() ?? "");
  const minute = minuteOf(line.at, lines.days);
  if (Number.isNaN(minute)) lines.noTime.set(place, line.at);
  lines.line.push(line.line ?? place + 1);
  lines.spelling.push(spelling);
  lines.stage.push(stageOf(lines, lines.itemOfSpelling[spelling]!, location));
  lines.minute.push(minute);
  lines.quantity.push(line.quantity);
  lines.price.push(line.price ?? NaN);
  lines.document.push(named(lines.documents, line.document));
  lines.customer.push(named(lines.customers, line.customer));
  lines.reverses.push(named(lines.documents, line.reverses));
  lines.promoted.push(line.promoted ? 1 : 0);
}

/** Day since 1970-01-01 of a minute. */
export function dayOfMinute(minute: number): number {
  return Math.floor(minute / 1440);
}

function names(): Names {
  return { texts: [], numbers: new Map() };
}

function numberOf({ texts, numbers }: Names, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  const number = texts.push(text) - 1;
  numbers.set(text, number);
  return number;
}

function named(list: Names, text: string | null | undefined): number {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? -1 : numberOf(list, trimmed);
}

function spelled(lines: DemandLines, item: string): number {
  const spelling = numberOf(lines.spellings, item);
  lines.itemOfSpelling[spelling] ??= numberOf(
    lines.items,
    itemKey(item, lines.exactItems),
  );
  return spelling;
}

/** The one spelling of an item. */
export function itemKey(item: string, exact = false): string {
  return exact ? item : item.trim().replace(/\s+/g, " ").toUpperCase();
}

/** An item at a location as one number: 2^26 of each, exact in a double. */
export function stageKey(item: number, location: number): number {
  return item * 67_108_864 + location;
}

function stageOf(lines: DemandLines, item: number, location: number): number {
  const key = stageKey(item, location);
  const known = lines.stageNumbers.get(key);
  if (known !== undefined) return known;
  const stage = lines.stages.push({ item, location }) - 1;
  lines.stageNumbers.set(key, stage);
  return stage;
}

const timeOfDay = /^[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/;

/** Minutes since 1970-01-01, local to who wrote it; NaN when there is no such time. */
function minuteOf(text: string, days: Map<string, number>): number {
  const at = text.trim();
  const first = at.slice(0, 10);
  let day = days.get(first);
  if (day === undefined) {
    day = dayNumber(first) ?? NaN;
    days.set(first, day);
  }
  if (at.length === 10) return day * 1440;
  const time = timeOfDay.exec(at.slice(10));
  if (!time) return NaN;
  const [hours, minutes, seconds] = time.slice(1).map((t) => Number(t ?? 0));
  return hours! < 24 && minutes! < 60
    ? day * 1440 + hours! * 60 + minutes! + seconds! / 60
    : NaN;
}
