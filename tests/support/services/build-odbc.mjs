// Builds the native part of the optional `odbc` package, once the driver manager's headers are there
// (Debian: apt-get install unixodbc-dev). npm leaves it unbuilt where install scripts are not allowed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../../..");
const odbc = path.join(root, "node_modules/odbc");

/** Whether `import("odbc")` works as things stand. */
export function odbcWorks() {
  const result = spawnSync(
    process.execPath,
    ["-e", "require('odbc').connect ? 0 : process.exit(1)"],
    { cwd: root, stdio: "ignore" },
  );
  return result.status === 0;
}

/** Builds it; answers an error text, or null when it works. */
export function buildOdbc() {
  if (!fs.existsSync(odbc)) {
    // npm drops an optional package whose install script failed.
    const version = JSON.parse(
      fs.readFileSync(path.join(root, "package.json"), "utf8"),
    ).optionalDependencies.odbc;
    run("npm", ["install", "--no-save", "--ignore-scripts", `odbc@${version}`]);
  }
  if (odbcWorks()) return null;
  const preGyp = createRequire(path.join(odbc, "package.json")).resolve(
    "@mapbox/node-pre-gyp/bin/node-pre-gyp",
  );
  const built = run(
    process.execPath,
    [preGyp, "install", "--build-from-source"],
    odbc,
  );
  if (built.status !== 0 || !odbcWorks()) {
    return `the odbc package could not be built: ${built.stderr.trim().split("\n").slice(-5).join(" | ")}`;
  }
  return null;
}

function run(command, args, cwd = root) {
  // node-pre-gyp finds node-gyp through npm, which ships it.
  const npmCli = process.env.npm_execpath;
  const gyp =
    npmCli &&
    path.resolve(
      path.dirname(npmCli),
      "../node_modules/node-gyp/bin/node-gyp.js",
    );
  const nodedir = fs.existsSync("/usr/include/node/node.h")
    ? { npm_config_nodedir: "/usr" }
    : {};
  return spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: {
      ...process.env,
      ...nodedir,
      ...(gyp && fs.existsSync(gyp)
        ? { npm_config_node_gyp: gyp, npm_node_gyp: gyp }
        : {}),
    },
  });
}

if (process.argv[1] === import.meta.filename) {
  const error = buildOdbc();
  process.stderr.write(error ? `${error}\n` : "odbc is ready\n");
  process.exit(error ? 1 : 0);
}
