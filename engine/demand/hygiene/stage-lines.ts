import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute } from "./demand-lines.ts";
import type { LineReading } from "./judged-lines.ts";
import { judged } from "./judged-lines.ts";
import type { LineOrder } from "./line-order.ts";
import type { ItemOrder } from "./one-off-orders.ts";
import { oneOffOrders } from "./one-off-orders.ts";
import type { RecordSpan } from "./record-span.ts";
import type { RepairKind } from "./repair.ts";
import { reversalsOf } from "./reversals.ts";
import type { Worksheet } from "./worksheet.ts";
import { addUnits, isUnits, setPeriods, shown } from "./worksheet.ts";

/** The lines of one stage at work. */
export interface StageWork {
  readonly lines: DemandLines;
  readonly reading: LineReading & { readonly span: RecordSpan };
  readonly sheet: Worksheet;
  /** Bucket of a line in the history of its stage. */
  readonly bucket: (place: number) => number;
}

/** Raw sums of a stage by bucket, from its first line to the last bucket of the record. */
export function rawBuckets(
  lines: DemandLines,
  places: Int32Array,
  { rows, span }: LineReading & { readonly span: RecordSpan },
): { readonly first: number; readonly raw: (number | null)[] } {
  const sums = new Map<number, number>();
  let first = span.buckets;
  for (const place of places) {
    const day = dayOfMinute(lines.minute[place]!);
    const units = lines.quantity[place]!;
    if (!(day >= span.firstDay && day <= span.lastDay)) continue;
    if (!isUnits(units)) continue;
    const bucket = span.bucketOf(day);
    first = Math.min(first, bucket);
    sums.set(bucket, (sums.get(bucket) ?? 0) + units);
  }
  const raw = Array.from({ length: span.buckets - first }, (_, i) => {
    const bucket = first + i;
    const silent = rows === "totals" || span.closed[bucket] ? null : 0;
    return sums.get(bucket) ?? silent;
  });
  return { first, raw };
}

/** Judges the lines of one stage, and repairs its worksheet by what they are. */
export function repairLines(
  work: StageWork,
  places: Int32Array,
  repeats: LineOrder["repeats"],
): readonly number[] {
  const { lines, reading, sheet } = work;
  const kept: number[] = [];
  const noItem: number[] = [];
  for (const place of places) {
    const verdict = judged(lines, place, reading);
    if (verdict?.kind === "not-an-item") noItem.push(place);
    else if (verdict) leaveOut(work, place, verdict.kind, verdict.reason);
    else if (repeats[place] === 1) {
      leaveOut(
        work,
        place,
        "duplicate",
        `repeats an earlier line to the last cell: ${said(lines, place)}`,
      );
    } else kept.push(place);
  }
  if (noItem.length > 0) {
    const item = lines.stages[lines.stage[noItem[0]!]!]!.item;
    setPeriods(
      sheet,
      {
        kind: "not-an-item",
        lines: noItem.map((place) => lines.line[place]!),
        reason: reading.noItem[item]!,
      },
      sheet.values.map((_, period) => [period, null] as const),
    );
  }
  if (reading.rows === "totals") return kept;
  repairSpelling(work, kept);
  const left = takeBack(work, kept);
  separateOneOffs(work, kept, left);
  return kept.filter((place) => lines.quantity[place]! > 0);
}

function leaveOut(
  work: StageWork,
  place: number,
  kind: RepairKind,
  reason: string,
): void {
  const { lines, sheet } = work;
  const counts = kind !== "impossible-date" && kind !== "not-a-number";
  addUnits(
    sheet,
    { kind, reason, lines: [lines.line[place]!] },
    counts ? [[work.bucket(place), -lines.quantity[place]!]] : [],
  );
}

