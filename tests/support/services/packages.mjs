// What the tests need from the machine, and how to get it where that is allowed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { buildOdbc } from "./build-odbc.mjs";

/** Where Debian puts what we look for. */
const lib = `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/odbc`;

/** Path of a program, or null. */
export function program(...names) {
  const folders = [
    ...(process.env.PATH ?? "").split(":"),
    "/usr/sbin",
    "/usr/local/sbin",
    ...postgresFolders(),
  ];
  for (const name of names) {
    for (const folder of folders) {
      const file = `${folder}/${name}`;
      if (folder && fs.existsSync(file)) return file;
    }
  }
  return null;
}

function postgresFolders() {
  const base = "/usr/lib/postgresql";
  if (!fs.existsSync(base)) return [];
  return fs
    .readdirSync(base)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${base}/${version}/bin`);
}

export const drivers = {
  postgres: `${lib}/psqlodbcw.so`,
  mariadb: `${lib}/libmaodbc.so`,
};

const has = {
  chromium: () => program("chromium", "chromium-browser", "google-chrome"),
  postgresql: () => program("initdb") && program("postgres"),
  "mariadb-server": () => program("mariadbd", "mysqld"),
  "redis-server": () => program("redis-server"),
  "unixodbc-dev": () => fs.existsSync("/usr/include/sql.h"),
  "odbc-postgresql": () => fs.existsSync(drivers.postgres),
  "odbc-mariadb": () => fs.existsSync(drivers.mariadb),
  // Without a compiler the odbc package cannot be built.
  "g++": () => program("g++"),
  make: () => program("make"),
  python3: () => program("python3"),
};

/** Installs what is missing where it may; answers what is missing still, as `name: reason`. */
export function provision(log) {
  const missing = () => Object.keys(has).filter((name) => !has[name]());
  const before = missing();
  let reason = "";
  if (before.length > 0) {
    const prefix = installer();
    if (prefix === null) {
      reason = "not installed, and this user may not install packages by apt";
    } else {
      log(`installing ${before.join(" ")}`);
      apt(prefix, ["update", "-qq"]);
      const result = apt(prefix, [
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        ...before,
        ...(before.includes("chromium") ? ["fonts-liberation"] : []),
      ]);
      if (result.status !== 0) {
        reason = `apt-get install failed: ${(result.stderr ?? "").trim().split("\n").slice(-2).join(" ")}`;
      }
    }
  }
  const left = new Map(missing().map((name) => [name, reason]));
  if (!left.has("unixodbc-dev")) {
    const error = buildOdbc();
    if (error) left.set("odbc", error);
  }
  return left;
}

/** How to run apt-get: directly as root, by sudo that asks for no password, or not at all. */
function installer() {
  if (!program("apt-get")) return null;
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" });
  return sudo.status === 0 ? ["sudo", "-n"] : null;
}

function apt(prefix, args) {
  const [command, ...rest] = [...prefix, "apt-get", ...args];
  return spawnSync(command, rest, {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
