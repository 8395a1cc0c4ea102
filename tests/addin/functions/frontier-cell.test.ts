import { frontierCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { frontierAt, frontierService } from "../../../engine/index.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { trouble } from "./cell-trouble.ts";
import { frontier } from "./typed-tables.ts";

beforeAll(() => installCellRuntime());

const items = [
  ["Item", "Lead time", "Cost", "Rate", "Mean", "Deviation"],
  ["A", 2, 100, 0.5, "", ""],
  ["B", 1, 900, 1.5, "", ""],
  ["", "", "", "", "", ""],
  ["C", 3, 40, "", 4, 6],
];
const goods = [
  { leadTime: 2, cost: 100, rate: 0.5 },
  { leadTime: 1, cost: 900, rate: 1.5 },
  { leadTime: 3, cost: 40, mean: 4, deviation: 6 },
];

describe("FRONTIER", () => {
  it("agrees to the last bit with the engine at the budgets asked for", () => {
    const [header, ...rows] = frontier(items, [[2000, 500]], "", true);
    const points = frontierAt(goods, [2000, 500]);

    expect(header).toEqual([
      "Budget",
      "Spent",
      "Value on hand",
      "Expected backorders",
      "Fill rate",
      "A",
      "B",
      "C",
    ]);
    expect(rows).toEqual(
      points.map(({ budget, spent, expectedBackorders, stock }) => {
        const { valueOnHand, fillRate } = frontierService(goods, stock);
        return [
          budget,
          spent,
          valueOnHand,
          expectedBackorders,
          fillRate,
          ...stock,
        ];
      }),
    );
  });

  it("draws the curve from nothing to a thousandth of the backorders", () => {
    const [, ...rows] = frontier(items, [], 8) as number[][];

    expect(rows).toHaveLength(8);
    expect(rows[0]!.slice(0, 3)).toEqual([0, 0, 0]);
    const column = (at: number) => rows.map((row) => row[at]!);
    const rising = (values: number[]) =>
      values.every((value, i) => i === 0 || value > values[i - 1]!);
    expect(rising(column(1))).toBe(true);
    expect(rising(column(4))).toBe(true);
    expect(rising([...column(3)].reverse())).toBe(true);
    expect(rows[7]![3]! / rows[0]![3]!).toBeLessThanOrEqual(1e-3);
    expect(rows[7]![4]).toBeGreaterThan(0.99);
  });

  it.each([
    [
      "no row",
      () => frontier([["id", "lead time", "cost"]]),
      "#N/A",
      "items is empty: give one row for each item under the header",
    ],
    [
      "no header",
      () => frontier([["A", 1, 2]]),
      "#VALUE!",
      'items has a column "A": the header must name id, leadTime, cost, rate, mean, deviation',
    ],
    [
      "an item that is there twice",
      () => frontier([...items, ["A", 1, 1, 1, "", ""]]),
      "#VALUE!",
      "items, row 6, id must be there once, got A in row 2 too",
    ],
    [
      "a cost of nothing",
      () => frontier([items[0]!, ["A", 1, 0, 1, "", ""]]),
      "#NUM!",
      "cost of item A must be above 0, got 0",
    ],
    [
      "a rate and a mean",
      () => frontier([items[0]!, ["A", 1, 5, 1, 1, ""]]),
      "#VALUE!",
      "item A has a rate, and mean or deviation: give the one or the others",
    ],
    [
      "neither of them",
      () => frontier([items[0]!, ["A", 1, 5, "", "", ""]]),
      "#VALUE!",
      "mean of item A must be a number, got an empty cell",
    ],
    [
      "a budget below nothing",
      () => frontier(items, [[100], [-1]]),
      "#NUM!",
      "budgets, row 2 must be at least 0, got -1",
    ],
    [
      "half a point",
      () => frontier(items, [], 2.5),
      "#NUM!",
      "points must be a whole number from 2 to 1000, got 2.5",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});

describe("FRONTIER over many items", () => {
  /** Spares that are asked for now and then, and prices over three orders of magnitude. */
  const many = [
    ["id", "lead time", "cost", "rate"],
    ...Array.from({ length: 8000 }, (_, i) => [
      `P${i}`,
      1 + (i % 9),
      10 ** (1 + (i % 31) / 10),
      0.05 + (i % 101) / 20,
    ]),
  ];
  const goods = many.slice(1).map(([, leadTime, cost, rate]) => ({
    leadTime: leadTime as number,
    cost: cost as number,
    rate: rate as number,
  }));
  const asking = (budgets: unknown[][]) =>
    streamedCell((invocation) =>
      frontierCell(many, budgets, "", "", invocation),
    );

  it("shows how far it is, lets other cells calculate, and then spills as the engine does", async () => {
    const asked = asking([[1e6], [3e6]]);
    const [first] = asked.shown;
    let others = 0;
    const other = setInterval(() => others++);
    const [, ...rows] = await asked.end();
    clearInterval(other);

    expect(first).toEqual([[expect.stringMatching(/^worked out \d+ %$/)]]);
    expect(others).toBeGreaterThan(0);
    expect(rows.map((row) => row.slice(0, 4))).toEqual(
      frontierAt(goods, [1e6, 3e6]).map((point) => [
        point.budget,
        point.spent,
        frontierService(goods, point.stock).valueOnHand,
        point.expectedBackorders,
      ]),
    );
  });

  it("ends with its cell", async () => {
    const asked = asking([]);
    expect(asked.shown).toHaveLength(1);

    asked.cancel();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(asked.shown).toHaveLength(1);
  });
});
