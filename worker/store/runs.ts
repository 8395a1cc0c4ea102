import { sql } from "kysely";
import type {
  Explanation,
  Recommendation,
  RecommendationRow,
  Run,
} from "../../engine/contracts/index.ts";
import { recordPage, together, type Database } from "./database.ts";
import { runChunks } from "./run-chunks.ts";
import type { RunStore } from "./store.ts";

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
        .select(["document", "left_out"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? whole(row) : null;
    },

    async list(limit, leftOut = "counted") {
      const runs = db
        .selectFrom("run")
        .orderBy("sequence", "desc")
        .$if(limit !== undefined, (query) => query.limit(limit!));
      if (leftOut === "whole") {
        const rows = await runs.select(["document", "left_out"]).execute();
        return rows.map(whole);
      }
      const rows = await runs.select("document").execute();
      return rows.map(({ document }) => counted(document));
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

        const { leftOut, ...others } = change;
        const run: Run = {
          ...row.document,
          ...others,
          ...(leftOut && { leftOut: [], leftOutCount: leftOut.length }),
        };
        await tx
          .updateTable("run")
          .set({
            state: run.state,
            document: JSON.stringify(run),
            ...(leftOut && { left_out: JSON.stringify(leftOut) }),
          })
          .where("id", "=", id)
          .execute();
        return true;
      }),

    async latestDone() {
      const row = await db
        .selectFrom("run")
        .select(["document", "left_out"])
        .where("state", "=", "done")
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      return row ? whole(row) : null;
    },

    async leftOutPage(runId, offset, limit) {
      const { rows } = await sql<{ total: number; rows: Run["leftOut"] }>`
        select json_array_length(kept.all)::integer as total,
          coalesce((
            select json_agg(one.entry order by one.place)
            from json_array_elements(kept.all)
              with ordinality as one(entry, place)
            where one.place > ${offset}::integer
              and one.place <= ${offset}::integer + ${limit}::integer
          ), '[]'::json) as rows
        from (
          select coalesce(left_out, document->'leftOut') as all
          from stockwright.run where id = ${runId}
        ) as kept`.execute(db);
      return rows[0] ?? { total: 0, rows: [] };
    },

    ...runChunks(db),
    ...recommendations(db),
    ...overrides(db),
  };
}

/** What a run left out lies beside its document; in runs of before, in it. */
function whole(row: {
  readonly document: Run;
  readonly left_out: Run["leftOut"] | null;
}): Run {
  return { ...row.document, leftOut: row.left_out ?? row.document.leftOut };
}

function counted(run: Run): Run {
  if (run.leftOut.length === 0) return run;
  return { ...run, leftOut: [], leftOutCount: run.leftOut.length };
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

function joined({ record, explanations }: Kept): Recommendation {
  return { ...record, explanations };
}
