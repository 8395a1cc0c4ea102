import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const shared =
  process.env["STOCKWRIGHT_SHARED"] ??
  path.resolve(import.meta.dirname, "../../../shared");

/** Path of a file of published cases or real data beside the checkout. Throws when it is missing. */
export function sharedPath(relative: string): string {
  const file = path.join(shared, relative);
  if (!fs.existsSync(file)) {
    throw new Error(
      `the reference file ${relative} is missing: put the shared folder beside the checkout, or name it in STOCKWRIGHT_SHARED`,
    );
  }
  return file;
}

/** Text of a shared file, unzipped when its name ends in `.gz`. */
export function sharedText(relative: string): string {
  const bytes = fs.readFileSync(sharedPath(relative));
  return (relative.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes).toString(
    "utf8",
  );
}

/** A shared JSON file: `reference("meio/gsm_trees.json")`. */
export function reference<T>(relative: string): T {
  return JSON.parse(sharedText(path.join("reference", relative))) as T;
}
