import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { PostgresServer } from "./erp-man.ts";
import { drivers, program } from "./services/packages.mjs";
import { freePort } from "./services/services.mjs";

/** A PostgreSQL server that a test may stop and start again. */
export interface OwnPostgres extends PostgresServer {
  readonly start: () => Promise<void>;
  /** Ends it at once, as a machine that loses power: clients hear no farewell. */
  readonly crash: () => Promise<void>;
  remove(): Promise<void>;
}

/** A server with a folder and a port of its own, started. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-erp-"));
  const account = accountOf("postgres");
  if (account.uid !== undefined) {
    fs.chownSync(folder, account.uid, account.gid!);
  }
  const options = { cwd: folder, ...account };
  const init = spawnSync(
    needed("initdb"),
    ["-D", folder, "-U", "erp", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { encoding: "utf8", ...options },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = String(await freePort());
  const url = `postgres://erp@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;

  const crash = async () => {
    const running = server;
    server = null;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    // Immediate shutdown: every session is cut off, nothing is finished.
    running.kill("SIGQUIT");
    await ended;
  };
  const start = async () => {
    server = spawn(
      needed("postgres"),
      [
        ...["-D", folder, "-p", port, "-k", folder],
        ...["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
      ],
      { stdio: "ignore", ...options },
    );
    await untilItAnswers(url);
  };
  await start();
  return {
    url,
    odbc: `Driver=${drivers.postgres};Server=127.0.0.1;Port=${port};Database=postgres;Uid=erp;Pwd=none`,
    start,
    crash,
    remove: async () => {
      await crash();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      await client.end().catch(() => undefined);
      if (attempt >= 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function needed(name: string): string {
  const found = program(name);
  if (!found) throw new Error(`${name} is not installed`);
  return found;
}

/** PostgreSQL refuses to run as root: the account it is given then. */
function accountOf(name: string): {
  readonly uid?: number;
  readonly gid?: number;
} {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}
