// `npm run bench [NAME…]`: every bench beside this file (or the named ones), as one table. A row is ours
// against a named baseline on the same input in the same run. Rows that need a database or a browser get
// private ones; what cannot run here is said below the table.
import fs from "node:fs";
import path from "node:path";
import { provision } from "../support/services/packages.mjs";
import { startServices } from "../support/services/services.mjs";
import "../support/typescript.mjs";

const wanted = process.argv.slice(2);
const names = fs
  .readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.basename(file, ".ts"))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
for (const name of wanted) {
  if (!names.includes(name)) {
    process.stderr.write(`there is no bench named ${name}\n`);
    process.exit(2);
  }
}

provision((line) => process.stderr.write(`${line}\n`));
const services = await startServices();
Object.assign(process.env, services.environment);
const rows = [];
const notRun = [];
for (const name of names) {
  process.stderr.write(`${name}…\n`);
  try {
    const { run } = await import(`./${name}.ts`);
    rows.push(...(await run()));
  } catch (error) {
    notRun.push(`${name}: ${error.message}`);
  }
}
await services.stop();

const text = (value) =>
  typeof value === "number"
    ? new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 }).format(
        value,
      )
    : String(value);
const columns = [
  ["work", (row) => row.name],
  ["ours", (row) => `${text(row.ours)} ${row.unit}`],
  ["baseline", (row) => `${text(row.baseline)} ${row.unit}`],
  ["what the baseline is", (row) => row.baselineName],
  ["ratio", (row) => text(row.ratio)],
];
const cells = [
  columns.map(([title]) => title),
  ...rows.map((row) => columns.map(([, of]) => of(row))),
];
const widths = columns.map((_, column) =>
  Math.max(...cells.map((row) => row[column].length)),
);
const line = (row) =>
  `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
console.log(line(cells[0]));
console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
for (const row of cells.slice(1)) console.log(line(row));
for (const reason of notRun) console.log(`not run: ${reason}`);
process.exit(notRun.length > 0 ? 1 : 0);
