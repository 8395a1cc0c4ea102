import { sql } from "kysely";
import type {
  Finding,
  ImportFinding,
  LinkRecord,
  Snapshot,
  SnapshotSummary,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { inBulk, together, type Database } from "./database.ts";
import type { StageText } from "./stage-text.ts";
import type { SnapshotStore } from "./store.ts";

/** Enough for one query to be worth its way, few enough to keep in memory. */
const pageStages = 500;

/** Of a snapshot that no audit has looked at. */
const notAudited = JSON.stringify(null);

export function snapshotStore(db: Database): SnapshotStore {
  return {
    async begin({ id, connectionId, at }) {
      await db
        .insertInto("snapshot")
        .values({
          id,
          state: "importing",
          summary: JSON.stringify(announced(id, connectionId, at)),
          findings: notAudited,
          error: null,
        })
        .onConflict((on) => on.column("id").doNothing())
        .execute();
    },

    async save(snapshot, importFindings) {
      const { id } = snapshot;
      const row = {
        state: "ready" as const,
        summary: JSON.stringify(summaryOf(snapshot)),
        findings: notAudited,
        error: null,
      };
      await together(db, async (tx) => {
        await tx
          .insertInto("snapshot")
          .values({ id, ...row })
          .onConflict((on) => on.column("id").doUpdateSet(row))
          .execute();
        await tx.deleteFrom("stage").where("snapshot_id", "=", id).execute();
        await inBulk(
          snapshot.stages.map((record) => ({ id: record.id, record })),
          (json) =>
            sql`insert into stockwright.stage (snapshot_id, stage_id, record)
              select ${id}, row.id, row.record
              from json_to_recordset(${json}::json) as row(id text, record json)`.execute(
              tx,
            ),
        );
        await replaceList(tx, "link", id, snapshot.links);
        await replaceList(tx, "import_finding", id, importFindings);
        await replaceList(tx, "finding", id, []);
      });
    },

    async fail(id, error) {
      await sql`update stockwright.snapshot set error = ${error},
        state = case state when 'importing' then 'failed' else state end
        where id = ${id}`.execute(db);
    },

    async saveFindings(id, findings) {
      const counts = { error: 0, warning: 0, info: 0 };
      for (const finding of findings) counts[finding.severity] += 1;
      await together(db, async (tx) => {
        await tx
          .updateTable("snapshot")
          .set({ findings: JSON.stringify(counts), error: null })
          .where("id", "=", id)
          .execute();
        await replaceList(tx, "finding", id, findings);
      });
    },

    async summary(id) {
      const row = await db
        .selectFrom("snapshot")
        .selectAll()
        .where("id", "=", id)
        .executeTakeFirst();
      return row ? whole(row) : null;
    },

    async list(limit) {
      const rows = await db
        .selectFrom("snapshot")
        .selectAll()
        .orderBy("sequence", "desc")
        .$if(limit !== undefined, (query) => query.limit(limit!))
        .execute();
      return rows.map(whole);
    },

    stageIds: (id) => idsOf(db, id),
    stagesOf: (id, stageIds) => named(db, id, stageIds),

    async stages(id) {
      const rows = await db
        .selectFrom("stage")
        .select("record")
        .where("snapshot_id", "=", id)
        .orderBy("stage_id")
        .execute();
      return rows.map((row) => row.record);
    },

    // By their ids, not from one id on: of a table just filled PostgreSQL has no statistics, and
    // would sort all the rest of it for each page.
    async *stagePages(id) {
      const ids = await idsOf(db, id);
      for (let start = 0; start < ids.length; start += pageStages) {
        yield await named(db, id, ids.slice(start, start + pageStages));
      }
    },

    async *stageTexts(id) {
      const ids = await idsOf(db, id);
      for (let start = 0; start < ids.length; start += pageStages) {
        const asked = ids.slice(start, start + pageStages);
        const { rows } = await sql<StageText>`
          select count(*)::integer as count,
            '[' || string_agg(kept.record::text, ',' order by kept.position) || ']' as json
          from (${recordsOf(id, asked)}) as kept`.execute(db);
        yield rows[0]!;
      }
    },

    async stage(id, stageId) {
      const row = await db
        .selectFrom("stage")
        .select("record")
        .where("snapshot_id", "=", id)
        .where("stage_id", "=", stageId)
        .executeTakeFirst();
      return row?.record ?? null;
    },

    links: (id) => readList<LinkRecord>(db, "link", id),
    findings: (id) => readList<Finding>(db, "finding", id),
    importFindings: (id) => readList<ImportFinding>(db, "import_finding", id),
  };
}

async function idsOf(db: Database, snapshotId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("stage")
    .select("stage_id")
    .where("snapshot_id", "=", snapshotId)
    .orderBy("stage_id")
    .execute();
  return rows.map((row) => row.stage_id);
}

async function named(
  db: Database,
  snapshotId: string,
  stageIds: readonly string[],
): Promise<StageRecord[]> {
  const { rows } = await sql<{ record: StageRecord }>`
    select record from (${recordsOf(snapshotId, stageIds)}) as kept
    order by kept.position`.execute(db);
  return rows.map((row) => row.record);
}

/** Records of the named stages, and at which place each was named. */
function recordsOf(snapshotId: string, stageIds: readonly string[]) {
  return sql`
    select stage.record, asked.position
    from json_array_elements_text(${JSON.stringify(stageIds)}::json)
      with ordinality as asked(stage_id, position)
    join stockwright.stage on stage.snapshot_id = ${snapshotId}
      and stage.stage_id = asked.stage_id`;
}

type ListTable = "link" | "finding" | "import_finding";

async function replaceList(
  db: Database,
  table: ListTable,
  snapshotId: string,
  records: readonly unknown[],
): Promise<void> {
  const into = sql.table(`stockwright.${table}`);
  await sql`delete from ${into} where snapshot_id = ${snapshotId}`.execute(db);
  await inBulk(
    records.map((record, position) => ({ position, record })),
    (json) =>
      sql`insert into ${into} (snapshot_id, position, record)
        select ${snapshotId}, row.position, row.record
        from json_to_recordset(${json}::json) as row(position integer, record json)`.execute(
        db,
      ),
  );
}

async function readList<T>(
  db: Database,
  table: ListTable,
  snapshotId: string,
): Promise<readonly T[]> {
  const { rows } = await sql<{ record: T }>`
    select record from ${sql.table(`stockwright.${table}`)}
    where snapshot_id = ${snapshotId} order by position`.execute(db);
  return rows.map((row) => row.record);
}

type KeptSummary = Omit<SnapshotSummary, "state" | "error" | "findings">;

function whole(row: {
  readonly state: SnapshotSummary["state"];
  readonly summary: KeptSummary;
  readonly findings: SnapshotSummary["findings"];
  readonly error: string | null;
}): SnapshotSummary {
  const { state, findings, error } = row;
  return { ...row.summary, state, findings, error };
}

/** What is known before the import has read anything. */
function announced(id: string, connectionId: string, at: string): KeptSummary {
  return {
    id,
    digest: "0".repeat(64),
    takenAt: at,
    connectionId,
    profile: "",
    // ISO 4217: no currency involved.
    currency: "XXX",
    period: "month",
    taxonomyVersion: "",
    stages: 0,
    links: 0,
    items: 0,
    locations: 0,
    onHandValue: 0,
  };
}

function summaryOf(snapshot: Snapshot): KeptSummary {
  const { stages, links, ...rest } = snapshot;
  let onHandValue = 0;
  for (const { onHand, unitCost } of stages) {
    onHandValue += (onHand ?? 0) * (unitCost ?? 0);
  }
  return {
    ...rest,
    stages: stages.length,
    links: links.length,
    items: new Set(stages.map((stage) => stage.item)).size,
    locations: new Set(stages.map((stage) => stage.location)).size,
    onHandValue,
  };
}
