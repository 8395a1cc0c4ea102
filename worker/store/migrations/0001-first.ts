import { sql, type Kysely } from "kysely";

/** The tables of the whole loop: snapshots, runs, change sets, jobs and the log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Stage ids sort by code point, whatever the database's collation.
const stageId = `stage_id text collate "C" not null`;
const sequence = "sequence bigint generated always as identity unique";

const statements = [
  `create table stockwright.connection (
    ${sequence}, id text primary key, document json not null)`,

  `create table stockwright.snapshot (
    ${sequence}, id text primary key, state text not null,
    summary json not null, findings json not null, error text)`,
  `create table stockwright.stage (
    snapshot_id text not null references stockwright.snapshot on delete cascade,
    ${stageId}, record json not null, primary key (snapshot_id, stage_id))`,
  ...["link", "finding", "import_finding"].map(
    (table) => `create table stockwright.${table} (
    snapshot_id text not null references stockwright.snapshot on delete cascade,
    position integer not null, record json not null,
    primary key (snapshot_id, position))`,
  ),

  `create table stockwright.run (
    ${sequence}, id text primary key, state text not null, document json not null)`,
  `create table stockwright.run_chunk (
    run_id text not null references stockwright.run on delete cascade,
    chunk integer not null, left_out json not null, primary key (run_id, chunk))`,
  `create table stockwright.recommendation (
    run_id text not null references stockwright.run on delete cascade,
    ${stageId}, chunk integer not null, priority double precision not null,
    record json not null, explanations json not null,
    primary key (run_id, stage_id))`,
  `create index on stockwright.recommendation (run_id, priority desc, stage_id)`,
  `create index on stockwright.recommendation (run_id, chunk)`,
  `create table stockwright.stage_override (
    run_id text not null references stockwright.run on delete cascade,
    ${stageId}, record json not null, primary key (run_id, stage_id))`,

  // The two rules of approval hold even for who writes past our code.
  `create table stockwright.change_set (
    ${sequence}, id text primary key, run_id text, undoes text,
    connection_id text not null, author text not null, created_at text not null,
    state text not null, digest text, decided_by text, decision text,
    approval json, job_id text, error text,
    constraint two_people check (decision is distinct from 'approved' or decided_by <> author),
    constraint signs_the_digest check (approval is null or approval->>'digest' = digest))`,
  `create table stockwright.change_row (
    change_set_id text not null references stockwright.change_set on delete cascade,
    position integer not null, ${stageId}, kind text not null,
    value_change double precision, state text not null, message text,
    written_at text, record json not null, primary key (change_set_id, position))`,
  `create index on stockwright.change_row (change_set_id, stage_id)`,
  `create table stockwright.journal (
    sequence bigint generated always as identity primary key,
    change_set_id text not null references stockwright.change_set,
    ${stageId}, state text not null, message text, at text not null)`,
  `create index on stockwright.journal (change_set_id, sequence)`,

  `create table stockwright.job (
    ${sequence}, id text primary key, kind text not null, state text not null,
    subject_id text not null, author text not null, progress json,
    created_at text not null, started_at text, finished_at text,
    attempts integer not null, error text,
    cancel_requested boolean not null default false)`,
  `create table stockwright.outbox (
    sequence bigint generated always as identity primary key,
    job_id text not null unique, kind text not null, payload json not null)`,

  `create table stockwright.log_entry (
    sequence bigint primary key, at text not null, actor text not null,
    action text not null, subject text not null, detail json not null,
    previous_hash text not null, hash text not null unique)`,

  `create function stockwright.refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op);
  end $$`,
  ...["log_entry", "journal"].flatMap((table) => [
    `create trigger append_only before update or delete on stockwright.${table}
      for each row execute function stockwright.refuse_change()`,
    `create trigger append_only_whole before truncate on stockwright.${table}
      for each statement execute function stockwright.refuse_change()`,
  ]),
];
