import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openStore } from "../../../worker/store/open-store.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { storeContract } from "../../contracts/store-contract.ts";

describe("the store on PGlite", () => {
  storeContract(async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-store-"));
    const pglite = await openPglite(folder);
    const store = await openStore({ kind: "pglite", pglite });
    const second = await openStore({ kind: "pglite", pglite });
    return {
      store,
      second,
      query: (text) => pglite.exec(text),
      async close() {
        await pglite.close();
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});
