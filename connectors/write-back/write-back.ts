import type { ChangeRow, RowState } from "../../engine/contracts/index.ts";
import {
  type Connector,
  RefusedError,
  type RowWrite,
  type TargetRow,
} from "../connector.ts";
import { byStage, type Standing, standingOf } from "./standing.ts";

/** What became of one row. */
export interface RowOutcome {
  readonly stageId: string;
  readonly state: RowState;
  readonly message: string | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Keeps rows' states outside the ERP; a call that returned is kept for good. */
export interface WriteBackJournal {
  settle(outcomes: readonly RowOutcome[]): Promise<void>;
}

export interface WriteBackInput {
  /** The change set as the journal has it: `pending` and `intended` rows are done, others left. */
  readonly rows: readonly ChangeRow[];
  readonly connector: Pick<Connector, "readTarget" | "compareAndSet">;
  readonly journal: WriteBackJournal;
  readonly actor: string;
  /** Read and compare, but write and journal nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Rows of one statement; 4,000 when omitted. */
  readonly chunkSize?: number;
  readonly now?: () => string;
}

/** Rows the ERP may refuse one after the other before we take it for refusing all. */
const mostRefused = 20;

/**
 * Writes an approved change set: intent journaled, compare-and-set, read back, settled;
 * chunk by chunk. Yields the outcomes of each chunk.
 *
 * Safe to run again after a crash at any point: a row that holds the new values is done,
 * one that holds neither is a conflict, and only one that holds the old is written. What
 * a commit or a hit count says is never believed: a row is `written` when a later read
 * shows it.
 *
 * @throws ConnectionError when the ERP is gone: rows stay `intended`, run again later
 * @throws InputError when the profile forbids writing
 */
export async function* writeBack(
  input: WriteBackInput,
): AsyncGenerator<readonly RowOutcome[], void> {
  const open = input.rows.filter(
    ({ kind, state }) =>
      kind === "change" && (state === "pending" || state === "intended"),
  );
  const size = input.chunkSize ?? 4000;
  for (let start = 0; start < open.length; start += size) {
    input.signal?.throwIfAborted();
    const chunk = open.slice(start, start + size);
    const outcomes = await writeChunk(input, chunk);
    if (!input.dryRun) await input.journal.settle(outcomes);
    yield outcomes;
  }
}

async function writeChunk(
  input: WriteBackInput,
  chunk: readonly ChangeRow[],
): Promise<readonly RowOutcome[]> {
  const { connector, journal, actor, dryRun = false } = input;
  const at = input.now?.() ?? new Date().toISOString();
  const outcomes: RowOutcome[] = [];
  const settled = (row: ChangeRow, state: RowState, message: string | null) =>
    outcomes.push({ stageId: row.stageId, state, message, at });

  const before = await readRows(connector, chunk);
  const due: ChangeRow[] = [];
  for (const row of chunk) {
    const found = before.get(row.stageId) ?? [];
    const [closed] = found.flatMap(({ closedGates }) => closedGates);
    const standing = standingOf(row, found);
    if (standing.kind === "old" && closed === undefined) due.push(row);
    else if (standing.kind === "old")
      settled(row, "conflict", `not written: ${closed}`);
    else if (standing.kind === "new")
      settled(
        row,
        "already-written",
        row.state === "intended"
          ? "an earlier try wrote it"
          : "the ERP holds these values already",
      );
    else settled(row, ...untouched(standing));
  }
  if (dryRun) {
    for (const row of due) settled(row, "pending", "would be written");
    return outcomes;
  }
  if (due.length === 0) return outcomes;

  await journal.settle(
    due
      .filter(({ state }) => state !== "intended")
      .map(({ stageId }) => ({
        stageId,
        state: "intended",
        message: null,
        at,
      })),
  );
  const refused = await setAll(connector, due, actor);
  const after = await readRows(connector, due);
  for (const row of due) {
    const standing = standingOf(row, after.get(row.stageId) ?? []);
    if (standing.kind === "new") settled(row, "written", null);
    else if (standing.kind === "old")
      settled(
        row,
        "failed",
        refused.get(row.stageId) ??
          "the ERP took the update but still holds the old values",
      );
    else settled(row, ...untouched(standing));
  }
  return outcomes;
}

function untouched(
  standing: Exclude<Standing, { kind: "old" | "new" }>,
): [RowState, string] {
  switch (standing.kind) {
    case "missing":
      return ["missing", "the ERP has no such row any more"];
    case "touched":
      return ["conflict", "someone touched the row since the plan: plan again"];
    case "other":
      return [
        "conflict",
        `changed since the plan: the ERP holds ${standing.holds}`,
      ];
  }
}

async function readRows(
  connector: Pick<Connector, "readTarget">,
  rows: readonly ChangeRow[],
): Promise<ReadonlyMap<string, readonly TargetRow[]>> {
  return byStage(
    await connector.readTarget(rows.map(({ stageId }) => stageId)),
  );
}

/**
 * Sets all rows in one statement; where the ERP refuses it, halves the rows until those
 * that it means stand alone. Answers their messages by stage.
 */
async function setAll(
  connector: Pick<Connector, "compareAndSet">,
  rows: readonly ChangeRow[],
  actor: string,
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  let taken = 0;
  const set = async (part: readonly RowWrite[]): Promise<void> => {
    try {
      await connector.compareAndSet(part, actor);
      taken += part.length;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const [only] = part;
      if (only && part.length === 1) {
        refused.set(only.stageId, error.message);
        // It refuses everything: not the rows' fault, but a right or a name.
        if (taken === 0 && refused.size >= mostRefused) throw error;
        return;
      }
      const middle = Math.ceil(part.length / 2);
      await set(part.slice(0, middle));
      await set(part.slice(middle));
    }
  };
  await set(
    rows.map(({ stageId, entity, key, version, changes }) => ({
      stageId,
      entity,
      key,
      version,
      changes,
    })),
  );
  return refused;
}
