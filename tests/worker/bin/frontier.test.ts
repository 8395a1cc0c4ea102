import fs from "node:fs";
import path from "node:path";
import {
  frontierSchema,
  type Frontier,
} from "../../../engine/contracts/index.ts";
import {
  answered,
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";
import { frontierCommand } from "../../../worker/bin/commands/frontier.ts";
import { reference } from "../../support/reference.ts";

interface Case {
  readonly input: {
    readonly items: readonly { rate: number; leadTime: number; cost: number }[];
  };
  readonly expected: {
    readonly frontier: readonly { budget: number; EBO: number; S?: number[] }[];
  };
}

describe("stockwright frontier", () => {
  const folder = temporaryFolder("frontier");
  const file = (name: string, text: string): string => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, text);
    return where;
  };
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  const [{ input, expected }] = reference<{ cases: [Case] }>(
    "meio/budget_frontier.json",
  ).cases;
  const spares = (): string =>
    file(
      "spares.csv",
      [
        "id,rate,leadTime,cost",
        ...input.items.map(
          ({ rate, leadTime, cost }, i) => `P${i},${rate},${leadTime},${cost}`,
        ),
      ].join("\r\n"),
    );

  it("answers the published budgets with their published stocks, in the order asked", async () => {
    const points = [...expected.frontier].reverse();
    const { points: found } = await answered<Frontier>([
      "frontier",
      spares(),
      "--budgets",
      points.map(({ budget }) => budget).join(","),
    ]);

    expect(found.map(({ spent }) => spent)).toEqual(
      points.map(({ budget }) => budget),
    );
    found.forEach(({ expectedBackorders, stock }, i) => {
      const { EBO, S } = points[i]!;
      expect(Math.abs(expectedBackorders / EBO - 1)).toBeLessThan(1e-6);
      expect(Object.keys(stock!)).toEqual(input.items.map((_, n) => `P${n}`));
      if (S) expect(Object.values(stock!)).toEqual(S);
    });
  });

  it("prints the whole frontier, which passes through them", async () => {
    const answer = frontierSchema.parse(await answered(["frontier", spares()]));

    for (const { budget, EBO, S } of expected.frontier) {
      const point = answer.points.find(({ spent }) => spent === budget);
      expect(point).toBeDefined();
      expect(point!.budget).toBe(budget);
      expect(Math.abs(point!.expectedBackorders / EBO - 1)).toBeLessThan(1e-6);
      if (S) expect(Object.values(point!.stock!)).toEqual(S);
    }
  });

  it("names what each point adds when whole stocks would be too long", async () => {
    const items = Array.from(
      { length: 600 },
      (_, i) => `I${i};0.5;${1 + (i % 7)};${1 + i}`,
    );
    const { points } = await answered<Frontier>([
      "frontier",
      file("many.csv", `id;rate;leadTime;cost\n${items.join("\n")}\n`),
    ]);
    const prices = new Map(items.map((_, i) => [`I${i}`, 1 + i]));
    let spent = 0;
    for (const { bought, stock, budget } of points) {
      expect(stock).toBeUndefined();
      for (const [id, units] of Object.entries(bought!)) {
        spent += units * prices.get(id)!;
      }
      expect(budget).toBe(spent);
    }
    expect(points.length).toBeGreaterThan(2000);
  });

  it("takes mean and deviation beside rates, and tells columns that it does not use", async () => {
    const items = file(
      "mixed.csv",
      "id,rate,mean,deviation,leadTime,cost,colour\nA,2,,,1,5,red\nB,,2,3,1,5,\n",
    );
    const { code, stdout, stderr } = await stockwright([
      "frontier",
      items,
      "--budgets",
      "60",
    ]);
    const { stock } = (JSON.parse(stdout) as Frontier).points[0]!;

    expect(code).toBe(0);
    expect(stderr).toContain("mixed.csv: columns that are not used: colour");
    // The same mean, but B scatters more: it needs more.
    expect(stock!["B"]!).toBeGreaterThan(stock!["A"]!);
    expect(stock!["A"]! + stock!["B"]!).toBe(12);
  });

  it("explains itself", async () => {
    const { code, stdout } = await stockwright(["frontier", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("stockwright frontier items.csv --budgets");
  });

  const head = "id,rate,mean,deviation,leadTime,cost";
  it.each([
    ["no cost", `${head}\nA,1,,,2,\n`, 'line 2 (id "A"): cost must be given'],
    [
      "a cost of 0",
      `${head}\nA,1,,,2,5\nB,1,,,2,0\n`,
      'line 3 (id "B"): cost must be above 0, got 0',
    ],
    [
      "a negative rate",
      `${head}\nA,-1,,,2,5\n`,
      'line 2 (id "A"): rate must be at least 0, got -1',
    ],
    [
      "text for a number",
      `${head}\nA,few,,,2,5\n`,
      'line 2 (id "A"): rate must be a number like 1234.5, got "few"',
    ],
    [
      "a mean alone",
      `${head}\nA,,4,,2,5\n`,
      'line 2 (id "A"): deviation must be a number, got nothing',
    ],
    [
      "a deviation about nothing",
      `${head}\nA,,0,3,2,5\n`,
      'line 2 (id "A"): mean must be above 0 where deviation is, got 0',
    ],
    [
      "rate and mean",
      `${head}\nA,1,4,,2,5\n`,
      'line 2 (id "A"): mean must be blank where rate is given, got 4',
    ],
    ["no demand", `${head}\nA,,,,2,5\n`, 'line 2 (id "A"): rate must be given'],
    [
      "an id twice",
      `${head}\nA,1,,,2,5\nA,1,,,2,5\n`,
      'line 3 (id "A"): id must be there once, got it in line 2 too',
    ],
    ["no id", `${head}\n,1,,,2,5\n`, "line 2: id must be given, got nothing"],
    [
      "no column cost",
      "id,rate,leadTime\nA,1,2\n",
      "column cost must be there",
    ],
    ["a cell too many", `${head}\nA,1,,,2,5,6\n`, "must have 6 cells"],
    ["no item", `${head}\n`, "must hold at least one item, got none"],
    ["an open quote", `${head}\n"A,1,,,2,5\n`, "a quote is opened"],
    ["nothing at all", "", "is empty"],
  ])("refuses %s, naming file, record and field", async (_, text, message) => {
    const bad = () =>
      frontierCommand().parseAsync([file("bad.csv", text)], { from: "user" });

    await expect(bad()).rejects.toThrow("bad.csv");
    await expect(bad()).rejects.toThrow(message);
  });

  it("prints nothing when its last record is bad", async () => {
    const items = file("bad.csv", `${head}\nA,1,,,2,5\nB,1,,,2,0\n`);
    const { code, stdout, stderr } = await stockwright(["frontier", items]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      `stockwright: ${items}: line 3 (id "B"): cost must be above 0, got 0\n`,
    );
  });

  it("refuses budgets and files that are none", async () => {
    const budgets = await stockwright([
      "frontier",
      "x.csv",
      "--budgets",
      "5,-1",
    ]);
    expect(budgets).toMatchObject({ code: 2, stdout: "" });
    expect(budgets.stderr).toContain(
      'must be a number of at least 0, got "-1"',
    );

    const missing = await stockwright(["frontier", "/nowhere/items.csv"]);
    expect(missing).toMatchObject({ code: 2, stdout: "" });
    expect(missing.stderr).toContain(
      "/nowhere/items.csv: there is no such file",
    );
  });
});
