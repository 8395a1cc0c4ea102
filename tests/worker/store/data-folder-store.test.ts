import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { FolderInUseError } from "../../../worker/data-folder/lock.ts";
import { openStore } from "../../../worker/store/open-store.ts";

// The first start makes a database, which takes a busy machine many times its usual 4 seconds.
const patience = 300_000;

describe("the store of a data folder", () => {
  let folder = "";
  const place = () => ({ kind: "pglite" as const, dataFolder: folder });

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-kept-"));
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it(
    "is made by the first start, also after one that was killed half-way",
    async () => {
      const draft = path.join(folder, "database.draft-0badc0de");
      fs.mkdirSync(draft);
      fs.writeFileSync(path.join(draft, "PG_VERSION"), "17");

      const store = await openStore(place());
      await store.ping();
      await store.close();
      expect(fs.readdirSync(folder)).toEqual(["database"]);
    },
    patience,
  );

  it(
    "has all that was kept after its process was killed, and again",
    async () => {
      let last = 0;
      for (let round = 1; round <= 2; round++) {
        const said = await killedAfterSaying(last + 60);
        const store = await openStore(place());
        const { entries, brokenAt } = await store.log.verify();
        const jobs = await store.jobs.list();
        const outbox = await store.jobs.outbox(10_000);
        await store.close();

        // What was said is kept; one more may be, whose commit was not yet said.
        expect([said, said + 1]).toContain(entries);
        expect(brokenAt).toBeNull();
        // Each transaction is there whole.
        expect(jobs).toHaveLength(entries);
        expect(outbox).toHaveLength(entries);
        last = entries;
      }
    },
    patience,
  );

  it(
    "refuses a second store on the same folder, and opens after a close",
    async () => {
      const store = await openStore(place());
      await expect(openStore(place())).rejects.toThrow(FolderInUseError);
      await store.close();

      const again = await openStore(place());
      await again.ping();
      await again.close();
    },
    patience,
  );

  it("is not begun anew where something else lies", async () => {
    const other = path.join(folder, "other");
    fs.mkdirSync(path.join(other, "database"), { recursive: true });

    await expect(
      openStore({ kind: "pglite", dataFolder: other }),
    ).rejects.toThrow("holds no database");
    expect(fs.readdirSync(other)).toEqual(["database"]);
  });

  /** Kills the writer in the middle, once it has said `number`; answers the last it said. */
  async function killedAfterSaying(number: number): Promise<number> {
    const here = import.meta.dirname;
    const child = spawn(
      process.execPath,
      [
        "--import",
        path.join(here, "../../support/typescript.mjs"),
        path.join(here, "write-until-killed.ts"),
        folder,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes(`\n${number}\n`)) child.kill("SIGKILL");
    });
    await new Promise((resolve) => child.once("close", resolve));
    expect(child.signalCode).toBe("SIGKILL");
    // The last line may have been cut.
    return Number(said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1));
  }
});
