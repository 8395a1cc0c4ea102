import { sql } from "kysely";
import type {
  Explanation,
  Recommendation,
  RecommendationRow,
  Run,
} from "../../engine/contracts/index.ts";
import {
  inTurns,
  linesOf,
  recordPage,
  together,
  type Database,
} from "./database.ts";
import type { ChunkSummary, RunStore } from "./store.ts";

/** Recommendations of one page: a few megabytes with their explanations. */
const pageRows = 1_000;

export function runStore(db: Database): RunStore {
  return {
    async create(run) {
      await db
        .insertInto("run")
        .values({
          id: run.id,
          state: run.state,
          document: JSON.stringify(run),
        })
        .execute();
    },

    async find(id) {
      const row = await db
        .selectFrom("run")
        .select("document")
        .where("id", "=", id)
        .executeTakeFirst();
      return row?.document ?? null;
    },

    async list(limit) {
      const rows = await db
        .selectFrom("run")
        .select("document")
        .orderBy("sequence", "desc")
        .$if(limit !== undefined, (query) => query.limit(limit!))
        .execute();
      return rows.map((row) => row.document);
    },

    update: (id, change, from) =>
      together(db, async (tx) => {
        const row = await tx
          .selectFrom("run")
          .select("document")
          .where("id", "=", id)
          .forUpdate()
          .executeTakeFirst();
        if (!row) return false;
        if (from && !from.includes(row.document.state)) return false;

        const run: Run = { ...row.document, ...change };
        await tx
          .updateTable("run")
          .set({ state: run.state, document: JSON.stringify(run) })
          .where("id", "=", id)
          .execute();
        return true;
      }),

    async latestDone() {
      const row = await db
        .selectFrom("run")
        .select("document")
        .where("state", "=", "done")
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.document ?? null;
    },

    ...chunks(db),
    ...recommendations(db),
    ...overrides(db),
  };
}

function chunks(
  db: Database,
): Pick<
  RunStore,
  "saveChunk" | "chunkRows" | "chunks" | "leftOut" | "summaries"
> {
  return {
    async saveChunk(runId, chunk, rows, leftOut, summary) {
      const comesTo = summary ? JSON.stringify(summary) : null;
      await together(db, async (tx) => {
        await sql`insert into stockwright.run_chunk (run_id, chunk, left_out, summary)
          values (${runId}, ${chunk}, ${JSON.stringify(leftOut)}::json, ${comesTo}::json)
          on conflict (run_id, chunk) do update set
            left_out = excluded.left_out, summary = excluded.summary`.execute(
          tx,
        );
        await sql`delete from stockwright.recommendation
          where run_id = ${runId} and chunk = ${chunk}`.execute(tx);
        await inTurns(rows.map(split), (some) => {
          const named = JSON.stringify(
            some.map(({ id, priority }) => ({ id, priority })),
          );
          const records = linesOf(some.map(({ record }) => record));
          const explained = linesOf(some.map((row) => row.explanations));
          return sql`insert into stockwright.recommendation
              (run_id, stage_id, chunk, priority, record, explanations)
            select ${runId}, row.id, ${chunk}::integer, row.priority,
              row.record::json, row.explanations::json
            from rows from (
              json_to_recordset(${named}::json) as (id text, priority double precision),
              ${records}, ${explained}
            ) as row(id, priority, record, explanations)
            on conflict (run_id, stage_id) do update set
              chunk = excluded.chunk, priority = excluded.priority,
              record = excluded.record, explanations = excluded.explanations`.execute(
            tx,
          );
        });
      });
    },

    async chunkRows(runId, chunk) {
      const { rows } = await sql<{ record: RecommendationRow }>`
        select record from stockwright.recommendation
        where run_id = ${runId} and chunk = ${chunk} order by stage_id`.execute(
        db,
      );
      return rows.map(({ record }) => record);
    },

    async chunks(runId) {
      const { rows } = await sql<{ chunk: number }>`
        select chunk from stockwright.run_chunk
        where run_id = ${runId} order by chunk`.execute(db);
      return rows.map((row) => row.chunk);
    },

    async leftOut(runId) {
      const { rows } = await sql<{ left_out: Run["leftOut"] }>`
        select left_out from stockwright.run_chunk
        where run_id = ${runId} order by chunk`.execute(db);
      return rows.flatMap((row) => row.left_out);
    },

    async summaries(runId) {
      const { rows } = await sql<{
        chunk: number;
        summary: ChunkSummary | null;
      }>`
        select chunk, summary from stockwright.run_chunk
        where run_id = ${runId} order by chunk`.execute(db);
      return rows;
    },
  };
}

function recommendations(
  db: Database,
): Pick<RunStore, "page" | "rows" | "pages" | "recommendation"> {
  return {
    page: (runId, offset, limit) =>
      recordPage<RecommendationRow>(db, {
        from: sql`stockwright.recommendation where run_id = ${runId}`,
        order: sql`priority desc, stage_id`,
        offset,
        limit,
      }),

    async rows(runId) {
      const { rows } = await sql<{ record: RecommendationRow }>`
        select record from stockwright.recommendation
        where run_id = ${runId} order by stage_id`.execute(db);
      return rows.map((row) => row.record);
    },

    async *pages(runId, chunk) {
      const within =
        chunk === undefined ? sql`true` : sql`chunk = ${chunk}::integer`;
      let after = "";
      for (;;) {
        const { rows } = await sql<Kept>`
          select record, explanations from stockwright.recommendation
          where run_id = ${runId} and ${within} and stage_id > ${after}
          order by stage_id limit ${pageRows}::integer`.execute(db);
        const last = rows.at(-1);
        if (!last) return;
        yield rows.map(joined);
        after = last.record.stageId;
      }
    },

    async recommendation(runId, stageId) {
      const { rows } = await sql<Kept>`
        select record, explanations from stockwright.recommendation
        where run_id = ${runId} and stage_id = ${stageId}`.execute(db);
      return rows[0] ? joined(rows[0]) : null;
    },
  };
}

function overrides(
  db: Database,
): Pick<RunStore, "saveOverride" | "removeOverride" | "overrides"> {
  return {
    async saveOverride(runId, override) {
      const record = JSON.stringify(override);
      await db
        .insertInto("stage_override")
        .values({ run_id: runId, stage_id: override.stageId, record })
        .onConflict((on) =>
          on.columns(["run_id", "stage_id"]).doUpdateSet({ record }),
        )
        .execute();
    },

    async removeOverride(runId, stageId) {
      const removed = await db
        .deleteFrom("stage_override")
        .where("run_id", "=", runId)
        .where("stage_id", "=", stageId)
        .returning("stage_id")
        .execute();
      return removed.length > 0;
    },

    async overrides(runId) {
      const rows = await db
        .selectFrom("stage_override")
        .select("record")
        .where("run_id", "=", runId)
        .orderBy("stage_id")
        .execute();
      return rows.map((row) => row.record);
    },
  };
}

/** Explanations lie apart: the table of a run does without them, and they are most of its bytes. */
interface Kept {
  readonly record: RecommendationRow;
  readonly explanations: Explanation[];
}

function split({ explanations, ...record }: Recommendation) {
  const { stageId: id, priority } = record;
  return { id, priority, record, explanations };
}

function joined({ record, explanations }: Kept): Recommendation {
  return { ...record, explanations };
}
