import { sql, type Kysely } from "kysely";

/** What the rows of a chunk come to, so that a run is gathered without reading them again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw("alter table stockwright.run_chunk add column summary json")
    .execute(db);
}
