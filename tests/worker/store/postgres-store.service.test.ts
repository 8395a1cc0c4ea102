import pg from "pg";
import { openStore } from "../../../worker/store/open-store.ts";
import { emptyDatabase } from "../../contracts/store-databases.ts";
import { storeContract } from "../../contracts/store-contract.ts";

describe("the store on PostgreSQL", () => {
  storeContract(async () => {
    const database = await emptyDatabase();
    // Both at once on empty tables: one migrates, the other waits.
    const [store, second] = await Promise.all([
      openStore({ kind: "postgres", url: database.url }),
      openStore({ kind: "postgres", url: database.url }),
    ]);
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    // Dropping the database may reach a connection that is just saying goodbye.
    pool.on("error", () => undefined);
    return {
      store,
      second,
      query: (text) => pool.query(text),
      async close() {
        await Promise.all([store.close(), second.close(), pool.end()]);
        await database.drop();
      },
    };
  });
});
