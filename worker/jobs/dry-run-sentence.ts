import type { RowState } from "../../engine/contracts/index.ts";

/** What a tried write would have done, for people: "Would write 2,399 rows, 12 conflict". */
export function dryRunSentence(counts: ReadonlyMap<RowState, number>): string {
  const would = counts.get("pending") ?? 0;
  const others = [...counts]
    .filter(([state]) => state !== "pending")
    .map(([state, number]) => `${say(number)} ${state.replace("-", " ")}`);
  const rows = `${say(would)} ${would === 1 ? "row" : "rows"}`;
  return [`Would write ${rows}`, ...others].join(", ");
}

function say(count: number): string {
  return count.toLocaleString("en-US");
}
