import { dayNumber, dayText } from "../../mapping/bucket.ts";
import type { Draws } from "./draws.ts";
import { plant } from "./places.ts";
import type { DemandSeries, ErpRows, ItemLocationRow } from "./rows.ts";

/** Puts in what every real ERP holds, a few of each, for the audit to find. */
export function addDirt(rows: ErpRows, random: Draws): ErpRows {
  const places = random.shuffled(rows.itemLocations);
  // Each row is spoilt once at most, so that a finding shows its own cause only.
  const take = (count: number, fits: (row: ItemLocationRow) => boolean) => {
    const taken: ItemLocationRow[] = [];
    for (let i = 0; i < places.length && taken.length < count;) {
      if (fits(places[i]!)) taken.push(...places.splice(i, 1));
      else i++;
    }
    return taken;
  };
  const series = new Map(
    rows.demand.map((one) => [`${one.itemNo}@${one.location}`, one]),
  );
  const seriesOf = (row: ItemLocationRow) =>
    series.get(`${row.itemNo}@${row.location}`)!;
  const isBranch = (row: ItemLocationRow) => row.echelon === 0;
  const isBusy = (row: ItemLocationRow) =>
    isBranch(row) &&
    seriesOf(row).quantities.filter((q) => (q ?? 0) > 2).length > 60;

  for (const row of take(4, isBranch)) row.unitCost = null;
  for (const row of take(2, isBranch)) row.unitCost = 0;
  for (const row of take(4, isBranch)) row.serviceTier = null;
  for (const row of take(2, isBranch)) row.serviceTier = "X";
  for (const row of take(3, ({ echelon }) => echelon === 1))
    row.leadTimeDays = 0;
  for (const row of take(
    3,
    ({ orderUpTo, reorderPoint }) => orderUpTo > reorderPoint,
  )) {
    [row.reorderPoint, row.orderUpTo] = [row.orderUpTo, row.reorderPoint];
  }
  for (const row of take(3, ({ lotSize }) => lotSize > 1)) {
    row.minOrderQty = row.lotSize + Math.ceil(row.lotSize / 2);
  }
  for (const row of take(1, ({ itemNo }) => itemNo.startsWith("VLV")))
    row.onHand += 0.5;
  for (const row of take(3, isBusy)) spike(seriesOf(row), random);
  for (const row of take(3, isBusy)) returned(seriesOf(row), random);
  for (const row of take(2, isBranch)) seriesOf(row).quantities.fill(0);
  for (const row of take(5, isBusy)) die(row, seriesOf(row), random);

  const received = new Map<string, number>();
  for (const { itemNo, location } of rows.receipts) {
    const id = `${itemNo}@${location}`;
    received.set(id, (received.get(id) ?? 0) + 1);
  }
  const slow = take(
    6,
    (row) =>
      row.location === plant &&
      row.vendor !== null &&
      (row.leadTimeDays ?? 0) > 60 &&
      (received.get(`${row.itemNo}@${row.location}`) ?? 0) >= 10,
  );
  // Never updated since the supplier was next door.
  for (const row of slow) row.leadTimeDays = 14;

  return { ...rows, receipts: dirtyReceipts(rows, random) };
}

/** One order typed with 50 times the quantity. */
function spike({ quantities }: DemandSeries, random: Draws): void {
  const busy = [...quantities.keys()].filter(
    (week) => (quantities[week] ?? 0) > 1,
  );
  quantities[random.pick(busy)]! *= 50;
}

/** A return booked as demand. */
function returned({ quantities }: DemandSeries, random: Draws): void {
  quantities[random.integer(10, quantities.length - 5)] = -random.integer(2, 9);
}

/** Demand that stopped more than a year ago, and the stock that stayed. */
function die(
  row: ItemLocationRow,
  { quantities }: DemandSeries,
  random: Draws,
): void {
  const last = quantities.length - random.integer(56, 70);
  quantities.fill(0, last);
  row.onHand = Math.max(row.onHand, row.orderUpTo, 5);
}

function dirtyReceipts(
  { receipts }: ErpRows,
  random: Draws,
): ErpRows["receipts"] {
  const swapped = new Set<number>();
  while (swapped.size < 5) swapped.add(random.integer(0, receipts.length - 1));
  for (const index of swapped) {
    const receipt = receipts[index]!;
    [receipt.orderedOn, receipt.receivedOn] = [
      receipt.receivedOn,
      receipt.orderedOn,
    ];
  }
  const again = Array.from({ length: 12 }, () => ({
    ...random.pick(receipts),
  }));
  const sameDay = random.pick(receipts);
  sameDay.orderedOn = dayText(dayNumber(sameDay.receivedOn)!);
  return [...receipts, ...again];
}
