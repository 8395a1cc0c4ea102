import { sql } from "kysely";
import type {
  CatalogForecast,
  ForecastRow,
} from "../../engine/contracts/index.ts";
import { inBulk, recordPage, type Database } from "./database.ts";

/** What a snapshot's catalog teaches, and its forecasts. What is kept again replaces itself. */
export interface ForecastStore {
  /** `lesson` is the worker's own text of it, good for the engine that learnt it only. */
  saveLesson(kept: {
    readonly snapshotId: string;
    readonly learntBy: string;
    readonly lesson: string;
  }): Promise<void>;
  lesson(snapshotId: string, learntBy: string): Promise<string | null>;
  saveRows(snapshotId: string, rows: readonly ForecastRow[]): Promise<void>;
  /** Says that all rows are kept. */
  finish(forecast: CatalogForecast): Promise<void>;
  find(snapshotId: string): Promise<CatalogForecast | null>;
  /** In stage order. */
  page(
    snapshotId: string,
    offset: number,
    limit: number,
  ): Promise<{
    readonly total: number;
    readonly rows: readonly ForecastRow[];
  }>;
}

export function forecastStore(db: Database): ForecastStore {
  return {
    async saveLesson({ snapshotId, learntBy, lesson }) {
      await sql`
        insert into stockwright.catalog_lesson (snapshot_id, learnt_by, lesson)
        values (${snapshotId}, ${learntBy}, ${lesson})
        on conflict (snapshot_id, learnt_by)
        do update set lesson = excluded.lesson`.execute(db);
    },

    async lesson(snapshotId, learntBy) {
      const { rows } = await sql<{ lesson: string }>`
        select lesson from stockwright.catalog_lesson
        where snapshot_id = ${snapshotId} and learnt_by = ${learntBy}`.execute(
        db,
      );
      return rows[0]?.lesson ?? null;
    },

    async saveRows(snapshotId, rows) {
      await inBulk(
        rows.map((record) => ({ id: record.stageId, record })),
        (json) =>
          sql`insert into stockwright.stage_forecast (snapshot_id, stage_id, record)
            select ${snapshotId}, row.id, row.record
            from json_to_recordset(${json}::json) as row(id text, record json)
            on conflict (snapshot_id, stage_id)
            do update set record = excluded.record`.execute(db),
      );
    },

    async finish(document) {
      const json = JSON.stringify(document);
      await sql`
        insert into stockwright.catalog_forecast (snapshot_id, document)
        values (${document.snapshotId}, ${json}::json)
        on conflict (snapshot_id)
        do update set document = excluded.document`.execute(db);
    },

    async find(snapshotId) {
      const { rows } = await sql<{ document: CatalogForecast }>`
        select document from stockwright.catalog_forecast
        where snapshot_id = ${snapshotId}`.execute(db);
      return rows[0]?.document ?? null;
    },

    page: (snapshotId, offset, limit) =>
      recordPage<ForecastRow>(db, {
        from: sql`stockwright.stage_forecast where snapshot_id = ${snapshotId}`,
        order: sql`stage_id`,
        offset,
        limit,
      }),
  };
}
