import fs from "node:fs";
import path from "node:path";
import { dataFolder } from "../../../worker/data-folder/data-folder.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";

/** A data folder whose databases are made already: making two takes most of a test's time. */
export async function cliFolder(): Promise<{
  readonly root: string;
  /** The embedded ERP's own folder in it. */
  readonly erp: string;
  remove(): void;
}> {
  const folder = await freshDataFolder();
  const erp = path.join(folder.root, "sample-erp");
  fs.cpSync(dataFolder(folder.root).database, dataFolder(erp).database, {
    recursive: true,
  });
  return { ...folder, erp, remove: () => folder.remove() };
}
