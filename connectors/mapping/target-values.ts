import type {
  PolicyField,
  PolicyValues,
} from "../../engine/contracts/index.ts";
import type { ErpProfile, ProfileField } from "../profiles/profile.ts";
import {
  addDecimal,
  addLastPlace,
  decimalText,
  isDecimal,
  subtractDecimal,
  withScale,
} from "./target-decimal.ts";

/** What a row's target number is. */
export type TargetMeaning = "level" | "quantity" | "none";

export const policyFields = [
  "safetyStock",
  "reorderPoint",
  "orderUpTo",
  "orderQuantity",
] as const satisfies readonly PolicyField[];

/** The target of one row: by profile, or by the row's planning method. */
export function targetMeaning(
  profile: ErpProfile,
  method: string | null,
): TargetMeaning {
  const meaning = profile.targetMeaning;
  if (meaning.kind !== "by-method") return meaning.kind;
  if (method !== null && meaning.level.includes(method)) return "level";
  return method !== null && meaning.quantity.includes(method)
    ? "quantity"
    : "none";
}

/** The fields a write-back sets under this meaning, with their columns. */
export function writtenFields(
  profile: ErpProfile,
  meaning: TargetMeaning,
): readonly (readonly [PolicyField, ProfileField])[] {
  return policyFields.flatMap((name) => {
    const field = profile.fields[name];
    if (!field?.writable) return [];
    if (name === "orderUpTo" && meaning !== "level") return [];
    if (name === "orderQuantity" && meaning !== "quantity") return [];
    return [[name, field] as const];
  });
}

/** One field as the ERP shall hold it, or why it cannot. */
export type ErpValue =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "too-fine"; readonly decimals: number };

/**
 * Our numbers as this ERP stores them: exact texts, its trigger and its target.
 *
 * Our reorder point orders at or below, and holds the safety stock. An ERP that orders
 * below gets one smallest unit more; one that adds the safety stock gets it taken off.
 *
 * @param keptSafety - safety stock that the row holds: what the ERP adds where we write none
 * @returns only the fields that are wanted and written; `too-fine` where a number has
 * more decimals than the unit or the column
 */
export function erpValues(
  profile: ErpProfile,
  wanted: Partial<PolicyValues>,
  unitDecimals: number,
  meaning: TargetMeaning,
  keptSafety: string | null = null,
): Readonly<Partial<Record<PolicyField, ErpValue>>> {
  const ours = (name: PolicyField) => {
    const value = wanted[name] ?? null;
    return value === null ? null : decimalText(value, unitDecimals);
  };
  const given = (name: PolicyField) => (wanted[name] ?? null) !== null;
  const minimum = ours("reorderPoint");
  const result: Partial<Record<PolicyField, ErpValue>> = {};

  for (const [name, field] of writtenFields(profile, meaning)) {
    const derived =
      name === "orderQuantity" &&
      !given(name) &&
      given("orderUpTo") &&
      given("reorderPoint");
    if (!given(name) && !derived) continue;
    let text = ours(name);
    if (derived) {
      const level = ours("orderUpTo");
      text =
        level === null || minimum === null
          ? null
          : subtractDecimal(level, minimum);
    }
    if (text === null) {
      result[name] = { kind: "too-fine", decimals: unitDecimals };
      continue;
    }
    if (name === "reorderPoint") {
      const written = profile.fields.safetyStock?.writable ?? false;
      const safety =
        written && given("safetyStock") ? ours("safetyStock") : keptSafety;
      if (!profile.reorderIncludesSafety && safety !== null)
        text = subtractDecimal(text, safety);
      if (profile.trigger === "lt")
        text = addLastPlace(text, smallestUnit(field, unitDecimals), 1);
    }
    const stored = storedText(field, text);
    result[name] =
      stored === null
        ? { kind: "too-fine", decimals: field.scale }
        : { kind: "value", text: stored };
  }
  return result;
}

/** What the ERP's numbers mean in our words: the inverse of `erpValues`. */
export function policyValuesOf(
  profile: ErpProfile,
  raw: Readonly<Partial<Record<PolicyField, { value: string | null }>>>,
  unitDecimals: number,
  meaning: TargetMeaning,
): PolicyValues {
  const text = (name: PolicyField) => {
    const field = profile.fields[name];
    const value = raw[name]?.value ?? null;
    if (value === null || !isDecimal(value))
      return field && field.nullMeans === "zero" && raw[name] ? "0" : null;
    return value;
  };
  const safety = text("safetyStock");
  let minimum = text("reorderPoint");
  const field = profile.fields.reorderPoint;
  if (minimum !== null && field && profile.trigger === "lt")
    minimum = addLastPlace(minimum, smallestUnit(field, unitDecimals), -1);
  if (minimum !== null && !profile.reorderIncludesSafety && safety !== null)
    minimum = addDecimal(minimum, safety);

  const level = meaning === "level" ? text("orderUpTo") : null;
  const quantity = meaning === "quantity" ? text("orderQuantity") : null;
  return {
    safetyStock: amount(safety),
    reorderPoint: amount(minimum),
    orderUpTo: amount(
      level ??
        (quantity !== null && minimum !== null
          ? addDecimal(minimum, quantity)
          : null),
    ),
    orderQuantity: amount(
      quantity ??
        (level !== null && minimum !== null
          ? subtractDecimal(level, minimum)
          : null),
    ),
  };
}

/** Decimals of the smallest step that both the unit and the column know. */
const smallestUnit = (field: ProfileField, unitDecimals: number) =>
  field.type === "double" ? unitDecimals : Math.min(field.scale, unitDecimals);

/** As short as the unit allows; `null` when the column keeps fewer decimals. */
function storedText(field: ProfileField, text: string): string | null {
  const decimals = text.includes(".") ? (text.split(".")[1]?.length ?? 0) : 0;
  const scale = field.type === "integer" ? 0 : field.scale;
  if (field.type === "double" || decimals <= scale) return text;
  return withScale(text, scale);
}

/** Below zero there is no policy: an ERP that orders below 0 orders when it must, at 0. */
const amount = (text: string | null) =>
  text === null ? null : Math.max(0, Number(text));
