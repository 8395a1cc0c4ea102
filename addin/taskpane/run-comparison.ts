import type { RecommendationRow } from "../../engine/contracts/index.ts";

/** One stage in the runs that are compared. */
export interface StageDifference {
  readonly stageId: string;
  readonly item: string;
  readonly location: string;
  readonly description: string;
  /** One for each run, in their order; `null` where a run has no such stage. */
  readonly rows: readonly (RecommendationRow | null)[];
  /** Money, for each run after the first: its inventory value less the first's; what a run does not have counts as 0. */
  readonly valueChanges: readonly number[];
}

/**
 * Runs stage by stage against the first of them, the largest change of value first. The changes
 * of a run add up to the difference of its total and the first's.
 */
export function compareStages(
  runs: readonly (readonly RecommendationRow[])[],
): readonly StageDifference[] {
  const found = new Map<string, (RecommendationRow | null)[]>();
  runs.forEach((rows, at) => {
    for (const row of rows) {
      const known = found.get(row.stageId) ?? runs.map(() => null);
      known[at] = row;
      found.set(row.stageId, known);
    }
  });
  return [...found.values()]
    .flatMap((rows): StageDifference[] => {
      const known = rows.find((row) => row !== null);
      if (!known) return [];
      const { stageId, item, location, description } = known;
      const [first = 0, ...others] = rows.map(valueOf);
      const valueChanges = others.map((value) => value - first);
      return [{ stageId, item, location, description, rows, valueChanges }];
    })
    .sort(
      (a, b) => largest(b) - largest(a) || (a.stageId < b.stageId ? -1 : 1),
    );
}

/** Whether all runs advise the same for a stage. */
export function isSameAdvice({ rows }: StageDifference): boolean {
  const [first = null, ...others] = rows;
  return others.every(
    (other) =>
      first !== null &&
      other !== null &&
      first.recommended.reorderPoint === other.recommended.reorderPoint &&
      first.recommended.orderUpTo === other.recommended.orderUpTo &&
      first.recommended.safetyStock === other.recommended.safetyStock &&
      first.after.inventoryValue === other.after.inventoryValue,
  );
}

function largest({ valueChanges }: StageDifference): number {
  return Math.max(0, ...valueChanges.map(Math.abs));
}

function valueOf(row: RecommendationRow | null): number {
  return row?.after.inventoryValue ?? 0;
}
