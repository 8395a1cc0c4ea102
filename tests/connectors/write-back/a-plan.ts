import type { TargetRow } from "../../../connectors/connector.ts";
import {
  parseProfile,
  type ErpProfileInput,
} from "../../../connectors/profiles/profile.ts";
import { sample } from "../../../connectors/profiles/sample.ts";
import {
  planChanges,
  type PlanInput,
  type WantedRow,
} from "../../../connectors/write-back/plan.ts";

/** A row the planner wants, dull but complete. */
export const wanted = (changes: Partial<WantedRow> = {}): WantedRow => ({
  stageId: "PUMP@DC1",
  values: { safetyStock: 8, reorderPoint: 25, orderUpTo: 65 },
  unitDecimals: 0,
  lotSize: null,
  unitCost: 10,
  overridden: false,
  overrideReason: null,
  snapshotValues: null,
  ...changes,
});

/** The ERP's row for it. */
export const target = (
  values: Record<string, string | null> = {},
  changes: Partial<TargetRow> = {},
): TargetRow => ({
  stageId: "PUMP@DC1",
  entity: "erp_item_location",
  key: { item_no: "PUMP", location: "DC1" },
  version: "7",
  values: Object.fromEntries(
    Object.entries({
      safetyStock: "5",
      reorderPoint: "20",
      orderUpTo: "50",
      orderQuantity: "30",
      ...values,
    }).map(([field, value]) => [field, { column: field, value }]),
  ),
  closedGates: [],
  targetMeaning: "level",
  ...changes,
});

/** Plans under the sample profile. */
export const plan = (
  rows: readonly WantedRow[],
  targets: readonly TargetRow[],
  profile: Partial<ErpProfileInput> = {},
  changes: Partial<PlanInput> = {},
) =>
  planChanges({
    rows,
    targets,
    profile: parseProfile({ ...sample, ...profile }),
    maxChange: 5,
    snapshotAgeHours: 2,
    ...changes,
  });

/** The only row of a plan. */
export const one = (...args: Parameters<typeof plan>) => {
  const [row] = plan(...args);
  if (!row) throw new Error("no row was planned");
  return row;
};
