import fs from "node:fs";
import path from "node:path";
import type { Connection } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { Config } from "../config.ts";

/** Options of a connection that name a place on this machine's disk. */
const placeOptions = ["folder", "mapping", "profileFile"] as const;

/**
 * Refuses connections that reach for files they may not read. Where people sign in from other
 * machines, only what lies in `STOCKWRIGHT_FILES` is theirs; on one's own machine all is, unless
 * that folder is named.
 *
 * @throws InputError naming the option
 */
export function refuseOtherFiles(
  { options }: Connection,
  config: Pick<Config, "filesFolder" | "oidc">,
): void {
  const { filesFolder } = config;
  if (filesFolder === undefined && !config.oidc) return;
  for (const name of placeOptions) {
    const place = options[name];
    if (place === undefined) continue;
    if (filesFolder === undefined) {
      throw new InputError(
        `options.${name}`,
        `options.${name} needs STOCKWRIGHT_FILES: the folder of this service whose files connections may read`,
      );
    }
    if (!liesIn(filesFolder, place)) {
      throw new InputError(
        `options.${name}`,
        `options.${name} must lie in the folder that STOCKWRIGHT_FILES names, got "${place}"`,
      );
    }
  }
}

/** By the real places: a link that leads out of the folder is outside. */
function liesIn(folder: string, place: string): boolean {
  const root = real(path.resolve(folder));
  const full = real(path.resolve(place));
  const way = path.relative(root, full);
  return !way.startsWith("..") && !path.isAbsolute(way);
}

/** What does not exist is judged by its name; opening it tells that it is missing. */
function real(place: string): string {
  try {
    return fs.realpathSync(place);
  } catch {
    return place;
  }
}
