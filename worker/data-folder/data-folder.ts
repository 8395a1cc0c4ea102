import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { lockFolder, type FolderLock } from "./lock.ts";

/** What lies where in a data folder. */
export interface DataFolder {
  readonly root: string;
  /** The embedded database. */
  readonly database: string;
  /** Names the process that has the folder open. */
  readonly lockFile: string;
}

/** Folder of a person who named none: `STOCKWRIGHT_DATA`, or below the user's data directory. */
export function defaultDataFolder(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const named = environment["STOCKWRIGHT_DATA"];
  if (named) return path.resolve(named);
  const userData =
    environment["XDG_DATA_HOME"] || path.join(os.homedir(), ".local", "share");
  return path.join(userData, "stockwright");
}

/** The layout below `root`; touches nothing. */
export function dataFolder(root: string): DataFolder {
  const absolute = path.resolve(root);
  return {
    root: absolute,
    database: path.join(absolute, "database"),
    lockFile: path.join(absolute, "lock"),
  };
}

/**
 * Makes the folder when it is missing, readable by its owner only, and takes its lock.
 *
 * @throws FolderInUseError when another process has it open
 */
export function openDataFolder(
  root: string,
): DataFolder & { readonly lock: FolderLock } {
  const folder = dataFolder(root);
  fs.mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  return { ...folder, lock: lockFolder(folder.root, folder.lockFile) };
}
