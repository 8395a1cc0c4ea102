import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { openDataFolder } from "../data-folder/data-folder.ts";
import type { FolderLock } from "../data-folder/lock.ts";

/**
 * PostgreSQL's own buffers of 128 MB are memory for good, and two databases are open in a trial.
 * A quarter of them serves tables of five times their size nearly as fast: the system keeps the
 * files in memory, too.
 */
const sharedBuffers = "shared_buffers=32MB";

/** A PGlite that owns its data folder: closing it gives the folder's lock back. */
class FolderPglite extends PGlite {
  readonly #lock: FolderLock;

  constructor(database: string, lock: FolderLock) {
    super(database, {
      startParams: [...PGlite.defaultStartParams, "-c", sharedBuffers],
    });
    this.#lock = lock;
  }

  override async close(): Promise<void> {
    try {
      await super.close();
    } finally {
      this.#lock.release();
    }
  }
}

/** An empty database that the build left beside the compiled code. */
const pristine = path.resolve(import.meta.dirname, "../../pglite");

/**
 * Opens the embedded database of a data folder; makes it first when there is none.
 *
 * A new one is a copy of the build's empty database. Without that, making takes 4 to 5 s
 * and 800 MB, so a child process does it and takes the memory with it. What a killed process left behind PostgreSQL's own recovery mends.
 *
 * @throws FolderInUseError when another process has the folder open
 */
export async function openPglite(dataFolder: string): Promise<PGlite> {
  const folder = openDataFolder(dataFolder);
  try {
    if (!fs.existsSync(folder.database)) await makeDatabase(folder.database);
    // PGlite would silently begin an empty database instead.
    if (!fs.existsSync(path.join(folder.database, "PG_VERSION"))) {
      throw new Error(
        `${folder.database} holds no database: move it away, or name another folder in STOCKWRIGHT_DATA`,
      );
    }
    const pglite = new FolderPglite(folder.database, folder.lock);
    await pglite.waitReady;
    await settle(pglite);
    return pglite;
  } catch (error) {
    folder.lock.release();
    throw error;
  }
}

/**
 * Says once where BullMQ's unqualified names live. There is one session, so whatever is
 * set stays set for everybody: set nothing else, and name other tables with their schema.
 */
async function settle(pglite: PGlite): Promise<void> {
  await pglite.exec("set search_path to bullmq, public");
}

const making = `
  const { PGlite } = require(process.argv[1]);
  PGlite.create(process.argv[2])
    .then((pglite) => pglite.close())
    .catch((error) => { console.error(String(error)); process.exit(1); });
`;

async function makeDatabase(database: string): Promise<void> {
  // A name of its own: a child whose parent was killed may still be at work on its draft.
  const draft = `${database}.draft-${randomBytes(4).toString("hex")}`;
  removeDrafts(database);
  if (fs.existsSync(path.join(pristine, "PG_VERSION"))) {
    await fs.promises.cp(pristine, draft, { recursive: true });
  } else {
    await initialize(draft, database);
  }
  // Whole or not at all: a process that was killed leaves only a draft.
  fs.renameSync(draft, database);
}

async function initialize(draft: string, database: string): Promise<void> {
  const library = createRequire(import.meta.url).resolve(
    "@electric-sql/pglite",
  );
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ["-e", making, library, draft], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `making the database in ${database} failed: ${errors.trim()}`,
          ),
        );
    });
  });
}

/** What killed starts left behind. */
function removeDrafts(database: string): void {
  const folder = path.dirname(database);
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(`${path.basename(database)}.draft-`)) {
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}
