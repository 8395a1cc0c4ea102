import { sql } from "kysely";
import type {
  ChangeRow,
  ChangeSet,
  ChangeSetState,
  RowState,
} from "../../engine/contracts/index.ts";
import { inBulk, together, type Database } from "./database.ts";
import { RefusedError } from "./refused.ts";
import type { ChangeSetStore } from "./store.ts";

/** States in which nothing is decided yet, so the plan may still change. */
const undecided: readonly ChangeSetState[] = ["planning", "awaiting-approval"];

export function changeSetStore(db: Database): ChangeSetStore {
  return {
    async create(changeSet) {
      await db
        .insertInto("change_set")
        .values({
          id: changeSet.id,
          run_id: changeSet.runId,
          undoes: changeSet.undoes,
          connection_id: changeSet.connectionId,
          author: changeSet.author,
          created_at: changeSet.createdAt,
          state: changeSet.state,
          digest: changeSet.digest,
          decided_by: changeSet.approval?.by ?? null,
          decision: changeSet.approval?.decision ?? null,
          approval: changeSet.approval && JSON.stringify(changeSet.approval),
          job_id: changeSet.jobId,
          error: changeSet.error,
        })
        .execute();
    },

    async find(id) {
      return (await read(db, { id }))[0] ?? null;
    },
    list: (limit) => read(db, { limit }),

    savePlan: (id, rows, digest) =>
      together(db, async (tx) => {
        const current = await locked(tx, id);
        if (current.decision !== null || !undecided.includes(current.state)) {
          throw new RefusedError(
            `change set ${id} is ${current.state}: its plan can no longer change`,
          );
        }
        await tx
          .updateTable("change_set")
          .set({ digest })
          .where("id", "=", id)
          .execute();
        await tx
          .deleteFrom("change_row")
          .where("change_set_id", "=", id)
          .execute();
        await insertRows(tx, id, rows);
      }),

    async rows(id) {
      const rows = await rowsOf(db, id).execute();
      return rows.map(asOfNow);
    },

    async page(id, offset, limit) {
      const counted = await sql<{ total: number }>`
        select count(*)::integer as total from stockwright.change_row
        where change_set_id = ${id}`.execute(db);
      const rows = await rowsOf(db, id).offset(offset).limit(limit).execute();
      return { total: counted.rows[0]?.total ?? 0, rows: rows.map(asOfNow) };
    },

    async move(id, from, to, error) {
      if (from.length === 0) return false;
      const moved = await db
        .updateTable("change_set")
        .set({ state: to, ...(error !== undefined && { error }) })
        .where("id", "=", id)
        .where("state", "in", from)
        .returning("id")
        .execute();
      return moved.length > 0;
    },

    decide: (id, approval) =>
      together(db, async (tx) => {
        const { state, author, digest } = await locked(tx, id);
        if (state !== "awaiting-approval") {
          return { kind: "not-awaiting", state };
        }
        // An author may take a change set back, but never wave it through.
        if (approval.decision === "approved" && approval.by === author) {
          return { kind: "own-change" };
        }
        if (
          approval.decision === "approved" &&
          (await overrides(tx, id, approval.by))
        ) {
          return { kind: "own-change" };
        }
        if (approval.digest !== digest) {
          return { kind: "digest-changed", digest };
        }
        await tx
          .updateTable("change_set")
          .set({
            state: approval.decision,
            decided_by: approval.by,
            decision: approval.decision,
            approval: JSON.stringify(approval),
          })
          .where("id", "=", id)
          .execute();
        return { kind: "decided" };
      }),

    async setJob(id, jobId) {
      await db
        .updateTable("change_set")
        .set({ job_id: jobId })
        .where("id", "=", id)
        .execute();
    },

    settleRows: (id, outcomes) =>
      together(db, async (tx) => {
        // One writer at a time: who reads the journal after a sequence misses nothing.
        await locked(tx, id);
        await inBulk(
          outcomes.map((outcome, place) => ({ ...outcome, place })),
          (json) => settle(tx, id, json),
        );
      }),

    async journal(id, sequence) {
      const rows = await db
        .selectFrom("journal")
        .select(["sequence", "stage_id", "state", "message", "at"])
        .where("change_set_id", "=", id)
        .where("sequence", ">", sequence)
        .orderBy("sequence")
        .execute();
      return rows.map((row) => ({
        sequence: Number(row.sequence),
        stageId: row.stage_id,
        state: row.state,
        message: row.message,
        at: row.at,
      }));
    },
  };
}

/** Rows in the order of their plan, and what became of them since. */
function rowsOf(db: Database, id: string) {
  return db
    .selectFrom("change_row")
    .select(["record", "state", "message", "written_at"])
    .where("change_set_id", "=", id)
    .orderBy("position");
}

