import { dayNumber } from "../units/calendar-bucket.ts";

/** One receipt as the ERP recorded it; days are ISO dates, `YYYY-MM-DD`. */
export interface LeadTimeReceipt {
  /** Identifies the shipment: lines of one shipment count once. */
  readonly shipment: string;
  readonly vendor: string | null;
  readonly orderedOn: string | null;
  readonly promisedOn: string | null;
  readonly receivedOn: string | null;
}

/** Why a line does not count. A promise that is no date only costs the promise. */
export type ExclusionReason =
  | "no order date"
  | "no receipt date"
  | "impossible date"
  | "received before ordered"
  | "received on the day of the order"
  | "duplicate shipment";

/** Lines that do not count, and why. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly lines: number;
}

/** One shipment that counts, in calendar days. */
export interface ShipmentTimes {
  /** Order to receipt. */
  readonly days: number;
  /** Order to promise; `null` without a promise. */
  readonly promisedDays: number | null;
  readonly receivedOn: string;
}

/** The shipments that count, and what was left out. */
export interface SortedReceipts {
  readonly shipments: readonly ShipmentTimes[];
  readonly excluded: readonly Exclusion[];
}

/** Separates the receipts that count from those that do not; the first line of a shipment stands for it. */
export function sortReceipts(
  receipts: readonly LeadTimeReceipt[],
): SortedReceipts {
  const seen = new Set<string>();
  const counts = new Map<ExclusionReason, number>();
  const shipments: ShipmentTimes[] = [];
  for (const receipt of receipts) {
    const judged = judge(receipt, seen);
    if (typeof judged === "string") {
      counts.set(judged, (counts.get(judged) ?? 0) + 1);
    } else {
      seen.add(receipt.shipment);
      shipments.push(judged);
    }
  }
  return {
    shipments,
    excluded: [...counts].map(([reason, lines]) => ({ reason, lines })),
  };
}

function judge(
  { shipment, orderedOn, promisedOn, receivedOn }: LeadTimeReceipt,
  seen: ReadonlySet<string>,
): ShipmentTimes | ExclusionReason {
  if (!orderedOn) return "no order date";
  if (!receivedOn) return "no receipt date";
  const ordered = dayNumber(orderedOn);
  const received = dayNumber(receivedOn);
  if (ordered === null || received === null) return "impossible date";
  const days = received - ordered;
  if (days < 0) return "received before ordered";
  if (days === 0) return "received on the day of the order";
  if (seen.has(shipment)) return "duplicate shipment";
  const promised = promisedOn ? dayNumber(promisedOn) : null;
  return {
    days,
    promisedDays: promised === null ? null : promised - ordered,
    receivedOn,
  };
}
