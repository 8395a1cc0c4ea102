import type {
  FieldChange,
  Guardrail,
  PolicyField,
  PolicyValues,
} from "../../engine/contracts/index.ts";
import type { TargetRow } from "../connector.ts";
import {
  compareDecimal,
  decimalText,
  isDecimal,
  isMultiple,
} from "../mapping/target-decimal.ts";
import type { ErpValue } from "../mapping/target-values.ts";
import type { ErpProfile } from "../profiles/profile.ts";

/** What one row is judged by. */
export interface GuardedRow {
  readonly profile: ErpProfile;
  readonly target: TargetRow;
  readonly wanted: Partial<PolicyValues>;
  readonly values: Readonly<Partial<Record<PolicyField, ErpValue>>>;
  readonly changes: readonly FieldChange[];
  readonly unit: { readonly decimals: number; readonly lotSize: number | null };
  /** A person has decided on this number and said why. */
  readonly overridden: boolean;
  /** Largest change of one field, as a fraction of the old value. */
  readonly maxChange: number;
  readonly snapshot: {
    readonly ageHours: number;
    readonly maxAgeHours: number;
  };
}

/** The fields as people call them. */
export const fieldLabels: Readonly<Record<PolicyField, string>> = {
  safetyStock: "safety stock",
  reorderPoint: "min",
  orderUpTo: "max",
  orderQuantity: "order quantity",
};

/** Everything that speaks against writing the row; `block` stops it, `warn` is shown. */
export function guardrails(row: GuardedRow): readonly Guardrail[] {
  return [
    ...tooFine(row),
    ...belowZero(row),
    ...minAboveMax(row),
    ...lotMultiple(row),
    ...maxChange(row),
    ...stale(row),
    ...gates(row),
  ];
}

const block = (code: Guardrail["code"], message: string): Guardrail => ({
  code,
  severity: "block",
  message,
});

function* tooFine({ values, wanted, unit }: GuardedRow): Generator<Guardrail> {
  for (const [name, value] of entries(values))
    if (value.kind === "too-fine")
      yield block(
        "unit-decimals",
        value.decimals < unit.decimals
          ? `the ERP keeps ${value.decimals} decimals of ${fieldLabels[name]}, got ${wanted[name]}`
          : `the unit allows ${unit.decimals} decimals, got ${fieldLabels[name]} ${wanted[name]}`,
      );
}

function* belowZero({ values }: GuardedRow): Generator<Guardrail> {
  for (const [name, value] of entries(values))
    if (value.kind === "value" && compareDecimal(value.text, "0") < 0)
      yield block(
        "below-zero",
        `${fieldLabels[name]} must be at least 0, got ${value.text}`,
      );
}

/** Our own rule, and the rules that the ERP's screens would check but its tables do not. */
function* minAboveMax(row: GuardedRow): Generator<Guardrail> {
  const { wanted, profile } = row;
  const { reorderPoint: min = null, orderUpTo: max = null } = wanted;
  if (min !== null && max !== null && min > max) {
    yield block("min-above-max", `min ${min} is above max ${max}`);
    return;
  }
  for (const invariant of profile.invariants) {
    if (invariant.rule !== "at-most") continue;
    const low = after(row, invariant.low);
    const high = after(row, invariant.high);
    if (low !== null && high !== null && compareDecimal(low, high) > 0)
      yield block(
        "min-above-max",
        `the ERP would hold ${invariant.low} ${low} above ${invariant.high} ${high}`,
      );
  }
}

/** What the ERP's field will hold: the new value, or the one it keeps. */
function after({ values, target }: GuardedRow, field: string): string | null {
  const value = values[field as PolicyField];
  if (value) return value.kind === "value" ? value.text : null;
  const kept = target.values[field as PolicyField]?.value ?? null;
  return kept !== null && isDecimal(kept) ? kept : null;
}

function* lotMultiple(row: GuardedRow): Generator<Guardrail> {
  const { lotSize } = row.unit;
  const quantity = row.wanted.orderQuantity ?? null;
  if (lotSize === null || lotSize <= 0 || quantity === null) return;
  const text = decimalText(quantity, row.unit.decimals);
  if (text === null || isMultiple(text, String(lotSize))) return;
  yield {
    code: "lot-multiple",
    // Where the ERP orders up to a level it rounds each order itself.
    severity: row.values.orderQuantity ? "block" : "warn",
    message: `order quantity ${quantity} is no multiple of the lot size ${lotSize}`,
  };
}

function* maxChange(row: GuardedRow): Generator<Guardrail> {
  for (const { field, oldValue, newValue } of row.changes) {
    if (oldValue === null || newValue === null || !isDecimal(oldValue))
      continue;
    const [before, then] = [Number(oldValue), Number(newValue)];
    if (before === 0) continue;
    const change = Math.abs(then - before) / Math.abs(before);
    if (change <= row.maxChange) continue;
    yield {
      code: "max-change",
      severity: row.overridden ? "warn" : "block",
      message: `${fieldLabels[field]} changes by ${percent(change)} from ${oldValue} to ${newValue}; the limit is ${percent(row.maxChange)}`,
    };
  }
}

function* stale({ snapshot }: GuardedRow): Generator<Guardrail> {
  if (snapshot.ageHours > snapshot.maxAgeHours)
    yield block(
      "stale-snapshot",
      `the snapshot is ${Math.round(snapshot.ageHours)} h old, the limit is ${snapshot.maxAgeHours} h: import again`,
    );
}

function* gates({ target }: GuardedRow): Generator<Guardrail> {
  for (const message of target.closedGates) yield block("gate-closed", message);
  for (const message of target.warnedGates ?? [])
    yield { code: "gate-closed", severity: "warn", message };
  if (target.targetMeaning === "none")
    yield {
      code: "gate-closed",
      severity: "warn",
      message:
        "the row's planning method uses no target: only the min is written",
    };
}

const entries = (values: Readonly<Partial<Record<PolicyField, ErpValue>>>) =>
  Object.entries(values) as [PolicyField, ErpValue][];

const percent = (fraction: number) => `${Math.round(fraction * 100)} %`;
