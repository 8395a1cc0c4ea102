// Builds what `npm start` and `npx stockwright` run: the rooms for Node by tsc, the add-in by webpack.
// Skips a part whose sources have not changed since it was built; `--force` builds anyway.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const root = import.meta.dirname;
const force = process.argv.includes("--force");
const started = Date.now();

const parts = [
  {
    name: "node",
    sources: ["engine", "connectors", "worker", "tsconfig.base.json"],
    output: "dist/worker/bin/stockwright-command.cjs",
    run: ["node_modules/typescript/bin/tsc", "-b", "worker"],
  },
  {
    name: "addin",
    sources: ["engine", "addin", "webpack.config.js"],
    output: "dist/addin/workbook.html",
    run: ["node_modules/webpack/bin/webpack.js", "--mode", "production"],
  },
  {
    // After the add-in, whose build empties the folder.
    name: "manifests",
    sources: ["manifests", "addin/functions", "addin/build", "package.json"],
    output: "dist/addin/manifest.xml",
    run: ["manifests/build.mjs"],
  },
  {
    // An empty database to copy, so that a first start need not make one.
    name: "database",
    sources: ["build.mjs"],
    output: "dist/pglite/PG_VERSION",
    run: [
      "--input-type=module",
      "--eval",
      `import fs from "node:fs";
       import { PGlite } from "@electric-sql/pglite";
       fs.rmSync("dist/pglite", { recursive: true, force: true });
       const pglite = await PGlite.create("dist/pglite");
       await pglite.close();`,
    ],
  },
];

for (const part of parts) {
  const digest = sourceDigest([...part.sources, "package-lock.json"]);
  const stamp = path.join(root, "dist", `.built-${part.name}`);
  const current = fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8");
  const output = path.join(root, part.output);
  if (!force && current === digest && fs.existsSync(output)) continue;

  process.stderr.write(`building ${part.name}…\n`);
  const result = spawnSync(process.execPath, part.run, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (result.status !== 0) {
    process.stderr.write(`building ${part.name} failed\n`);
    process.exit(1);
  }
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, digest);
  process.stderr.write(
    `built ${part.name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
}
linkCommand();

/** Puts `stockwright` beside the other commands, so that `npx stockwright` runs this checkout. */
function linkCommand() {
  const target = path.join(root, "dist/worker/bin/stockwright-command.cjs");
  const link = path.join(root, "node_modules/.bin/stockwright");
  if (!fs.existsSync(target) || process.platform === "win32") return;
  fs.chmodSync(target, 0o755);
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), target), link);
}

function sourceDigest(entries) {
  const hash = createHash("sha256");
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort())
        visit(path.join(file, name));
      return;
    }
    hash.update(path.relative(root, file)).update("\0");
    hash.update(fs.readFileSync(file)).update("\0");
  };
  for (const entry of entries) visit(path.join(root, entry));
  return hash.digest("hex");
}
