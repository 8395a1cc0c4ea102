import type { PolicyValues } from "../../engine/contracts/index.ts";
import type { PolicyPatch } from "../client/index.ts";
import { readNumber } from "./format.ts";

/** The fields of a policy that a planner may set, in the order they are read. */
export const overrideFields = [
  ["reorderPoint", "Min"],
  ["orderUpTo", "Max"],
  ["safetyStock", "Safety stock"],
] as const;
export type OverrideField = (typeof overrideFields)[number][0];

/** An override as it stands in the fields. */
export interface OverrideDraft {
  readonly texts: Readonly<Record<OverrideField, string>>;
  readonly reason: string;
}

/** The texts to begin with: what would be written now. */
export function overrideDraftOf(
  chosen: PolicyValues,
  reason: string,
): OverrideDraft {
  const text = (value: number | null) => (value === null ? "" : String(value));
  return {
    texts: {
      reorderPoint: text(chosen.reorderPoint),
      orderUpTo: text(chosen.orderUpTo),
      safetyStock: text(chosen.safetyStock),
    },
    reason,
  };
}

/** Whether anything was typed: an override that was only opened is none. */
export function isTyped(
  draft: OverrideDraft,
  chosen: PolicyValues,
  reason: string,
): boolean {
  const opened = overrideDraftOf(chosen, reason);
  return (
    draft.reason !== opened.reason ||
    overrideFields.some(([field]) => draft.texts[field] !== opened.texts[field])
  );
}

/**
 * What a draft says: the numbers that differ from the recommendation, and what is
 * wrong by field. `values` is null while a number is wrong.
 */
export function readOverride(
  draft: OverrideDraft,
  recommended: PolicyValues,
  unitDecimals: number,
): {
  readonly values: PolicyPatch | null;
  readonly changed: boolean;
  readonly errors: ReadonlyMap<OverrideField | "reason", string>;
} {
  const errors = new Map<OverrideField | "reason", string>();
  const numbers = { ...recommended };
  for (const [field] of overrideFields) {
    const text = draft.texts[field].trim();
    if (text === "" && recommended[field] === null) continue;
    const value = readNumber(text);
    if (value === null || value < 0) {
      errors.set(field, "a number, 0 or more");
    } else if (!hasDecimals(value, unitDecimals)) {
      errors.set(
        field,
        unitDecimals === 0 ? "whole units" : `${unitDecimals} decimals at most`,
      );
    } else numbers[field] = value;
  }
  const { reorderPoint: min, orderUpTo: max, safetyStock } = numbers;
  if (errors.size === 0 && min !== null && max !== null && max < min) {
    errors.set("orderUpTo", "not below min");
  }
  if (
    errors.size === 0 &&
    min !== null &&
    safetyStock !== null &&
    safetyStock > min
  ) {
    errors.set("safetyStock", "not above min");
  }
  const wrongNumbers = errors.size > 0;
  if (draft.reason.trim().length < 3) {
    errors.set("reason", "say why, in three letters or more");
  }
  const values: PolicyPatch = {};
  for (const [field] of overrideFields) {
    if (numbers[field] !== recommended[field]) values[field] = numbers[field];
  }
  const changed = Object.keys(values).length > 0;
  // A min moved alone would take its max along: what is seen is what is kept.
  if (values.reorderPoint !== undefined) values.orderUpTo = max;
  return {
    values: wrongNumbers ? null : values,
    changed,
    errors,
  };
}

function hasDecimals(value: number, decimals: number): boolean {
  return Math.abs(Number(value.toFixed(decimals)) - value) < 1e-9;
}
