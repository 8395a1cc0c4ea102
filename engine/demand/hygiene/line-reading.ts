import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute, itemKey } from "./demand-lines.ts";
import { documentKinds } from "./document-series.ts";
import type { CodeShape } from "./item-codes.ts";
import { codeShape, feeReason } from "./item-codes.ts";
import type { LineReading } from "./judged-lines.ts";
import { lineOrder } from "./line-order.ts";
import type { RecordSpan } from "./record-span.ts";

/** Share of lines without a price up to which they are the exception that says "no sale". */
const fewUnpriced = 0.2;

/** Share of an item's days between its first and its last that totals by period fill. */
const denseTotals = 0.6;

/** Share of the distances between days that are one and the same in a list by period. */
const regularGaps = 0.6;

/** Lines of an item, and days of a record, that it takes to tell. */
const fewestTimes = 4;

/** Share of zeros from which a record writes down periods without demand. */
const writtenZeros = 0.01;

/** What a record's lines are, where it is known and need not be found out. */
export interface LineRules {
  /** Each line is a sale (or takes one back), or the total of an item and period. */
  readonly rows?: "sales" | "totals";
  /** Items are written like this, all others are fees and bookings. */
  readonly itemPattern?: RegExp;
  /** Codes that are no items. */
  readonly notItems?: readonly string[];
  /** Lines without a price are sales all the same. */
  readonly unpricedIsDemand?: boolean;
}

/** Finds out what lines are, from the lines themselves. */
export function lineReading(
  lines: DemandLines,
  span: RecordSpan | null,
  rules: LineRules,
): LineReading & { readonly shape: CodeShape | null } {
  const rows = rules.rows ?? rowsFound(lines);
  const shape = codeShape(lines.items.texts.filter((text) => text !== ""));
  const listed = new Set(rules.notItems?.map((code) => itemKey(code)));
  const noItem = lines.items.texts.map((code) =>
    noItemReason(code, shape, listed, rules.itemPattern),
  );
  return {
    rows,
    shape,
    kinds: documentKinds(lines),
    noItem,
    pricesCount: !rules.unpricedIsDemand && pricesTell(lines),
    span,
  };
}

function noItemReason(
  code: string,
  shape: CodeShape | null,
  listed: ReadonlySet<string>,
  pattern: RegExp | undefined,
): string | null {
  if (code === "") return "the line names no item";
  if (listed.has(itemKey(code))) return "named as no item";
  if (pattern) {
    return pattern.test(code) ? null : "it is not written as items are";
  }
  return shape === null || shape.fits(code)
    ? null
    : feeReason(itemKey(code), shape);
}

/** Whether nearly all lines bear a price, so that one without means something. */
function pricesTell({ price }: DemandLines): boolean {
  let given = 0;
  let zero = 0;
  for (const one of price) {
    if (Number.isNaN(one)) continue;
    given++;
    if (one === 0) zero++;
  }
  return given > 0.5 * price.length && zero <= fewUnpriced * given;
}

/**
 * Whether lines are sales or totals by period. Totals name no document, come at regular days,
 * stand there once for each item and day, and nearly every time or with their zeros: a sparse
 * list without zeros is one of sales, whose pauses are zeros.
 */
function rowsFound(lines: DemandLines): "sales" | "totals" {
  const { document, minute, quantity, stages } = lines;
  const named = document.reduce((sum, one) => sum + Number(one >= 0), 0);
  if (named > 0.5 * document.length) return "sales";
  const days = [
    ...new Set(minute.filter((one) => !Number.isNaN(one)).map(dayOfMinute)),
  ].sort((a, b) => a - b);
  if (!regular(days)) return "sales";
  const order = lineOrder(lines, "all");
  const rank = new Map(days.map((day, at) => [day, at]));
  let filled = 0;
  let possible = 0;
  for (let stage = 0; stage < stages.length; stage++) {
    const ranks = Array.from(order.of(stage))
      .filter((place) => order.repeats[place] === 0)
      .map((place) => rank.get(dayOfMinute(minute[place]!)) ?? -1)
      .filter((one) => one >= 0);
    if (ranks.some((one, at) => at > 0 && one === ranks[at - 1]))
      return "sales";
    // One or two lines fill the time between them by themselves.
    if (ranks.length < fewestTimes) continue;
    filled += ranks.length;
    possible += ranks.at(-1)! - ranks[0]! + 1;
  }
  const zeros = quantity.reduce((sum, one) => sum + Number(one === 0), 0);
  const dense = filled > 0 && filled >= denseTotals * possible;
  return dense || zeros >= writtenZeros * quantity.length ? "totals" : "sales";
}

/** Whether most days follow each other at one distance, months being alike. */
function regular(days: readonly number[]): boolean {
  if (days.length < fewestTimes) return false;
  const counts = new Map<number, number>();
  let most = 0;
  for (let at = 1; at < days.length; at++) {
    const gap = days[at]! - days[at - 1]!;
    const alike = gap >= 28 && gap <= 31 ? 28 : gap;
    const count = (counts.get(alike) ?? 0) + 1;
    counts.set(alike, count);
    most = Math.max(most, count);
  }
  return most >= regularGaps * (days.length - 1);
}