function asOfNow(kept: {
  readonly record: ChangeRow;
  readonly state: RowState;
  readonly message: string | null;
  readonly written_at: string | null;
}): ChangeRow {
  const { record, state, message, written_at } = kept;
  return { ...record, state, message, writtenAt: written_at };
}

/** The change set's row, kept from everybody else until the transaction ends. */
async function locked(db: Database, id: string) {
  const row = await db
    .selectFrom("change_set")
    .select(["state", "author", "digest", "decision"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new RefusedError(`there is no change set ${id}`);
  return row;
}

/** Whether one of the rows to write holds a number that this person chose himself. */
async function overrides(
  db: Database,
  id: string,
  person: string,
): Promise<boolean> {
  const { rows } = await sql`select 1 from stockwright.change_row
    where change_set_id = ${id} and kind = 'change'
      and record->>'overrideAuthor' = ${person} limit 1`.execute(db);
  return rows.length > 0;
}

function insertRows(
  db: Database,
  id: string,
  rows: readonly ChangeRow[],
): Promise<void> {
  return inBulk(
    rows.map((record, position) => ({ position, record, ...record })),
    (json) =>
      sql`insert into stockwright.change_row
          (change_set_id, position, stage_id, kind, value_change, state, message, written_at, record)
        select ${id}, row.position, row."stageId", row.kind, row."valueChange",
          row.state, row.message, row."writtenAt", row.record
        from json_to_recordset(${json}::json) as row(
          position integer, "stageId" text, kind text, "valueChange" double precision,
          state text, message text, "writtenAt" text, record json)`.execute(db),
  );
}

/** Journal first, then the rows: both happen or neither, in the caller's transaction. */
async function settle(db: Database, id: string, json: string): Promise<void> {
  await sql`insert into stockwright.journal (change_set_id, stage_id, state, message, at)
    select ${id}, row."stageId", row.state, row.message, row.at
    from json_to_recordset(${json}::json)
      as row("stageId" text, state text, message text, at text, place integer)
    order by row.place`.execute(db);
  const { rows } = await sql<{ unknown: string }>`
    with outcome as (
      select distinct on (row."stageId") row.*
      from json_to_recordset(${json}::json)
        as row("stageId" text, state text, message text, at text, place integer)
      order by row."stageId", row.place desc
    ), settled as (
      update stockwright.change_row as kept
      set state = outcome.state, message = outcome.message,
        written_at = case
          when outcome.state = 'written' then outcome.at
          -- Found written after our intent: it was we who wrote it.
          when outcome.state = 'already-written' and kept.state = 'intended' then outcome.at
          else kept.written_at end
      from outcome
      where kept.change_set_id = ${id} and kept.stage_id = outcome."stageId"
      returning kept.stage_id
    )
    select outcome."stageId" as unknown from outcome
    where outcome."stageId" not in (select stage_id from settled)
    limit 1`.execute(db);
  const unknown = rows[0]?.unknown;
  if (unknown !== undefined) {
    throw new RefusedError(`change set ${id} has no row for ${unknown}`);
  }
}

/** Newest first; `failed` counts every row that was to be written and was not. */
async function read(
  db: Database,
  { id, limit }: { readonly id?: string; readonly limit?: number | undefined },
): Promise<ChangeSet[]> {
  const one = id === undefined ? sql`true` : sql`id = ${id}`;
  const most = limit === undefined ? sql`all` : sql`${limit}::integer`;
  const done: RowState[] = ["written", "already-written"];
  const lost: RowState[] = ["conflict", "missing", "failed"];
  const { rows } = await sql<ChangeSet>`
    select kept.id, kept.run_id as "runId", kept.undoes,
      kept.connection_id as "connectionId", kept.author,
      kept.created_at as "createdAt", kept.state, kept.digest, kept.approval,
      kept.job_id as "jobId", kept.error, tally.counts,
      coalesce(tally.value_change, 0) as "valueChange"
    from (
      select * from stockwright.change_set
      where ${one} order by sequence desc limit ${most}
    ) as kept
    left join lateral (
      select sum(value_change) filter (where kind = 'change') as value_change,
        json_build_object(
          'change', count(*) filter (where kind = 'change'),
          'unchanged', count(*) filter (where kind = 'unchanged'),
          'missing', count(*) filter (where kind = 'missing'),
          'conflict', count(*) filter (where kind = 'conflict'),
          'blocked', count(*) filter (where kind = 'blocked'),
          'written', count(*) filter (where state in (${sql.join(done)})),
          'failed', count(*) filter (where state in (${sql.join(lost)}))) as counts
      from stockwright.change_row where change_set_id = kept.id
    ) as tally on true
    order by kept.sequence desc`.execute(db);
  return rows;
}
