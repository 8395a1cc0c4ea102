import fs from "node:fs";
import path from "node:path";
import {
  explainCell,
  meioPolicyCell,
  simulateCell,
} from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { frontier } from "./typed-tables.ts";

const page = fs.readFileSync(
  path.resolve(import.meta.dirname, "../../../docs/functions.md"),
  "utf8",
);

/** The table below a line of the page: a row of texts for each of its rows. */
function tableBelow(begin: string): string[][] {
  const below = page.split(`\n${begin}`)[1];
  if (below === undefined) throw new Error(`the page has no line ${begin}`);
  const lines = below.slice(below.indexOf("\n|") + 1).split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines
    .slice(0, end)
    .filter((_, at) => at !== 1)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What a planner types into the cells. */
const typed = (begin: string): (string | number)[][] =>
  tableBelow(begin).map((row) =>
    row.map((cell) => (/^[\d.]+$/.test(cell) ? Number(cell) : cell)),
  );

/** Whether each cell shown says what was calculated, to one unit of its last digit. */
function expectShown(shown: string[][], table: unknown[][]): void {
  expect(table).toHaveLength(shown.length);
  const columns = shown[0]!.map((name) => table[0]!.indexOf(name));
  expect(columns).not.toContain(-1);
  shown.slice(1).forEach((row, at) => {
    const found = columns.map((column) => table[at + 1]![column]);
    row.forEach((cell, column) => {
      const value = found[column];
      if (typeof value !== "number") {
        expect([row[0], value]).toEqual([row[0], cell]);
        return;
      }
      const digits = cell.split(".")[1]?.length ?? 0;
      expect(Math.abs(value - Number(cell))).toBeLessThan(10 ** -digits);
    });
  });
}

describe("the examples of docs/functions.md", () => {
  beforeAll(() => installCellRuntime());
  const stages = typed("Stages:");
  const links = typed("Links:");
  const policy = () =>
    streamedCell((invocation) =>
      meioPolicyCell(
        stages,
        links,
        [["holding rate", 0.004]],
        undefined,
        invocation,
      ),
    ).last();

  it("place the stock of a network", () => {
    expectShown(tableBelow("`=STOCK.MEIO_POLICY(stages, links, {"), policy());
  });

  it("replay it", async () => {
    const table = await streamedCell((invocation) =>
      simulateCell(stages, links, policy(), 40_000, 1, [], invocation),
    ).end();

    expectShown(
      tableBelow("`=STOCK.SIMULATE(stages, links, policy, 40000, 1)`"),
      table,
    );
  });

  it("spend money on stock", () => {
    expectShown(
      tableBelow("`=STOCK.FRONTIER(items, {500"),
      frontier(typed("Items:"), [[500], [1000], [1500]], undefined, true),
    );
  });

  it("say why a number is what it is", () => {
    const history = typed("History:").slice(1);
    const rest = [4, 0.95, 0.5, 1, "", "", "", "", "week"] as const;
    const table = streamedCell((invocation) =>
      explainCell(history, ...rest, invocation),
    ).last();

    expectShown(tableBelow("`=STOCK.EXPLAIN(history, 4,"), [
      ["Name", "Amount"],
      ...table.map((row) => row.slice(0, 2)),
    ]);
  });

  it("name every column that the functions take", () => {
    const refusal = (() => {
      try {
        streamedCell((invocation) =>
          simulateCell([["?"], ["?"]], [], [], "", "", [], invocation),
        ).last();
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error("the header was taken");
    })();
    const [, fields = ""] = refusal.split("must name ");

    const lines = page.toLowerCase();
    const missing = fields.split(", ").filter((field) => {
      const words = field.replace(/[A-Z]/g, (letter) => ` ${letter}`);
      return !lines.includes(words.toLowerCase());
    });
    expect(missing).toEqual([]);
  });
});
