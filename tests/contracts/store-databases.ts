import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { dataFolder } from "../../worker/data-folder/data-folder.ts";
import { openPglite } from "../../worker/store/pglite.ts";

/** A new database on the test server, and its end. */
export async function emptyDatabase(): Promise<{
  readonly url: string;
  drop(): Promise<void>;
}> {
  const server = process.env["STOCKWRIGHT_TEST_POSTGRES"];
  if (!server) throw new Error("STOCKWRIGHT_TEST_POSTGRES is not set");
  const name = `stockwright_${randomBytes(6).toString("hex")}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => run(server, `drop database ${name} with (force)`),
  };
}

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/**
 * A data folder with an empty database, copied from one that is made once for each version of PGlite:
 * making takes seconds and most of a gigabyte, copying neither.
 */
export async function freshDataFolder(): Promise<{
  readonly root: string;
  remove(): void;
}> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-folder-"));
  fs.cpSync(await template(), dataFolder(root).database, { recursive: true });
  return {
    root,
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

async function template(): Promise<string> {
  const { version } = JSON.parse(
    fs.readFileSync(
      createRequire(import.meta.url)
        .resolve("@electric-sql/pglite")
        .replace(/dist.*$/, "package.json"),
      "utf8",
    ),
  ) as { version: string };
  const user = os.userInfo().username;
  const kept = path.join(os.tmpdir(), `stockwright-empty-${user}-${version}`);
  if (fs.existsSync(kept)) return dataFolder(kept).database;

  const draft = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-empty-"));
  await (await openPglite(draft)).close();
  try {
    fs.renameSync(draft, kept);
  } catch {
    // Another test file was quicker.
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return dataFolder(kept).database;
}
