import type { Receipt, StageRecord } from "../../engine/contracts/index.ts";

/** A dull, complete stage; the test states only what it is about. */
export function aStage(changes: Partial<StageRecord> = {}): StageRecord {
  const item = changes.item ?? "PUMP";
  const location = changes.location ?? "DC1";
  return {
    id: `${item}@${location}`,
    item,
    location,
    description: "Gear pump",
    unit: "pc",
    unitDecimals: 0,
    unitCost: 40,
    productClass: "pumps",
    echelon: 0,
    serviceTier: "A",
    orderingCost: 50,
    lotSize: 1,
    minOrderQuantity: 1,
    promisedLeadTimeDays: 21,
    vendor: "Vendor 1",
    onHand: 200,
    onOrder: 0,
    current: {
      safetyStock: 60,
      reorderPoint: 150,
      orderUpTo: 300,
      orderQuantity: null,
    },
    demand: { start: "2024-01-01", quantities: weekly() },
    receipts: receipts(),
    ...changes,
  };
}

/** Two years of weekly demand around 30, a fixed pattern. */
export function weekly(scale = 1): number[] {
  return Array.from(
    { length: 104 },
    (_, week) => scale * (30 + ((week * 7) % 11) - 5),
  );
}

/** Twelve receipts, 20 to 31 days after their orders. */
export function receipts(vendor = "Vendor 1"): Receipt[] {
  return Array.from({ length: 12 }, (_, index) => ({
    shipment: `${vendor}-${index}`,
    vendor,
    orderedOn: day(index * 14),
    promisedOn: day(index * 14 + 21),
    receivedOn: day(index * 14 + 20 + ((index * 5) % 12)),
    quantity: 100,
  }));
}

/** A day of 2024 and after, counted from its first. */
export function day(offset: number): string {
  return new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);
}
