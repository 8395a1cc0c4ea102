import {
  type Connector,
  RefusedError,
  type RowWrite,
  type TargetRow,
} from "../../connectors/connector.ts";
import { sameDecimal } from "../../connectors/mapping/target-decimal.ts";
import { parseProfile } from "../../connectors/profiles/profile.ts";
import { sample } from "../../connectors/profiles/sample.ts";
import type { ContractErp, RawRow } from "../contracts/connector-erp.ts";

interface Row {
  readonly values: Map<string, string | null>;
  version: number;
  writes: number;
}

const columns = {
  safetyStock: "safety_stock",
  reorderPoint: "reorder_point",
  target: "order_up_to",
} as const;

/** The memory twin of the sample ERP: a map that compares, sets and counts as the ERP does. */
export function memoryErp(): ContractErp {
  const rows = new Map<string, Row>();
  const refused = new Set<string>();
  const rowOf = (stageId: string) => {
    const row = rows.get(stageId);
    if (!row) throw new Error(`no row for ${stageId}`);
    return row;
  };
  const set = (row: Row, raw: Partial<RawRow>) => {
    for (const [name, value] of Object.entries(raw))
      row.values.set(columns[name as keyof RawRow], value);
  };
  return {
    name: "memory twin",
    profile: parseProfile(sample),
    open: () => Promise.resolve(connectorOver(rows, refused)),
    async fill(wanted) {
      rows.clear();
      refused.clear();
      for (const [stageId, raw] of Object.entries(wanted)) {
        const row: Row = { values: new Map(), version: 1, writes: 0 };
        set(row, raw);
        rows.set(stageId, row);
      }
    },
    async rawRow(stageId) {
      const { values } = rowOf(stageId);
      return {
        safetyStock: values.get(columns.safetyStock) ?? null,
        reorderPoint: values.get(columns.reorderPoint) ?? null,
        target: values.get(columns.target) ?? null,
      };
    },
    async change(stageId, raw) {
      const row = rowOf(stageId);
      set(row, raw);
      row.version++;
    },
    async remove(stageId) {
      rows.delete(stageId);
    },
    async refuse(stageId) {
      refused.add(stageId);
    },
    writes: (stageId) => Promise.resolve(rowOf(stageId).writes),
    close: () => Promise.resolve(),
  };
}

function connectorOver(
  rows: ReadonlyMap<string, Row>,
  refused: ReadonlySet<string>,
): Connector {
  const target = (stageId: string): TargetRow[] => {
    const row = rows.get(stageId);
    if (!row) return [];
    const [item_no, location] = stageId.split("@") as [string, string];
    const cell = (column: string) => ({
      column,
      value: row.values.get(column) ?? null,
    });
    return [
      {
        stageId,
        entity: "erp_item_location",
        key: { item_no, location },
        version: String(row.version),
        values: {
          safetyStock: cell("safety_stock"),
          reorderPoint: cell("reorder_point"),
          orderUpTo: cell("order_up_to"),
        },
        closedGates: [],
        targetMeaning: "level",
      },
    ];
  };
  const holds = (row: Row, write: RowWrite) =>
    String(row.version) === write.version &&
    write.changes.every(({ column, oldValue }) =>
      sameDecimal(row.values.get(column) ?? null, oldValue),
    );
  return {
    check: () => Promise.resolve({ ok: true, canWrite: true, checks: [] }),
    readSnapshot: () => Promise.reject(new Error("the twin has no snapshot")),
    readTarget: async (stageIds) => stageIds.flatMap(target),
    async compareAndSet(writes) {
      if (writes.some(({ stageId }) => refused.has(stageId)))
        throw new RefusedError("the twin refuses one of these rows");
      const hit: string[] = [];
      for (const write of writes) {
        const row = rows.get(write.stageId);
        if (!row || !holds(row, write)) continue;
        for (const { column, newValue } of write.changes)
          row.values.set(column, newValue);
        row.version++;
        row.writes++;
        hit.push(write.stageId);
      }
      return hit;
    },
    close: () => Promise.resolve(),
  };
}
