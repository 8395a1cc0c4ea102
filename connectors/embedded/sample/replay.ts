import { bucketAfter, dayText } from "../../mapping/bucket.ts";
import { weeks } from "./demand.ts";
import type { Draws } from "./draws.ts";
import type { Lane } from "./places.ts";
import type { ReceiptRow } from "./rows.ts";

/** The rule that the replay follows: at or below `min`, order up to `max` in whole lots. */
export interface ReplayRule {
  readonly min: number;
  readonly max: number;
  readonly lot: number;
  readonly minOrder: number;
}

export interface Replayed {
  readonly onHand: number;
  readonly onOrder: number;
  readonly orders: readonly {
    readonly week: number;
    readonly quantity: number;
    readonly shipment: Shipment;
  }[];
}

/** One delivery: all lines of one lane that were ordered in the same week come together. */
export interface Shipment {
  readonly number: string;
  /** Days from the start of the history. */
  readonly ordered: number;
  readonly promised: number;
  readonly received: number;
}

/** Orders are placed on Fridays. */
const orderDay = 4;

/** Two years of one stage, week by week; whatever is wanted is shipped, later when short. */
export function replay(
  wanted: readonly number[],
  rule: ReplayRule,
  shipmentOf: (week: number) => Shipment,
): Replayed {
  const arriving = new Array<number>(weeks).fill(0);
  const orders: { week: number; quantity: number; shipment: Shipment }[] = [];
  let stock = rule.max;
  let onOrder = 0;
  for (let week = 0; week < weeks; week++) {
    stock += arriving[week]! - wanted[week]!;
    onOrder -= arriving[week]!;
    if (stock + onOrder > rule.min) continue;
    const missing = Math.max(rule.max - stock - onOrder, rule.minOrder);
    const quantity = Math.ceil(missing / rule.lot - 1e-9) * rule.lot;
    if (!(quantity > 0)) continue;
    const shipment = shipmentOf(week);
    orders.push({ week, quantity, shipment });
    onOrder += quantity;
    const arrival = Math.max(week + 1, Math.floor(shipment.received / 7));
    if (arrival < weeks) arriving[arrival]! += quantity;
  }
  return { onHand: Math.max(0, stock), onOrder, orders };
}

/** Hands out one shipment per lane, place and week. */
export function shipments(
  random: Draws,
): (lane: Lane, to: string, week: number) => Shipment {
  const known = new Map<string, Shipment>();
  let count = 0;
  return (lane, to, week) => {
    const key = `${lane.name}|${to}|${week}`;
    let shipment = known.get(key);
    if (shipment === undefined) {
      const ordered = week * 7 + orderDay;
      const promised = workday(ordered + lane.promisedDays);
      const received = Math.max(ordered + 1, promised + slip(lane, random));
      const number = `SH-${100_000 + ++count}`;
      shipment = { number, ordered, promised, received: workday(received) };
      known.set(key, shipment);
    }
    return shipment;
  };
}

/** Days after the promised day: none mostly, a few before it, a long tail after it. */
function slip(lane: Lane, random: Draws): number {
  const place = random.uniform();
  if (place < lane.early) {
    return -Math.round(random.lognormal(0.05 * lane.promisedDays, 0.8));
  }
  if (place < lane.early + lane.late) {
    return Math.max(
      1,
      Math.round(random.lognormal(0.12 * lane.promisedDays + 1, 1.1)),
    );
  }
  return 0;
}

/** Weeks start on Monday; nothing arrives on Saturday or Sunday. */
function workday(day: number): number {
  const weekday = day % 7;
  return weekday >= 5 ? day + 7 - weekday : day;
}

/** Receipt lines of one stage, those that had arrived by the end. */
export function receiptRows(
  stage: {
    readonly itemNo: string;
    readonly location: string;
    readonly vendor: string | null;
  },
  orders: Replayed["orders"],
  firstDay: number,
): ReceiptRow[] {
  const day = (offset: number) => dayText(firstDay + offset);
  const lastDay = bucketAfter(0, "week", weeks);
  return orders
    .filter(({ shipment }) => shipment.received < lastDay)
    .map(({ shipment, quantity }) => ({
      shipmentNo: shipment.number,
      ...stage,
      orderedOn: day(shipment.ordered),
      promisedOn: day(shipment.promised),
      receivedOn: day(shipment.received),
      quantity,
    }));
}
