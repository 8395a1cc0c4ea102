import {
  demandClassSchema,
  type Totals,
} from "../../engine/contracts/index.ts";
import { totalsOf } from "../../engine/index.ts";
import { excessOf, type ReviewFilter, type ReviewRow } from "./review-rows.ts";

/** What rows are summed by. */
export const groupings = {
  location: "Location",
  tier: "Tier",
  demandClass: "Class",
  item: "Item",
} as const;
export type Grouping = keyof typeof groupings;

/** Rows that have one thing in common, summed. */
export interface ReviewGroup {
  /** Empty for rows that have none. */
  readonly key: string;
  /** What the key stands for, where that is not plain. */
  readonly note: string;
  readonly totals: Totals;
  readonly flagged: number;
  /** Money on hand and on order above max. */
  readonly excess: number;
}

/** Rows summed by what they have in common, the most money moved first; they add up to `sumOf` all. */
export function reviewGroups(
  rows: readonly ReviewRow[],
  by: Grouping,
  holdingRatePerYear: number,
): readonly ReviewGroup[] {
  const found = new Map<string, ReviewRow[]>();
  for (const row of rows) {
    const key = keyOf(row, by);
    const known = found.get(key);
    if (known) known.push(row);
    else found.set(key, [row]);
  }
  return [...found]
    .map(([key, members]) => sumOf(members, key, by, holdingRatePerYear))
    .sort((a, b) => moved(b) - moved(a) || (a.key < b.key ? -1 : 1));
}

/** All rows as one group. */
export function sumOfRows(
  rows: readonly ReviewRow[],
  holdingRatePerYear: number,
): ReviewGroup {
  return sumOf(rows, "", "location", holdingRatePerYear);
}

/** The filter that shows a group's rows; `null` for rows that have nothing in common to ask for. */
export function filterOfGroup(
  filter: ReviewFilter,
  by: Grouping,
  { key }: Pick<ReviewGroup, "key">,
): ReviewFilter | null {
  if (key === "") return null;
  switch (by) {
    case "location":
      return { ...filter, location: key };
    case "tier":
      return { ...filter, tier: key };
    case "demandClass":
      return { ...filter, demandClass: demandClassSchema.parse(key) };
    case "item":
      // Up to where a stage's id goes on: PUMP-1 is not PUMP-10.
      return { ...filter, text: `${key}@` };
  }
}

function keyOf({ stage }: ReviewRow, by: Grouping): string {
  return by === "tier" ? (stage.serviceTier ?? "") : stage[by];
}

function sumOf(
  rows: readonly ReviewRow[],
  key: string,
  by: Grouping,
  holdingRatePerYear: number,
): ReviewGroup {
  return {
    key,
    note: by === "item" ? (rows[0]?.stage.description ?? "") : "",
    totals: totalsOf(
      rows.map(({ stage, outcome }) => ({ ...stage, after: outcome })),
      holdingRatePerYear,
    ),
    flagged: rows.filter(({ stage }) => stage.flags.length > 0).length,
    excess: rows.reduce((sum, row) => sum + excessOf(row), 0),
  };
}

function moved({ totals }: ReviewGroup): number {
  return Math.abs(totals.inventoryValueAfter - totals.inventoryValueBefore);
}
