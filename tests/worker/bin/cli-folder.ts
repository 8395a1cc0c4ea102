import fs from "node:fs";
import path from "node:path";
import { dataFolder } from "../../../worker/data-folder/data-folder.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";
import { ensureBuilt } from "../../support/cli.ts";

interface CliFolder {
  readonly root: string;
  /** The embedded ERP's own folder in it. */
  readonly erp: string;
  remove(): void;
}

/** A data folder whose databases are made already: making two takes most of a test's time. */
export async function cliFolder(): Promise<CliFolder> {
  const folder = await freshDataFolder();
  const erp = path.join(folder.root, "sample-erp");
  fs.cpSync(dataFolder(folder.root).database, dataFolder(erp).database, {
    recursive: true,
  });
  return { ...folder, erp, remove: () => folder.remove() };
}

/** One such folder for all tests of a `describe`, and a command that is built. */
export function sharedCliFolder(): Omit<CliFolder, "remove"> {
  let folder: CliFolder;
  beforeAll(async () => {
    ensureBuilt();
    folder = await cliFolder();
  }, 600_000);
  afterAll(() => folder.remove());
  return {
    get root() {
      return folder.root;
    },
    get erp() {
      return folder.erp;
    },
  };
}
