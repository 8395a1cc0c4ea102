import { openQueue } from "../../../worker/queue/open-queue.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { queueContract } from "../../contracts/queue-contract.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";

describe("the queue on PGlite", () => {
  queueContract(async () => {
    const here = await freshDataFolder();
    const child = await freshDataFolder();
    const pglite = await openPglite(here.root);
    return {
      open: (tuning) => openQueue({ kind: "pglite", pglite }, tuning),
      childPlace: { kind: "pglite", dataFolder: child.root },
      async close() {
        await pglite.close();
        here.remove();
        child.remove();
      },
    };
  });
});
