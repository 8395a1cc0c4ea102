import type { Database } from "./database.ts";
import type { ConnectionStore } from "./store.ts";

export function connectionStore(db: Database): ConnectionStore {
  return {
    async save(connection) {
      const document = JSON.stringify(connection);
      await db
        .insertInto("connection")
        .values({ id: connection.id, document })
        .onConflict((on) => on.column("id").doUpdateSet({ document }))
        .execute();
    },
    async find(id) {
      const row = await db
        .selectFrom("connection")
        .select("document")
        .where("id", "=", id)
        .executeTakeFirst();
      return row?.document ?? null;
    },
    async list() {
      const rows = await db
        .selectFrom("connection")
        .select("document")
        .orderBy("sequence", "desc")
        .execute();
      return rows.map((row) => row.document);
    },
  };
}
