import type {
  Finding,
  LinkRecord,
  Receipt,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import { auditSnapshot } from "../../../engine/index.ts";

export const asOf = "2026-11-20";

/** A stage that no rule objects to: 60 weeks of 10, the last of them a week ago. */
export function aStage(change: Partial<StageRecord> = {}): StageRecord {
  const id = change.id ?? "4711@DC1";
  const [item, location] = id.split("@") as [string, string];
  return {
    id,
    item,
    location,
    description: "Gear pump 16 cc/rev",
    unit: "pcs",
    unitDecimals: 0,
    unitCost: 12.5,
    productClass: "Pumps",
    echelon: 0,
    serviceTier: "A",
    orderingCost: 50,
    lotSize: 5,
    minOrderQuantity: 10,
    promisedLeadTimeDays: 14,
    vendor: "Lakeland",
    onHand: 30,
    onOrder: 0,
    current: {
      safetyStock: 20,
      reorderPoint: 40,
      orderUpTo: 80,
      orderQuantity: null,
    },
    // Monday 2025-09-22 + 59 weeks = Monday 2026-11-09.
    demand: { start: "2025-09-22", quantities: new Array<number>(60).fill(10) },
    receipts: [],
    ...change,
  };
}

export function aReceipt(change: Partial<Receipt> = {}): Receipt {
  return {
    shipment: "S1",
    vendor: "Lakeland",
    orderedOn: "2026-01-05",
    promisedOn: "2026-01-19",
    receivedOn: "2026-01-19",
    quantity: 50,
    ...change,
  };
}

export function audit(
  stages: readonly StageRecord[],
  links: readonly LinkRecord[] = [],
  serviceTiers?: readonly string[],
): Finding[] {
  return auditSnapshot({
    stages,
    links,
    period: "week",
    asOf,
    ...(serviceTiers && { serviceTiers }),
  });
}

/** The one finding of a stage that is right but for `change`. */
export function only(
  change: Partial<StageRecord>,
): Pick<Finding, "code" | "examples"> {
  const findings = audit([aStage(change)]);
  expect(findings).toHaveLength(1);
  const { code, examples } = findings[0]!;
  return { code, examples };
}
