import type { Connector } from "../../connectors/connector.ts";
import { sameDecimal } from "../../connectors/mapping/target-decimal.ts";
import type { ErpProfile } from "../../connectors/profiles/profile.ts";
import type { PolicyNumbers } from "./connector-runs.ts";

/** Exact texts of one ERP row, in the ERP's own meaning. */
export interface RawRow {
  readonly safetyStock: string | null;
  readonly reorderPoint: string | null;
  /** The level or the quantity, as the profile says. */
  readonly target: string | null;
}

/** An ERP that the suite may fill, disturb and question behind the connector's back. */
export interface ContractErp {
  readonly name: string;
  readonly profile: ErpProfile;
  /** A connector of its own for each call, all on the same rows. */
  open(): Promise<Connector>;
  /** Exactly these rows and no others, by stage id; counts start at 0, nothing is refused. */
  fill(rows: Readonly<Record<string, RawRow>>): Promise<void>;
  rawRow(stageId: string): Promise<RawRow>;
  /** Somebody else's edit, version moved on. */
  change(stageId: string, raw: Partial<RawRow>): Promise<void>;
  remove(stageId: string): Promise<void>;
  /** From now on the ERP refuses every update of this row. */
  refuse(stageId: string): Promise<void>;
  /** How often the row was written, as the ERP's own audit trigger counted. */
  writes(stageId: string): Promise<number>;
  close(): Promise<void>;
}

export const ids = [
  "4711@DC1",
  "4712@DC1",
  "4713@DC1",
  "PUMP 9/b@DC2",
] as const;

/** safety stock 5, min 20, max 50 in our words, whatever the ERP calls them. */
export const before: PolicyNumbers = {
  safetyStock: 5,
  reorderPoint: 20,
  orderUpTo: 50,
};
export const after: PolicyNumbers = {
  safetyStock: 8,
  reorderPoint: 25,
  orderUpTo: 65,
};

/** Our numbers as this ERP must hold them, written out by hand for each kind of profile. */
export function rawOf(profile: ErpProfile, numbers: PolicyNumbers): RawRow {
  const decimals = 3;
  const { safetyStock, reorderPoint, orderUpTo } = numbers;
  const integral = [safetyStock, reorderPoint, orderUpTo].every(
    (n) => Math.abs(n - Math.round(n)) < 1e-9,
  );
  const step = integral ? 1 : 0.001;
  const min =
    reorderPoint -
    (profile.reorderIncludesSafety ? 0 : safetyStock) +
    (profile.trigger === "lt" ? step : 0);
  const target =
    profile.targetMeaning.kind === "quantity"
      ? orderUpTo - reorderPoint
      : orderUpTo;
  return {
    safetyStock: profile.fields.safetyStock
      ? safetyStock.toFixed(decimals)
      : null,
    reorderPoint: min.toFixed(decimals),
    target: target.toFixed(decimals),
  };
}

/** How often each row was written, by the ERP's own count. */
export const writesByRow = (erp: ContractErp) =>
  Promise.all(ids.map((stageId) => erp.writes(stageId)));

/** Expects the ERP's row to hold our numbers, in the ERP's meaning. */
export async function expectRowOf(
  erp: ContractErp,
  stageId: string,
  numbers: PolicyNumbers,
): Promise<void> {
  const raw = await erp.rawRow(stageId);
  const wanted = rawOf(erp.profile, numbers);
  for (const name of ["safetyStock", "reorderPoint", "target"] as const) {
    if (wanted[name] === null || sameDecimal(raw[name], wanted[name])) continue;
    expect({ stageId, [name]: raw[name] }).toEqual({
      stageId,
      [name]: wanted[name],
    });
  }
}
