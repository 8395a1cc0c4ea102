import { sql } from "kysely";
import type { Job } from "../../engine/contracts/index.ts";
import { inBulk, together, type Database } from "./database.ts";
import type { JobStore } from "./store.ts";

export function jobStore(db: Database): JobStore {
  return {
    async enqueue(job, payload) {
      await together(db, async (tx) => {
        await tx
          .insertInto("job")
          .values({
            id: job.id,
            kind: job.kind,
            state: job.state,
            subject_id: job.subjectId,
            author: job.author,
            progress: job.progress && JSON.stringify(job.progress),
            created_at: job.createdAt,
            started_at: job.startedAt,
            finished_at: job.finishedAt,
            attempts: job.attempts,
            error: job.error,
          })
          .execute();
        await tx
          .insertInto("outbox")
          .values({
            job_id: job.id,
            kind: job.kind,
            payload: JSON.stringify(payload ?? null),
          })
          .execute();
      });
    },

    async enqueueParts(parts) {
      await inBulk(
        parts.map((part, place) => ({ ...part, place })),
        (json) =>
          sql`insert into stockwright.outbox (job_id, kind, payload)
          select row."jobId", row.kind, row.payload
          from json_to_recordset(${json}::json)
            as row("jobId" text, kind text, payload json, place integer)
          order by row.place
          on conflict (job_id) do nothing`.execute(db),
      );
    },

    async find(id) {
      const row = await db
        .selectFrom("job")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? whole(row) : null;
    },

    async list(limit) {
      const rows = await db
        .selectFrom("job")
        .selectAll()
        .orderBy("sequence", "desc")
        .$if(limit !== undefined, (query) => query.limit(limit!))
        .execute();
      return rows.map(whole);
    },

    async tally() {
      const { rows } = await sql<{
        kind: Job["kind"];
        state: Job["state"];
        count: number;
      }>`select kind, state, count(*)::integer as count
        from stockwright.job group by kind, state order by kind, state`.execute(
        db,
      );
      return rows;
    },

    async outbox(limit) {
      const rows = await db
        .selectFrom("outbox")
        .selectAll()
        .orderBy("sequence")
        .limit(limit)
        .execute();
      return rows.map(({ job_id, kind, payload }) => ({
        jobId: job_id,
        kind,
        payload,
      }));
    },

    async sent(jobIds) {
      if (jobIds.length === 0) return;
      await db.deleteFrom("outbox").where("job_id", "in", jobIds).execute();
    },

    async begin(id, { at, attempts }) {
      // One statement: of a cancellation and a beginning at once, one sees the other.
      const { rows } = await sql`update stockwright.job
        set state = 'running', started_at = coalesce(started_at, ${at}), attempts = ${attempts}
        where id = ${id} and state in ('queued', 'running') and not cancel_requested
        returning id`.execute(db);
      return rows.length > 0;
    },

    async update(id, change, from) {
      const { state, startedAt, finishedAt, attempts, error } = change;
      const set = {
        ...(state !== undefined && { state }),
        ...(startedAt !== undefined && { started_at: startedAt }),
        ...(finishedAt !== undefined && { finished_at: finishedAt }),
        ...(attempts !== undefined && { attempts }),
        ...(error !== undefined && { error }),
      };
      if (Object.keys(set).length === 0) return true;
      const updated = await db
        .updateTable("job")
        .set(set)
        .where("id", "=", id)
        .$if(from !== undefined, (query) => query.where("state", "in", from!))
        .returning("id")
        .execute();
      return updated.length > 0;
    },

    async progress(id, progress) {
      await db
        .updateTable("job")
        .set({ progress: JSON.stringify(progress) })
        .where("id", "=", id)
        .execute();
    },

    async requestCancel(id) {
      const asked = await db
        .updateTable("job")
        .set({ cancel_requested: true })
        .where("id", "=", id)
        .where("state", "in", ["queued", "running"])
        .returning("id")
        .execute();
      return asked.length > 0;
    },

    async cancelRequested(id) {
      const { rows } = await sql<{ cancel_requested: boolean }>`
        select cancel_requested from stockwright.job where id = ${id}`.execute(
        db,
      );
      return rows[0]?.cancel_requested ?? false;
    },
  };
}

function whole(row: {
  readonly id: string;
  readonly kind: Job["kind"];
  readonly state: Job["state"];
  readonly subject_id: string;
  readonly author: string;
  readonly progress: Job["progress"];
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly attempts: number;
  readonly error: string | null;
}): Job {
  const { id, kind, state, author, progress, attempts, error } = row;
  return {
    id,
    kind,
    state,
    subjectId: row.subject_id,
    author,
    progress,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    attempts,
    error,
  };
}
