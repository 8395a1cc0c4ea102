import { openStore } from "../../../worker/store/open-store.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { storeContract } from "../../contracts/store-contract.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";

describe("the store on PGlite", () => {
  storeContract(async () => {
    const folder = await freshDataFolder();
    const pglite = await openPglite(folder.root);
    const store = await openStore({ kind: "pglite", pglite });
    const second = await openStore({ kind: "pglite", pglite });
    return {
      store,
      second,
      query: (text) => pglite.exec(text),
      async close() {
        await pglite.close();
        folder.remove();
      },
    };
  });
});
