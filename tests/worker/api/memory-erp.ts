import type {
  Connector,
  SnapshotDraft,
  TargetRow,
} from "../../../connectors/connector.ts";
import type { StageRecord } from "../../../engine/contracts/index.ts";

/** An ERP in memory: two shops that sell one item, supplied by one plant. */
export interface MemoryErp {
  readonly connect: () => Promise<Connector>;
  /** Values by stage and column, as exact texts. */
  readonly rows: Map<string, Record<string, string>>;
  /** Writes that reached the ERP, by stage. */
  readonly writes: Map<string, number>;
  /** Back to the first values; what was written so far is forgotten. */
  readonly reset: () => void;
  /** While set, reading a snapshot waits for it or for the job's end. */
  gate: Promise<void> | null;
}

const columns = {
  safetyStock: "safety_stock",
  reorderPoint: "reorder_point",
  orderUpTo: "order_up_to",
} as const;

/** Forty weeks around 100, the same every time. */
const demand = Array.from(
  { length: 40 },
  (_, week) => 100 + ((week * 37) % 41),
);

export function memoryErp(): MemoryErp {
  const stages = ["PLANT", "SHOP-A", "SHOP-B"].map((location, index) =>
    aStage(location, index === 0 ? null : demand.map((units) => units * index)),
  );
  const rows = new Map<string, Record<string, string>>();
  const writes = new Map<string, number>();
  const erp: MemoryErp = {
    rows,
    writes,
    gate: null,
    reset: () => {
      writes.clear();
      for (const { id } of stages) {
        rows.set(id, {
          safety_stock: "50.000000",
          reorder_point: "200.000000",
          order_up_to: "400.000000",
          row_version: "1",
        });
      }
    },
    connect: async () => ({
      check: async () => ({ ok: true, canWrite: true, checks: [] }),
      readSnapshot: async ({ signal }) => {
        if (erp.gate) await Promise.race([erp.gate, aborted(signal)]);
        return draftOf(stages);
      },
      readTarget: async (ids) =>
        ids.flatMap((id) => {
          const row = rows.get(id);
          return row ? [targetOf(id, row)] : [];
        }),
      compareAndSet: async (all) => {
        const hit: string[] = [];
        for (const { stageId, version, changes } of all) {
          const row = rows.get(stageId);
          const same =
            row?.["row_version"] === version &&
            changes.every(({ column, oldValue }) => row[column] === oldValue);
          if (!row || !same) continue;
          for (const { column, newValue } of changes) row[column] = newValue!;
          row["row_version"] = String(Number(row["row_version"]) + 1);
          writes.set(stageId, (writes.get(stageId) ?? 0) + 1);
          hit.push(stageId);
        }
        return hit;
      },
      close: async () => undefined,
    }),
  };
  erp.reset();
  return erp;
}

function targetOf(id: string, row: Record<string, string>): TargetRow {
  const [item, location] = id.split("@") as [string, string];
  return {
    stageId: id,
    entity: "erp_item_location",
    key: { item_no: item, location },
    version: row["row_version"]!,
    values: Object.fromEntries(
      Object.entries(columns).map(([field, column]) => [
        field,
        { column, value: row[column]! },
      ]),
    ),
    closedGates: [],
  };
}

function draftOf(stages: readonly StageRecord[]): SnapshotDraft {
  return {
    profile: "sample",
    currency: "EUR",
    period: "week",
    taxonomyVersion: "1",
    stages,
    links: [
      { from: "PUMP@PLANT", to: "PUMP@SHOP-A", units: 1 },
      { from: "PUMP@PLANT", to: "PUMP@SHOP-B", units: 1 },
    ],
    findings: [],
  };
}

function aStage(location: string, quantities: number[] | null): StageRecord {
  return {
    id: `PUMP@${location}`,
    item: "PUMP",
    location,
    description: "Gear pump",
    unit: "pcs",
    unitDecimals: 0,
    unitCost: 12,
    productClass: "Pumps",
    echelon: quantities ? 0 : 1,
    serviceTier: "A",
    orderingCost: 20,
    lotSize: 1,
    minOrderQuantity: null,
    promisedLeadTimeDays: 14,
    vendor: quantities ? null : "ACME",
    onHand: 300,
    onOrder: 0,
    current: {
      safetyStock: 50,
      reorderPoint: 200,
      orderUpTo: 400,
      orderQuantity: 200,
    },
    demand: quantities && { start: "2026-02-02", quantities },
    receipts: [],
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}
