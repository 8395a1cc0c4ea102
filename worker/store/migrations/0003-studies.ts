import { sql, type Kysely } from "kysely";

/** Looks at runs that are done: their replays and their frontiers, piece by piece. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const ofRun =
  "run_id text not null references stockwright.run on delete cascade";

const statements = [
  `create table stockwright.study (
    ${ofRun}, study text not null, job_id text not null, document json not null,
    primary key (run_id, study))`,
  `create table stockwright.study_part (
    ${ofRun}, study text not null, job_id text not null, part integer not null,
    document json not null, primary key (job_id, part))`,
  // Stage ids sort by code point, whatever the database's collation.
  `create table stockwright.study_row (
    job_id text not null, part integer not null,
    stage_id text collate "C" not null, rank double precision not null,
    record json not null, primary key (job_id, stage_id),
    foreign key (job_id, part) references stockwright.study_part on delete cascade)`,
  `create index on stockwright.study_row (job_id, rank desc, stage_id)`,
  `create index on stockwright.study_row (job_id, part)`,
  `create index on stockwright.study_part (run_id, study)`,
];
