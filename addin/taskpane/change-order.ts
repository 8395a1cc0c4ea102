import type { ChangeRow, PolicyField } from "../../engine/contracts/index.ts";

/** The fields of a policy as planners call them; the ERP has a column of its own for each. */
export const fieldNames: Readonly<Record<PolicyField, string>> = {
  reorderPoint: "Min",
  orderUpTo: "Max",
  safetyStock: "Safety stock",
  orderQuantity: "Order quantity",
};

/** In which order the rows of a change set stand. */
export const changeOrders = {
  money: "Most money first",
  more: "Most value added first",
  less: "Most value released first",
  item: "Item and location",
} as const;
export type ChangeOrder = keyof typeof changeOrders;

/** Rows in a new order; rows without a value come last, equal ones by stage id. */
export function orderChanges<
  Row extends Pick<ChangeRow, "stageId" | "valueChange">,
>(rows: readonly Row[], order: ChangeOrder): readonly Row[] {
  const byItem = (a: Row, b: Row) => a.stageId.localeCompare(b.stageId);
  if (order === "item") return [...rows].sort(byItem);
  return [...rows].sort(
    (a, b) => weight(b, order) - weight(a, order) || byItem(a, b),
  );
}

function weight(
  { valueChange }: Pick<ChangeRow, "valueChange">,
  order: Exclude<ChangeOrder, "item">,
): number {
  // Less than any amount of money, and still a number to subtract from.
  if (valueChange === null) return -Number.MAX_VALUE / 2;
  switch (order) {
    case "money":
      return Math.abs(valueChange);
    case "more":
      return valueChange;
    case "less":
      return -valueChange;
  }
}

/** Rows to change whose service the simulation does not confirm: approving them takes a reason. */
export function unconfirmedRows(
  rows: readonly ChangeRow[],
): readonly ChangeRow[] {
  return rows.filter(
    ({ kind, guardrails }) =>
      kind === "change" &&
      guardrails.some(({ code }) => code === "not-confirmed"),
  );
}
