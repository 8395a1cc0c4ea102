import type {
  ChangeRow,
  FieldChange,
  Guardrail,
  PolicyValues,
} from "../../engine/contracts/index.ts";
import type { TargetRow } from "../connector.ts";
import {
  isDecimal,
  sameDecimal,
  withScale,
} from "../mapping/target-decimal.ts";
import { keyTexts } from "../mapping/target-key.ts";
import {
  erpValues,
  policyFields,
  policyValuesOf,
  writtenFields,
} from "../mapping/target-values.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import { fieldLabels, guardrails } from "./guardrails.ts";

/** The numbers a stage shall get, and what is needed to judge them. */
export interface WantedRow {
  readonly stageId: string;
  /** In our words; a field that is absent or `null` is left as the ERP has it. */
  readonly values: Partial<PolicyValues>;
  readonly unitDecimals: number;
  readonly lotSize: number | null;
  /** Money per unit. */
  readonly unitCost: number | null;
  /** Money; computed from cycle and safety stock where it is not given. */
  readonly valueChange?: number | null;
  readonly overridden: boolean;
  readonly overrideReason: string | null;
  readonly overrideAuthor?: string | undefined;
  /**
   * What the snapshot said: a row that says otherwise now was changed by someone since.
   * `null` when the snapshot came from elsewhere, as from files.
   */
  readonly snapshotValues: PolicyValues | null;
}

export interface PlanInput {
  readonly rows: readonly WantedRow[];
  /** What the ERP holds now, by `connector.readTarget`. */
  readonly targets: readonly TargetRow[];
  readonly profile: ErpProfile;
  /** Largest change of one field, as a fraction of the old value. */
  readonly maxChange: number;
  readonly snapshotAgeHours: number;
  /** A week when omitted. */
  readonly maxSnapshotAgeHours?: number;
}

/**
 * What a write-back would do, row by row and field by field, in the order of `rows`.
 *
 * Only rows of kind `change` are written; `unchanged` hold the numbers already, `missing`
 * have no row, `conflict` were changed since the snapshot, `blocked` break a guardrail.
 */
export function planChanges(input: PlanInput): readonly ChangeRow[] {
  const targets = new Map<string, TargetRow[]>();
  const owners = new Map<string, Set<string>>();
  for (const target of input.targets) {
    targets.set(target.stageId, [
      ...(targets.get(target.stageId) ?? []),
      target,
    ]);
    const name = keyName(target);
    owners.set(name, (owners.get(name) ?? new Set()).add(target.stageId));
  }
  const asked = new Map<string, number>();
  for (const { stageId } of input.rows)
    asked.set(stageId, (asked.get(stageId) ?? 0) + 1);

  return input.rows.map((wanted) => {
    const found = targets.get(wanted.stageId) ?? [];
    const [target] = found;
    if (!target) return missingRow(input.profile, wanted);
    const others = owners.get(keyName(target))?.size ?? 1;
    const twice =
      found.length > 1
        ? `the ERP has ${found.length} rows for ${wanted.stageId}`
        : others > 1
          ? `${others} stages share this one row of the ERP`
          : (asked.get(wanted.stageId) ?? 0) > 1
            ? `${wanted.stageId} is asked for twice`
            : null;
    return plannedRow(input, wanted, target, twice);
  });
}

