import type { Approval, ChangeRow } from "../../engine/contracts/index.ts";

/** Letters of a reason, at least: as for an override. */
const shortestReason = 3;

/** Rows to change whose service the simulation does not confirm. */
export function unconfirmedRows(rows: readonly ChangeRow[]): number {
  return rows.filter(
    ({ kind, guardrails }) =>
      kind === "change" &&
      guardrails.some(({ code }) => code === "not-confirmed"),
  ).length;
}

/**
 * What is missing from an approval of rows that the simulation does not confirm: the approver
 * has seen them, and says why they may be written all the same. `null` when nothing is.
 */
export function missingReason(
  { decision, comment }: Pick<Approval, "decision" | "comment">,
  rows: readonly ChangeRow[],
): string | null {
  const count = unconfirmedRows(rows);
  if (decision !== "approved" || count === 0) return null;
  if (comment.trim().length >= shortestReason) return null;
  return `must say why, in three letters or more: the simulation does not confirm ${count.toLocaleString("en-US")} of the rows`;
}
