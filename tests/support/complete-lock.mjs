// Completes package-lock.json after a change of dependencies: node tests/support/complete-lock.mjs
// A registry that does not carry a package's builds for every platform leaves them out of the lock file,
// and `npm ci` then refuses the whole of it. Each missing optional build is added with its version and
// the platform its name tells, so that npm passes it over where it does not fit.
import fs from "node:fs";
import path from "node:path";

const file = path.resolve(import.meta.dirname, "../../package-lock.json");
const lock = JSON.parse(fs.readFileSync(file, "utf8"));
const systems = [
  "darwin",
  "win32",
  "linux",
  "freebsd",
  "android",
  "openharmony",
  "sunos",
  "aix",
  "netbsd",
  "openbsd",
];
const processors = [
  "arm64",
  "x64",
  "ia32",
  "arm",
  "ppc64",
  "s390x",
  "riscv64",
  "loong64",
  "wasm32",
];

const added = [];
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    const nested = Object.keys(lock.packages).some(
      (key) => key === place || key.endsWith(`/${place}`),
    );
    if (nested || !/^\d/.test(version)) continue;
    const words = name.split(/[-/]/);
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.filter((processor) => words.includes(processor));
    if (os.length === 0 && cpu.length === 0) continue;
    lock.packages[place] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      dev: true,
      optional: true,
      ...(os.length > 0 ? { os } : {}),
    };
    added.push(name);
  }
}
const [root, ...others] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([
  root,
  ...others.sort(([a], [b]) => a.localeCompare(b, "en")),
]);
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`added ${added.length} optional builds\n`);
