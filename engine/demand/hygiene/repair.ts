/** What repairs set right: the names of their rules. */
export const repairKinds = [
  "not-a-number",
  "impossible-date",
  "not-an-item",
  "adjustment",
  "duplicate",
  "zero-quantity",
  "unpriced",
  "spelling",
  "cancellation",
  "return",
  "unmatched-return",
  "negative-demand",
  "before-launch",
  "incomplete",
  "one-off",
  "stockout",
  "promotion",
] as const;
export type RepairKind = (typeof repairKinds)[number];

/** One period of a history before and after a repair; `null` is "not recorded". */
export interface PeriodChange {
  /** Place in the history, from 0. */
  readonly period: number;
  readonly before: number | null;
  readonly after: number | null;
}

/** One thing that was set right in the history of one item: listed, and undone on request. */
export interface Repair {
  /** From 1, in the order of the repairs of this item: names it when it is undone. */
  readonly id: number;
  readonly kind: RepairKind;
  readonly item: string;
  /** Where the item lies; empty when the record names no location. */
  readonly location: string;
  /** Lines of the record that it is about; none when it is about whole periods. */
  readonly lines: readonly number[];
  /** Empty when the periods come out the same, as for a zero or a sale cancelled at once. */
  readonly changes: readonly PeriodChange[];
  /** In plain words, without the item's name. */
  readonly reason: string;
}

/** Demand that is known for what it is, and so no part of the history to forecast from. */
export interface SeparatedDemand {
  readonly kind: "one-off" | "promotion";
  /** Place in the history, from 0. */
  readonly period: number;
  readonly units: number;
  readonly reason: string;
}

/** Which repairs to leave undone. */
export interface UndoneRepairs {
  /** Kinds, or single repairs by their id; none when omitted. */
  readonly without?: readonly (RepairKind | number)[];
}

/**
 * A history with its repairs, or with some of them undone.
 *
 * All of them give the clean history, none of them the raw one, both to the last bit. The
 * repairs that stay are made again in their order: what each added or took away is added or
 * taken away again, what it left out stays left out.
 *
 * @param raw - units by period as recorded
 * @param repairs - of this history, in their order
 */
export function withRepairs(
  raw: readonly (number | null)[],
  repairs: readonly Repair[],
  { without = [] }: UndoneRepairs = {},
): (number | null)[] {
  const undone = new Set(without);
  const values = [...raw];
  for (const { id, kind, changes } of repairs) {
    if (undone.has(id) || undone.has(kind)) continue;
    for (const { period, before, after } of changes) {
      values[period] = changed(values[period] ?? null, before, after);
    }
  }
  return values;
}

/** A value that is what it was then becomes what it became, with no rounding in between. */
function changed(
  value: number | null,
  before: number | null,
  after: number | null,
): number | null {
  if (Object.is(value, before) || after === null) return after;
  if (before === null) return value;
  return (value ?? 0) + (after - before);
}

/** Demand that repairs took out of the history because it is known for what it is. */
export function separatedDemand(repairs: readonly Repair[]): SeparatedDemand[] {
  return repairs.flatMap(({ kind, changes, reason }) =>
    kind === "one-off" || kind === "promotion"
      ? changes.map(({ period, before, after }) => ({
          kind,
          period,
          units: (before ?? 0) - (after ?? 0),
          reason,
        }))
      : [],
  );
}