/** Names the lines that write the item in another way than most do. */
function repairSpelling(
  { lines, sheet }: StageWork,
  kept: readonly number[],
): void {
  const others = kept.filter(
    (place) => lines.spellings.texts[lines.spelling[place]!] !== sheet.item,
  );
  if (others.length === 0) return;
  const written = new Set(
    others.map((place) => lines.spellings.texts[lines.spelling[place]!]!),
  );
  addUnits(
    sheet,
    {
      kind: "spelling",
      lines: others.map((place) => lines.line[place]!),
      reason: `written ${[...written].map((text) => `"${text}"`).join(", ")} too: one item`,
    },
    [],
  );
}

/** Nets what came back against what it was sold as; answers what is left of each sale. */
function takeBack(
  { lines, reading, sheet, bucket }: StageWork,
  kept: readonly number[],
): ReadonlyMap<number, number> {
  const left = new Map<number, number>();
  for (const place of kept) {
    const units = lines.quantity[place]!;
    if (units > 0) left.set(place, units);
  }
  for (const { line, taken, whole, unmatched } of reversalsOf(
    lines,
    kept,
    left,
  )) {
    const back = -lines.quantity[line]!;
    const at = bucket(line);
    const document = lines.document[line]!;
    const cancels =
      document >= 0 && reading.kinds[document] === "cancellations";
    if (taken.length > 0) {
      const netted = back - unmatched;
      addUnits(
        sheet,
        {
          kind: whole || cancels ? "cancellation" : "return",
          lines: [line, ...taken.map((one) => one.line)].map(
            (place) => lines.line[place]!,
          ),
          reason: `${said(lines, line)} takes back ${shown(netted)} of ${taken.map((one) => said(lines, one.line)).join(", ")}: netted where ${taken.length === 1 ? "it was" : "they were"} sold`,
        },
        [
          [at, netted],
          ...taken.map((one) => [bucket(one.line), -one.units] as const),
        ],
      );
    }
    if (unmatched > 0) {
      addUnits(
        sheet,
        {
          kind: "unmatched-return",
          lines: [lines.line[line]!],
          reason: `${said(lines, line)} takes back ${unmatched < back ? `${shown(unmatched)} more than was` : "what was not"} sold before in the record: left out`,
        },
        [[at, unmatched]],
      );
    }
  }
  return left;
}

function separateOneOffs(
  { lines, sheet, bucket }: StageWork,
  kept: readonly number[],
  left: ReadonlyMap<number, number>,
): void {
  const orders = new Map<number, ItemOrder & { readonly places: number[] }>();
  for (const place of kept) {
    const units = left.get(place) ?? 0;
    if (units <= 0) continue;
    const document = lines.document[place]!;
    // Lines without a document are orders of their own.
    const key = document >= 0 ? document : -1 - place;
    const known = orders.get(key);
    orders.set(key, {
      units: (known?.units ?? 0) + units,
      customer: lines.customer[place]!,
      places: known ? [...known.places, place] : [place],
    });
  }
  const all = [...orders.values()];
  const { places, usual } = oneOffOrders(all);
  for (const at of places) {
    const order = all[at]!;
    const customer = lines.customers.texts[order.customer];
    addUnits(
      sheet,
      {
        kind: "one-off",
        lines: order.places.map((place) => lines.line[place]!),
        reason: `an order of ${shown(order.units)}${customer === undefined ? "" : ` from customer ${customer}`} (${said(lines, order.places[0]!)}), where ${shown(usual)} is usual: known demand, not what others will order`,
      },
      order.places.map((place) => [bucket(place), -left.get(place)!]),
    );
  }
}

/** A line as people find it: its units, day and document. */
function said(lines: DemandLines, place: number): string {
  const document = lines.documents.texts[lines.document[place]!];
  const units = shown(Math.abs(lines.quantity[place]!));
  const day = new Date(lines.minute[place]! * 60_000).toISOString();
  const where = document === undefined ? `line ${lines.line[place]}` : document;
  return `${units} on ${day.slice(0, 10)} in ${where}`;
}
