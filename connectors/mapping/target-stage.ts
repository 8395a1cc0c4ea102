import type { StageRecord } from "../../engine/contracts/index.ts";
import type { SourceRow } from "../write-back/source-statement.ts";
import type { Findings } from "./target-findings.ts";

/** One row of the stages source as a stage without history; `null` when it names none. */
export function draftStage(
  row: SourceRow,
  source: string,
  place: number,
  findings: Findings,
): StageRecord | null {
  const item = row["item"]?.trim() ?? "";
  const location = row["location"]?.trim() ?? "";
  for (const [field, value] of [
    ["item", item],
    ["location", location],
  ] as const) {
    if (value !== "" && !value.includes("@")) continue;
    findings.add(
      "error",
      source,
      place,
      field,
      value === ""
        ? `${field} is empty: the row is left out`
        : `${field} must not hold an @, got "${value}": the row is left out`,
    );
    return null;
  }
  const number = (field: string) => findings.number(row, field, source, place);
  const whole = (field: string, least: number, most: number) => {
    const value = number(field);
    if (
      value === null ||
      (Number.isInteger(value) && value >= least && value <= most)
    )
      return value;
    findings.add(
      "warning",
      source,
      place,
      field,
      `${field} must be a whole number from ${least} to ${most}, got ${value}: left empty`,
    );
    return null;
  };
  return {
    id: `${item}@${location}`,
    item,
    location,
    description: row["description"] ?? item,
    unit: row["unit"] ?? "pcs",
    unitDecimals: whole("unitDecimals", 0, 6) ?? 0,
    unitCost: number("unitCost"),
    productClass: row["productClass"] ?? null,
    echelon: whole("echelon", 0, 99),
    serviceTier: row["serviceTier"] ?? null,
    orderingCost: number("orderingCost"),
    lotSize: number("lotSize"),
    minOrderQuantity: number("minOrderQuantity"),
    promisedLeadTimeDays: number("promisedLeadTimeDays"),
    vendor: row["vendor"] ?? null,
    onHand: number("onHand"),
    onOrder: number("onOrder"),
    current: {
      safetyStock: null,
      reorderPoint: null,
      orderUpTo: null,
      orderQuantity: null,
    },
    demand: null,
    receipts: [],
  };
}
