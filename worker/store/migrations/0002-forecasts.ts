import { sql, type Kysely } from "kysely";

/** What a snapshot's catalog teaches its forecasts, and the forecasts themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const ofSnapshot =
  "snapshot_id text not null references stockwright.snapshot on delete cascade";

const statements = [
  `create table stockwright.catalog_lesson (
    ${ofSnapshot}, learnt_by text not null, lesson text not null,
    primary key (snapshot_id, learnt_by))`,
  `create table stockwright.catalog_forecast (
    ${ofSnapshot}, document json not null, primary key (snapshot_id))`,
  // Stage ids sort by code point, whatever the database's collation.
  `create table stockwright.stage_forecast (
    ${ofSnapshot}, stage_id text collate "C" not null, record json not null,
    primary key (snapshot_id, stage_id))`,
];
