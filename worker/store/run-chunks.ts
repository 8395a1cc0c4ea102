import { sql, type RawBuilder } from "kysely";
import type { RecommendationRow, Run } from "../../engine/contracts/index.ts";
import { together, type Database } from "./database.ts";
import type { ChunkSummary, RunStore } from "./store.ts";

/** The pieces of a run, as each of them is kept. */
export function runChunks(
  db: Database,
): Pick<
  RunStore,
  "saveChunk" | "chunkRows" | "chunks" | "leftOut" | "summaries"
> {
  return {
    async saveChunk(runId, chunk, packs, leftOut, summary) {
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
        for (const { named, records, explanations } of packs) {
          await sql`insert into stockwright.recommendation
              (run_id, stage_id, chunk, priority, record, explanations)
            select ${runId}, row.id, ${chunk}::integer, row.priority,
              row.record::json, row.explanations::json
            from rows from (
              json_to_recordset(${named}::json) as (id text, priority double precision),
              ${lines(records)}, ${lines(explanations)}
            ) as row(id, priority, record, explanations)
            on conflict (run_id, stage_id) do update set
              chunk = excluded.chunk, priority = excluded.priority,
              record = excluded.record, explanations = excluded.explanations`.execute(
            tx,
          );
        }
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

/** Lines of a text as a set, in their order, by one parameter. */
function lines(text: string): RawBuilder<unknown> {
  return sql`unnest(string_to_array(${text}, ${"\n"}))`;
}
