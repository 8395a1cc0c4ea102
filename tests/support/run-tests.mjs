// `npm test`: everything. Installs what is missing where it may, starts private servers, runs the
// static checks and all tests, stops the servers, and ends with one line: N passed, N failed.
// Arguments are handed to Jest: `npm test -- tests/engine`.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { provision } from "./services/packages.mjs";
import { startServices } from "./services/services.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const jestArguments = process.argv.slice(2);
const everything = jestArguments.length === 0;
const say = (text) => process.stdout.write(`${text}\n`);

/** Which Jest project cannot run without which part of the machine. */
const needs = {
  service: [
    "postgresql",
    "mariadb-server",
    "redis-server",
    "odbc-postgresql",
    "odbc-mariadb",
    "odbc",
  ],
  browser: ["chromium"],
};

const missing = provision(say);
const tool = (name, ...args) => ({ name, args: [bin(name), ...args] });
const checks = [
  { name: "build", args: ["build.mjs"] },
  ...(everything
    ? [
        { ...tool("prettier", "--check", "--log-level", "warn", ".") },
        tool("tsc", "-b"),
        tool("eslint", ".", "--max-warnings", "0"),
        tool(
          "depcruise",
          ...["--config", "tests/architecture/layers.cjs"],
          ...["engine", "connectors", "worker", "addin"],
        ),
        tool("knip"),
      ]
    : []),
];

const counts = { passed: 0, failed: 0 };
for (const check of checks) {
  const started = Date.now();
  const result = spawnSync(process.execPath, check.args, {
    cwd: root,
    stdio: "inherit",
  });
  const ok = result.status === 0;
  counts[ok ? "passed" : "failed"]++;
  say(
    `${ok ? "passed" : "FAILED"}: ${check.name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
}

const services = await startServices();
for (const [name, reason] of services.absent) {
  if (!missing.has(name)) missing.set(name, reason);
}
const projects = ["unit"];
const notRun = [];
for (const [project, parts] of Object.entries(needs)) {
  const lacking = parts.filter((part) => missing.has(part));
  if (lacking.length === 0) projects.push(project);
  for (const part of lacking) {
    notRun.push(`${project} tests: ${part}: ${missing.get(part)}`);
  }
}

const report = path.join(
  fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-report-")),
  "jest.json",
);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => services.stop().then(() => process.exit(130)));
}
const jest = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--no-warnings",
    path.join(root, "node_modules/jest/bin/jest.js"),
    ...["--json", `--outputFile=${report}`, "--silent=false"],
    ...(everything ? [] : ["--passWithNoTests"]),
    // Before the projects, which would take what follows them for more of their kind.
    ...jestArguments,
    ...(jestArguments.includes("--selectProjects")
      ? []
      : ["--selectProjects", ...projects]),
  ],
  {
    cwd: root,
    // Jest's report for people goes to standard error, the JSON to the file.
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...services.environment },
  },
);
await services.stop();

const results = fs.existsSync(report)
  ? JSON.parse(fs.readFileSync(report, "utf8"))
  : null;
fs.rmSync(path.dirname(report), { recursive: true, force: true });
if (results === null) {
  say("Jest did not report");
  counts.failed++;
} else {
  counts.passed += results.numPassedTests;
  // A file that cannot even be loaded counts as one failed test.
  counts.failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  if (jest.status !== 0 && results.numFailedTests === 0) {
    counts.failed += results.numRuntimeErrorTestSuites === 0 ? 1 : 0;
  }
}
if (notRun.length > 0) {
  say("\nnot run here:");
  for (const line of notRun) say(`  ${line}`);
  if (process.env.CI) {
    say("and CI is set, so that is a failure");
    counts.failed += notRun.length;
  }
}
say(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);

/** The script behind a package's command. */
function bin(name) {
  const owner = {
    tsc: "typescript",
    depcruise: "dependency-cruiser",
  };
  const folder = path.join(root, "node_modules", owner[name] ?? name);
  const manifest = JSON.parse(
    fs.readFileSync(path.join(folder, "package.json"), "utf8"),
  );
  const entry =
    typeof manifest.bin === "string" ? manifest.bin : manifest.bin[name];
  return path.join(folder, entry);
}