function plannedRow(
  input: PlanInput,
  wanted: WantedRow,
  target: TargetRow,
  twice: string | null,
): ChangeRow {
  const { profile } = input;
  const meaning = target.targetMeaning ?? "level";
  const values = erpValues(
    profile,
    wanted.values,
    wanted.unitDecimals,
    meaning,
    keptSafety(target),
  );
  const changes = writtenFields(profile, meaning).flatMap(
    ([name]): FieldChange[] => {
      const cell = target.values[name];
      const value = values[name];
      if (!cell || value?.kind !== "value") return [];
      if (sameDecimal(cell.value, value.text)) return [];
      return [
        {
          field: name,
          column: cell.column,
          oldValue: cell.value,
          newValue: likeBefore(value.text, cell.value),
        },
      ];
    },
  );
  const now = policyValuesOf(
    profile,
    target.values,
    wanted.unitDecimals,
    meaning,
  );
  const guards: Guardrail[] = [
    ...(twice === null
      ? []
      : [
          {
            code: "duplicate-key" as const,
            severity: "block" as const,
            message: twice,
          },
        ]),
    ...guardrails({
      profile,
      target,
      wanted: wanted.values,
      values,
      changes,
      unit: { decimals: wanted.unitDecimals, lotSize: wanted.lotSize },
      overridden: wanted.overridden,
      maxChange: input.maxChange,
      snapshot: {
        ageHours: input.snapshotAgeHours,
        maxAgeHours: input.maxSnapshotAgeHours ?? 168,
      },
    }),
  ];
  const since = changedSince(profile, now, wanted.snapshotValues);
  const stopped = guards.find(({ severity }) => severity === "block");
  // A number the ERP could not even hold is no "unchanged" row.
  const whole = Object.values(values).every(({ kind }) => kind === "value");
  const [kind, message] =
    changes.length === 0 && whole && twice === null
      ? (["unchanged", null] as const)
      : since !== null
        ? (["conflict", since] as const)
        : stopped
          ? (["blocked", stopped.message] as const)
          : (["change", null] as const);
  return {
    stageId: wanted.stageId,
    key: { ...target.key },
    entity: target.entity,
    kind,
    version: target.version,
    changes,
    policy: wanted.values,
    guardrails: guards,
    valueChange:
      kind === "unchanged" ? 0 : (wanted.valueChange ?? valueOf(wanted, now)),
    overridden: wanted.overridden,
    overrideReason: wanted.overrideReason,
    ...(wanted.overrideAuthor !== undefined && {
      overrideAuthor: wanted.overrideAuthor,
    }),
    state: kind === "change" ? "pending" : "skipped",
    message,
    writtenAt: null,
  };
}

/** What the ERP adds to its min by itself, unless the write-back sets it. */
function keptSafety({ values }: TargetRow): string | null {
  const text = values.safetyStock?.value ?? null;
  return text !== null && isDecimal(text) ? text : null;
}

function missingRow(profile: ErpProfile, wanted: WantedRow): ChangeRow {
  const { keys, table } = profile.entity;
  const texts = keyTexts(profile, wanted.stageId);
  return {
    stageId: wanted.stageId,
    key: Object.fromEntries(
      keys.map(({ column }, index) => [column, texts[index] ?? ""]),
    ),
    entity: table,
    kind: "missing",
    version: null,
    changes: [],
    guardrails: [],
    valueChange: null,
    overridden: wanted.overridden,
    overrideReason: wanted.overrideReason,
    state: "skipped",
    message:
      profile.missingRow === "inherit-item"
        ? `${table} has no row of its own for ${wanted.stageId}: it follows the item's; create the row in the ERP first`
        : `${table} has no row for ${wanted.stageId}: create it in the ERP first`,
    writtenAt: null,
  };
}

/** A sentence when the row does not say any more what the snapshot said. */
function changedSince(
  profile: ErpProfile,
  now: PolicyValues,
  then: PolicyValues | null,
): string | null {
  if (then === null) return null;
  for (const name of policyFields) {
    if (!profile.fields[name]) continue;
    const [before, after] = [then[name], now[name]];
    if (before === after) continue;
    if (before !== null && after !== null) {
      const size = Math.max(1, Math.abs(before), Math.abs(after));
      if (Math.abs(before - after) <= 1e-9 * size) continue;
    }
    return `${fieldLabels[name]} was ${before ?? "empty"} in the snapshot and is ${after ?? "empty"} now: import again`;
  }
  return null;
}

/** Money: unit cost × (safety stock + half an order), after less before. */
function valueOf(wanted: WantedRow, now: PolicyValues): number | null {
  const then = wanted.values;
  const safety = difference(then.safetyStock, now.safetyStock);
  const quantity = difference(
    then.orderQuantity ?? difference(then.orderUpTo, then.reorderPoint ?? null),
    now.orderQuantity,
  );
  if (wanted.unitCost === null || (safety === null && quantity === null))
    return null;
  return wanted.unitCost * ((safety ?? 0) + (quantity ?? 0) / 2);
}

const difference = (
  then: number | null | undefined,
  now: number | null,
): number | null =>
  then === undefined || then === null || now === null ? null : then - now;

/** Written with as many decimals as the old text, so that the diff reads well. */
function likeBefore(text: string, before: string | null): string {
  const decimals = before?.split(".")[1]?.length ?? 0;
  return withScale(text, decimals) ?? text;
}

const keyName = (target: TargetRow) =>
  JSON.stringify([target.entity, Object.entries(target.key)]);
