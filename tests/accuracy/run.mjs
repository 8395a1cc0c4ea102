// `npm run accuracy [NAME…]`: every report beside this file (or the named ones) on the real data beside the
// checkout, one table each. Forecasts know only what came before their origins.
import fs from "node:fs";
import path from "node:path";
import "../support/typescript.mjs";

const wanted = process.argv.slice(2);
const reports = [];
for (const file of fs.readdirSync(import.meta.dirname).sort()) {
  const name = path.basename(file, ".ts");
  if (!file.endsWith(".ts") || (wanted.length > 0 && !wanted.includes(name))) {
    continue;
  }
  const { run } = await import(`./${file}`);
  if (run) reports.push({ name, run });
}
for (const name of wanted) {
  if (reports.some((report) => report.name === name)) continue;
  process.stderr.write(`there is no accuracy report named ${name}\n`);
  process.exit(2);
}

const text = (value) =>
  typeof value === "number"
    ? new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 }).format(
        value,
      )
    : String(value ?? "");
for (const { name, run } of reports) {
  const rows = await run();
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [
    columns,
    ...rows.map((row) => columns.map((column) => text(row[column]))),
  ];
  const widths = columns.map((_, column) =>
    Math.max(...cells.map((row) => row[column].length)),
  );
  const line = (row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  console.log(`\n${name}\n`);
  console.log(line(cells[0]));
  console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  for (const row of cells.slice(1)) console.log(line(row));
}
