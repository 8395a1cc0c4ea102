import { sql } from "kysely";
import { inBulk, recordPage, together, type Database } from "./database.ts";

/** One look at a run that is done, by one job; a later one replaces it when it is finished. */
export interface StudyKey {
  readonly runId: string;
  /** `frontier`, or `simulation` and whose numbers. */
  readonly study: string;
  readonly jobId: string;
}

/** What such looks found: in parts while they run, then as one document. */
export interface StudyStore {
  /** Keeps one part and its rows; the same part again replaces them. */
  savePart(
    key: StudyKey,
    part: number,
    document: unknown,
    rows: readonly {
      readonly stageId: string;
      /** Rows are read by falling rank. */
      readonly rank: number;
      readonly record: unknown;
    }[],
  ): Promise<void>;
  /** Parts that are kept already. */
  parts(jobId: string): Promise<readonly number[]>;
  /** Documents of the parts, in their order. */
  documents(jobId: string): Promise<readonly unknown[]>;
  /** Makes this the run's study of its kind, and drops what earlier ones left. */
  finish(key: StudyKey, document: unknown): Promise<void>;
  find(
    runId: string,
    study: string,
  ): Promise<{ readonly jobId: string; readonly document: unknown } | null>;
  page(
    jobId: string,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly unknown[] }>;
}

export function studyStore(db: Database): StudyStore {
  return {
    async savePart({ runId, study, jobId }, part, document, rows) {
      await together(db, async (tx) => {
        await sql`delete from stockwright.study_part
          where job_id = ${jobId} and part = ${part}`.execute(tx);
        await sql`insert into stockwright.study_part
            (run_id, study, job_id, part, document)
          values (${runId}, ${study}, ${jobId}, ${part},
            ${JSON.stringify(document)}::json)`.execute(tx);
        await inBulk(rows, (json) =>
          sql`insert into stockwright.study_row
              (job_id, part, stage_id, rank, record)
            select ${jobId}, ${part}::integer, row."stageId", row.rank, row.record
            from json_to_recordset(${json}::json)
              as row("stageId" text, rank double precision, record json)`.execute(
            tx,
          ),
        );
      });
    },

    async parts(jobId) {
      const { rows } = await sql<{ part: number }>`
        select part from stockwright.study_part
        where job_id = ${jobId} order by part`.execute(db);
      return rows.map(({ part }) => part);
    },

    async documents(jobId) {
      const { rows } = await sql<{ document: unknown }>`
        select document from stockwright.study_part
        where job_id = ${jobId} order by part`.execute(db);
      return rows.map(({ document }) => document);
    },

    async finish({ runId, study, jobId }, document) {
      await together(db, async (tx) => {
        await sql`insert into stockwright.study (run_id, study, job_id, document)
          values (${runId}, ${study}, ${jobId}, ${JSON.stringify(document)}::json)
          on conflict (run_id, study) do update set
            job_id = excluded.job_id, document = excluded.document`.execute(tx);
        await sql`delete from stockwright.study_part
          where run_id = ${runId} and study = ${study}
            and job_id <> ${jobId}`.execute(tx);
      });
    },

    async find(runId, study) {
      const { rows } = await sql<{ job_id: string; document: unknown }>`
        select job_id, document from stockwright.study
        where run_id = ${runId} and study = ${study}`.execute(db);
      const found = rows[0];
      return found ? { jobId: found.job_id, document: found.document } : null;
    },

    page: (jobId, offset, limit) =>
      recordPage(db, {
        from: sql`stockwright.study_row where job_id = ${jobId}`,
        order: sql`rank desc, stage_id`,
        offset,
        limit,
      }),
  };
}
