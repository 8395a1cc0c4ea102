import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * The token of a data folder's service, made the first time. It outlives the process: a page
 * that is open, and Excel, which keeps the address of a pane, go on after a restart. Only its
 * owner may read it; who deletes the file makes every address given out so far useless.
 */
export function keptToken(dataFolder: string): string {
  const file = path.join(dataFolder, "token");
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const token = randomBytes(24).toString("base64url");
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(file, token, { mode: 0o600 });
  return token;
}
