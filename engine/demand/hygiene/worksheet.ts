import type { Repair, RepairKind } from "./repair.ts";

/** A history under repair: its values as they are now, and what was done so far. */
export interface Worksheet {
  readonly item: string;
  readonly location: string;
  readonly values: (number | null)[];
  /** How large each value was at first. */
  readonly scale: readonly number[];
  readonly repairs: Repair[];
  /** How people call a period. */
  readonly named: (period: number) => string;
}

/** A worksheet over a copy of a history. */
export function worksheet(
  raw: readonly (number | null)[],
  {
    item = "",
    location = "",
    named = (period: number) => `period ${period + 1}`,
  }: Partial<Pick<Worksheet, "item" | "location" | "named">> = {},
): Worksheet {
  const scale = raw.map((value) => Math.abs(value ?? 0));
  return { item, location, named, values: [...raw], scale, repairs: [] };
}

interface RepairMade {
  readonly kind: RepairKind;
  readonly reason: string;
  readonly lines?: readonly number[];
}

/** Makes a repair that sets periods to new values, and lists it. */
export function setPeriods(
  sheet: Worksheet,
  made: RepairMade,
  periods: Iterable<readonly [period: number, after: number | null]>,
): void {
  const { item, location, values, repairs } = sheet;
  const changes = [...periods].flatMap(([period, after]) => {
    const before = values[period] ?? null;
    if (Object.is(before, after)) return [];
    values[period] = after;
    return [{ period, before, after }];
  });
  repairs.push({
    id: repairs.length + 1,
    kind: made.kind,
    item,
    location,
    lines: made.lines ?? [],
    changes,
    reason: made.reason,
  });
}

/** Makes a repair that adds units to periods (takes them away below 0), and lists it. */
export function addUnits(
  sheet: Worksheet,
  made: RepairMade,
  units: Iterable<readonly [period: number, units: number]>,
): void {
  const sums = new Map<number, number>();
  for (const [period, some] of units) {
    sums.set(period, (sums.get(period) ?? 0) + some);
  }
  const { values, scale } = sheet;
  const periods = [...sums].flatMap(([period, some]) => {
    if (some === 0) return [];
    const sum = (values[period] ?? 0) + some;
    // What rounding leaves of decimals that make up 0 is 0.
    const dust = 1e-12 * Math.max(Math.abs(some), scale[period] ?? 0);
    return [[period, Math.abs(sum) < dust ? 0 : sum] as const];
  });
  setPeriods(sheet, made, periods);
}

/** Figures beyond this are typing errors, and more than doubles count one by one. */
const largest = 1e15;

/** Whether a figure can be units of anything. */
export function isUnits(value: number): boolean {
  return Math.abs(value) <= largest;
}

/** "1 period", "3 lines". */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** A number as a planner would write it: three decimals at most. */
export function shown(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
