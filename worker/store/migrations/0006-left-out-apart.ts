import { sql, type Kysely } from "kysely";

/**
 * Stages that a run left out lie beside its document, so that lists of runs do without them. Runs
 * of before keep theirs where they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw("alter table stockwright.run add column left_out json")
    .execute(db);
}
