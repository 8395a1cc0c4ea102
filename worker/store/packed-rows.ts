import type { Recommendation } from "../../engine/contracts/index.ts";

/** Rows of one bulk statement: large enough to be fast, small enough for the memory of WASM. */
const packRows = 1_000;

/**
 * Recommendations as the database takes them: a few texts instead of thousands of objects. They
 * are made in the thread that planned the rows; whoever keeps them reads none of them.
 */
export interface PackedRows {
  /** A JSON array: stage id and priority of each. */
  readonly named: string;
  /** Each one's JSON on a line, without its explanations. */
  readonly records: string;
  /** Each one's explanations on a line: the table of a run does without them. */
  readonly explanations: string;
}

/** Packs rows in their order, some in each pack. */
export function packed(rows: readonly Recommendation[]): readonly PackedRows[] {
  const packs: PackedRows[] = [];
  for (let start = 0; start < rows.length; start += packRows) {
    packs.push(pack(rows.slice(start, start + packRows)));
  }
  return packs;
}

/** JSON on one line holds no line break, so lines are taken apart without reading them. */
function pack(rows: readonly Recommendation[]): PackedRows {
  const records: string[] = [];
  const explained: string[] = [];
  for (const { explanations, ...record } of rows) {
    records.push(JSON.stringify(record));
    explained.push(JSON.stringify(explanations));
  }
  return {
    named: JSON.stringify(
      rows.map(({ stageId: id, priority }) => ({ id, priority })),
    ),
    records: records.join("\n"),
    explanations: explained.join("\n"),
  };
}
