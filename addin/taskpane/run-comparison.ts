import type { RecommendationRow } from "../../engine/contracts/index.ts";

/** One stage in two runs; `null` where a run has no such stage. */
export interface StageDifference {
  readonly stageId: string;
  readonly item: string;
  readonly location: string;
  readonly description: string;
  readonly first: RecommendationRow | null;
  readonly second: RecommendationRow | null;
  /** Money: inventory value in the second less in the first; what a run does not have counts as 0. */
  readonly valueChange: number;
}

/**
 * Two runs stage by stage, the largest change of value first. The changes add up to the
 * difference of the runs' totals.
 */
export function compareStages(
  first: readonly RecommendationRow[],
  second: readonly RecommendationRow[],
): readonly StageDifference[] {
  const pairs = new Map<
    string,
    { first: RecommendationRow | null; second: RecommendationRow | null }
  >();
  for (const row of first) pairs.set(row.stageId, { first: row, second: null });
  for (const row of second) {
    const pair = pairs.get(row.stageId);
    if (pair) pair.second = row;
    else pairs.set(row.stageId, { first: null, second: row });
  }
  return [...pairs.values()]
    .flatMap((pair): StageDifference[] => {
      const known = pair.second ?? pair.first;
      if (!known) return [];
      const { stageId, item, location, description } = known;
      return [
        {
          stageId,
          item,
          location,
          description,
          ...pair,
          valueChange: valueOf(pair.second) - valueOf(pair.first),
        },
      ];
    })
    .sort(
      (a, b) =>
        Math.abs(b.valueChange) - Math.abs(a.valueChange) ||
        (a.stageId < b.stageId ? -1 : 1),
    );
}

/** Whether two runs advise the same for a stage. */
export function isSameAdvice({ first, second }: StageDifference): boolean {
  return (
    first !== null &&
    second !== null &&
    first.recommended.reorderPoint === second.recommended.reorderPoint &&
    first.recommended.orderUpTo === second.recommended.orderUpTo &&
    first.recommended.safetyStock === second.recommended.safetyStock &&
    first.after.inventoryValue === second.after.inventoryValue
  );
}

function valueOf(row: RecommendationRow | null): number {
  return row?.after.inventoryValue ?? 0;
}
