// Private servers on free loopback ports in a temporary folder: started for one run, stopped and removed after it.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { drivers, program } from "./packages.mjs";

/**
 * Starts what is installed of PostgreSQL, MariaDB and Redis.
 * Answers the environment that tests read, what did not start and why, and `stop`.
 */
export async function startServices() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-test-"));
  fs.chmodSync(folder, 0o755);
  const children = [];
  const environment = {};
  const absent = new Map();
  const start = async (name, begin) => {
    try {
      Object.assign(environment, await begin());
    } catch (error) {
      absent.set(name, error.message);
    }
  };
  await Promise.all([
    start("postgresql", () => postgres(folder, children)),
    start("mariadb-server", () => mariadb(folder, children)),
    start("redis-server", () => redis(folder, children)),
  ]);
  const chromium = program("chromium", "chromium-browser", "google-chrome");
  if (chromium) environment.STOCKWRIGHT_TEST_CHROMIUM = chromium;

  const killAll = () => children.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", killAll);
  const stop = async () => {
    await Promise.all(children.map(ended));
    process.off("exit", killAll);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { environment, absent, stop };
}

async function postgres(folder, children) {
  const initdb = need("initdb");
  const server = need("postgres");
  const account = accountFor("postgres");
  const data = ownedFolder(path.join(folder, "postgres"), account);
  const init = spawnSync(
    initdb,
    ["-D", data, "-U", "stockwright", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { encoding: "utf8", cwd: folder, ...account },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = await freePort();
  run(
    children,
    server,
    [
      ...["-D", data, "-p", String(port), "-k", data],
      ...["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
      ...["-c", "max_connections=200"],
    ],
    { cwd: folder, ...account },
  );
  await untilOpen(port, "postgres");
  const odbc = fs.existsSync(drivers.postgres)
    ? {
        STOCKWRIGHT_TEST_POSTGRES_ODBC: `Driver=${drivers.postgres};Server=127.0.0.1;Port=${port};Database=postgres;Uid=stockwright;Pwd=none;Protocol=7.4-0`,
      }
    : {};
  return {
    STOCKWRIGHT_TEST_POSTGRES: `postgres://stockwright@127.0.0.1:${port}/postgres`,
    ...odbc,
  };
}

async function mariadb(folder, children) {
  const server = need("mariadbd", "mysqld");
  const install = need("mariadb-install-db", "mysql_install_db");
  const client = need("mariadb", "mysql");
  const account = accountFor("mysql");
  const data = ownedFolder(path.join(folder, "mariadb"), account);
  const socket = path.join(data, "m.sock");
  const user = account.uid === undefined ? [] : ["--user=mysql"];
  const init = spawnSync(
    install,
    [
      "--no-defaults",
      `--datadir=${data}`,
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      ...user,
    ],
    { encoding: "utf8" },
  );
  if (init.status !== 0)
    throw new Error(`mariadb-install-db failed: ${init.stderr}`);
  const port = await freePort();
  run(children, server, [
    "--no-defaults",
    `--datadir=${data}`,
    `--socket=${socket}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--innodb-flush-log-at-trx-commit=2",
    `--pid-file=${path.join(data, "m.pid")}`,
    ...user,
  ]);
  await untilOpen(port, "mariadbd");
  const grant = spawnSync(
    client,
    ["--no-defaults", `--socket=${socket}`, "-u", "root"],
    {
      encoding: "utf8",
      input:
        "CREATE DATABASE stockwright CHARACTER SET utf8mb4;" +
        "CREATE USER stockwright@'127.0.0.1' IDENTIFIED BY 'stockwright';" +
        "GRANT ALL ON *.* TO stockwright@'127.0.0.1' WITH GRANT OPTION;",
    },
  );
  if (grant.status !== 0) throw new Error(`mariadb refused: ${grant.stderr}`);
  return fs.existsSync(drivers.mariadb)
    ? {
        STOCKWRIGHT_TEST_MARIADB_ODBC: `Driver=${drivers.mariadb};Server=127.0.0.1;Port=${port};Database=stockwright;Uid=stockwright;Pwd=stockwright;OPTION=2`,
      }
    : {};
}

async function redis(folder, children) {
  const server = need("redis-server");
  const data = ownedFolder(path.join(folder, "redis"), {});
  const port = await freePort();
  run(children, server, [
    ...["--port", String(port), "--bind", "127.0.0.1", "--dir", data],
    ...["--save", "", "--appendonly", "no"],
    ...["--maxmemory-policy", "noeviction"],
  ]);
  await untilOpen(port, "redis-server");
  return { STOCKWRIGHT_TEST_REDIS: `redis://127.0.0.1:${port}` };
}

function need(...names) {
  const found = program(...names);
  if (!found) throw new Error(`${names[0]} is not installed`);
  return found;
}

/** Database servers refuse to run as root: the account they are given then. */
function accountFor(name) {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => {
    const result = spawnSync("id", [flag, name], { encoding: "utf8" });
    if (result.status !== 0) throw new Error(`there is no account ${name}`);
    return Number(result.stdout);
  };
  return { uid: id("-u"), gid: id("-g") };
}

function ownedFolder(folder, { uid, gid }) {
  fs.mkdirSync(folder, { mode: 0o700 });
  if (uid !== undefined) fs.chownSync(folder, uid, gid);
  return folder;
}

function run(children, command, args, options = {}) {
  children.push(spawn(command, args, { stdio: "ignore", ...options }));
}

/** What each server understands as "stop now, cleanly". */
const stopSignals = new Map([["postgres", "SIGINT"]]);

async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(stopSignals.get(path.basename(child.spawnfile)) ?? "SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
  await exit;
  clearTimeout(timer);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function untilOpen(port, name) {
  for (let attempt = 0; attempt < 300; attempt++) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, "127.0.0.1");
      socket.once("connect", () => (socket.destroy(), resolve(true)));
      socket.once("error", () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not open its port within 30 s`);
}
