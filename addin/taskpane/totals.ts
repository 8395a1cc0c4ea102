import type { Run, Totals } from "../../engine/contracts/index.ts";
import { totalsOf } from "../../engine/index.ts";
import { count } from "./format.ts";
import type { ReviewRow } from "./review-rows.ts";

/** Totals, and in a few words what they sum where it is not the whole run as advised. */
export interface ShownTotals {
  readonly totals: Totals;
  readonly scope: string;
}

/**
 * The totals of a run with the planner's overrides in place; without them, and saying so, while
 * it is not known yet what they do. `null` where the run's own totals say it all.
 *
 * @param rows - the rows of the run, overrides joined
 * @param complete - whether these are all rows, and what each override does is known
 */
export function totalsWithOverrides(
  run: Run,
  rows: readonly ReviewRow[],
  complete: boolean,
): ShownTotals | null {
  const overridden = rows.filter(({ override }) => override !== null).length;
  if (overridden === 0 || !run.totals) return null;
  const overrides = count(overridden, "override");
  return complete
    ? {
        totals: totalsOf(
          rows.map(({ stage, outcome }) => ({ ...stage, after: outcome })),
          run.scenario.holdingRatePerYear,
        ),
        scope: ` with ${overrides}`,
      }
    : { totals: run.totals, scope: ` without ${overrides}` };
}
