import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openQueue } from "../../../worker/queue/open-queue.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { queueContract } from "../../contracts/queue-contract.ts";

describe("the queue on PGlite", () => {
  queueContract(async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-queue-"));
    const pglite = await openPglite(path.join(folder, "here"));
    return {
      open: (tuning) => openQueue({ kind: "pglite", pglite }, tuning),
      childPlace: { kind: "pglite", dataFolder: path.join(folder, "child") },
      async close() {
        await pglite.close();
        fs.rmSync(folder, { recursive: true, force: true });
      },
    };
  });
});
