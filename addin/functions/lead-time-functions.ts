import type { LeadTimeStatistics } from "../../engine/index.ts";
import { above, leadTimeStatistics } from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { cellsOf, isBlank, numberOr, said, wordIn } from "./cell-input.ts";

const statistics = [
  "table",
  "mean",
  "deviation",
  "median",
  "p80",
  "p90",
  "p95",
  "late",
  "slip",
  "count",
] as const;

/**
 * Lead time learnt from receipts: how long orders really take, how much that varies, and how promises were kept.
 * @customfunction LEADTIME
 * @param {any[][]} orderedOn Order dates, one for each receipt.
 * @param {any[][]} receivedOn Receipt dates, in the same order.
 * @param {any[][]} [promisedOn] Promised dates, in the same order; blank where nothing was promised.
 * @param {any[][]} [shipment] Shipment numbers, in the same order: lines of one shipment count once.
 * @param {any} [statistic] table (when omitted) for all of them, or one of mean, deviation, median, p80, p90, p95, late, slip, count.
 * @param {any} [daysPerPeriod] Days in one period, to answer in periods: 7 for weeks; 1 when omitted.
 * @returns {any[][]} A table of name and value, or the one number asked for.
 */
export function leadTimeCell(
  orderedOn: unknown[][],
  receivedOn: unknown[][],
  promisedOn?: unknown[][],
  shipment?: unknown[][],
  statistic?: unknown,
  daysPerPeriod?: unknown,
): unknown[][] {
  return inCell(() => {
    const ordered = datesIn("orderedOn", orderedOn);
    const received = datesIn("receivedOn", receivedOn);
    const promised = besides("promisedOn", promisedOn, ordered.length, datesIn);
    const shipments = besides("shipment", shipment, ordered.length, textsIn);
    if (received.length !== ordered.length) {
      throw cellError(
        "invalidValue",
        `receivedOn must have as many cells as orderedOn (${ordered.length}), got ${received.length}`,
      );
    }
    const found = leadTimeStatistics(
      ordered.map((day, index) => ({
        shipment: shipments?.[index] ?? `row ${index + 1}`,
        vendor: null,
        orderedOn: day,
        promisedOn: promised?.[index] ?? null,
        receivedOn: received[index]!,
      })),
    );
    const reversed = ordered.flatMap((day, index) => {
      const receipt = received[index]!;
      return day !== null && receipt !== null && receipt < day
        ? [index + 1]
        : [];
    });
    if (found.leadTimeDays === null) {
      throw cellError("notAvailable", nothingCounts(found, reversed));
    }
    const days = above(
      "daysPerPeriod",
      numberOr("daysPerPeriod", daysPerPeriod, 1),
      0,
    );
    const asked = wordIn("statistic", statistic, statistics, "table");
    const rows = table(found, days, reversed);
    if (asked === "table") return rows.map(({ name, value }) => [name, value]);
    const row = rows.find(({ word }) => word === asked);
    if (row === undefined) {
      throw cellError(
        "notAvailable",
        `${asked} needs promised dates: give them as promisedOn`,
      );
    }
    return [[row.value]];
  });
}

function table(
  found: LeadTimeStatistics,
  days: number,
  reversed: readonly number[],
): readonly {
  readonly word: string;
  readonly name: string;
  readonly value: string | number;
}[] {
  const { leadTimeDays, quantilesDays, promise } = found;
  const left = found.excluded
    .map(({ reason, lines }) => `${lines} ${reason}${where(reason, reversed)}`)
    .join("; ");
  return [
    { word: "count", name: "Receipts", value: found.shipments },
    { word: "mean", name: "Mean", value: leadTimeDays!.mean / days },
    {
      word: "deviation",
      name: "Standard deviation",
      value: leadTimeDays!.deviation / days,
    },
    { word: "median", name: "Median", value: quantilesDays!.p50 / days },
    { word: "p80", name: "80 % within", value: quantilesDays!.p80 / days },
    { word: "p90", name: "90 % within", value: quantilesDays!.p90 / days },
    { word: "p95", name: "95 % within", value: quantilesDays!.p95 / days },
    ...(promise === null
      ? []
      : [
          { word: "late", name: "Late share", value: promise.lateShare },
          {
            word: "slip",
            name: "Mean slip",
            value: promise.meanSlipDays / days,
          },
        ]),
    ...(left === "" ? [] : [{ word: "left", name: "Left out", value: left }]),
  ];
}

function nothingCounts(
  found: LeadTimeStatistics,
  reversed: readonly number[],
): string {
  if (found.lines === 0) return "no receipts were given";
  const reasons = found.excluded
    .map(({ reason, lines }) => `${lines} ${reason}${where(reason, reversed)}`)
    .join("; ");
  return `no receipt counts: ${reasons}`;
}

function where(reason: string, reversed: readonly number[]): string {
  if (reason !== "received before ordered" || reversed.length === 0) return "";
  const shown = reversed.slice(0, 5).join(", ");
  return ` (row ${shown}${reversed.length > 5 ? ", …" : ""})`;
}

/** A second range beside the first; `null` when it was left out. */
function besides<T>(
  name: string,
  range: unknown[][] | undefined,
  length: number,
  read: (name: string, range: unknown[][]) => readonly T[],
): readonly T[] | null {
  if (range === undefined || range === null || isBlank(range)) return null;
  const grid = Array.isArray(range) ? range : [[range]];
  if (grid.every((row) => row.every(isBlank))) return null;
  const values = read(name, grid);
  if (values.length !== length) {
    throw cellError(
      "invalidValue",
      `${name} must have as many cells as orderedOn (${length}), got ${values.length}`,
    );
  }
  return values;
}

function textsIn(name: string, range: unknown[][]): readonly string[] {
  return cellsOf(range).map(({ value, place }) =>
    isBlank(value) ? `${name} ${place}` : String(value),
  );
}

/** Days of Excel's calendar between its day 0 and 1 January 1970. */
const excelEpoch = 25_569;

/** ISO days from date cells: Excel hands dates over as serial numbers. */
function datesIn(name: string, range: unknown[][]): readonly (string | null)[] {
  return cellsOf(range).map(({ value, place }) =>
    isBlank(value) ? null : dateOf(`${name}, ${place}`, value),
  );
}

function dateOf(place: string, value: Cell): string {
  if (typeof value === "number" && value >= 1 && value < 2_958_466) {
    return new Date((Math.floor(value) - excelEpoch) * 86_400_000)
      .toISOString()
      .slice(0, 10);
  }
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value.trim())) {
    return value.trim().slice(0, 10);
  }
  throw cellError(
    "invalidValue",
    `${place} must be a date, got ${said(value)}; write dates as 2025-03-31, or format the cells as dates`,
  );
}
