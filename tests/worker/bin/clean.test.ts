import fs from "node:fs";
import path from "node:path";
import type { CleanDemand, DemandReport } from "../../../engine/index.ts";
import {
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";
import { reference, sharedPath } from "../../support/reference.ts";

type Line = CleanDemand & { readonly undone?: readonly number[] };

const sales = `item;date;units;order;customer
A;05.01.2026 10:00;12,5;SO1;C1
A;06.02.2026 09:30;4;SO2;C1
A;09.02.2026 09:45;-4;CR3;C1
A;31.02.2026;4;SO4;C1
A;10.03.2026;many;SO5;C1
B;11.03.2026;2;SO6;
`;

describe("stockwright clean", () => {
  const folder = temporaryFolder("clean");
  const file = (name: string, text = "") => {
    const where = path.join(folder, name);
    if (text !== "") fs.writeFileSync(where, text);
    return where;
  };
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  async function lines(...args: string[]) {
    const { code, stdout, stderr } = await stockwright(["clean", ...args]);
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({
      code: 0,
      stderr: "",
    });
    const found = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    return { found, stderr };
  }

  async function refusal(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await stockwright(["clean", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    return stderr.trimEnd();
  }

  const asHere = [
    ...["--columns", "at=date,quantity=units,document=order"],
    ...["--dates", "dd.mm.yyyy", "--decimal", ","],
    ...["--as-of", "2026-04-02"],
  ];

  it("answers one line per item, with every repair and its line in the file", async () => {
    const { found, stderr } = await lines(file("sales.csv", sales), ...asHere);

    expect(
      found.map(({ item, start, raw, clean }) => ({ item, start, raw, clean })),
    ).toEqual([
      {
        item: "A",
        start: "2026-01-01",
        raw: [12.5, 0, 0],
        clean: [12.5, 0, 0],
      },
      { item: "B", start: "2026-03-01", raw: [2], clean: [2] },
    ]);
    // The header is line 1. A line without a day stands after those with one.
    expect(
      found[0]!.repairs.map(({ kind, lines: at }) => `${kind} ${at.join(" ")}`),
    ).toEqual(["not-a-number 6", "impossible-date 5", "cancellation 4 3"]);
    expect(stderr).toContain("3 of 6 lines are demand");
  });

  it("leaves undone what it is told to", async () => {
    const { found } = await lines(
      file("undone.csv", sales.replace("09.02.2026", "09.03.2026")),
      ...asHere,
      ...["--without", "cancellation"],
    );

    expect(found[0]!.clean).toEqual([12.5, 4, -4]);
    expect(found[0]!.undone).toEqual([3]);
    const single = await lines(
      file("undone.csv"),
      ...asHere,
      ...["--without", "A#3,B#1"],
    );
    expect(single.found[0]!.clean).toEqual([12.5, 4, -4]);
  });

  it("writes what forecast reads", async () => {
    const demand = file("demand.csv");
    await lines(file("wide.csv", sales), ...asHere, "--demand", demand);

    expect(fs.readFileSync(demand, "utf8")).toBe(
      "id,2026-01,2026-02,2026-03\nA,12.5,0,0\nB,,,2\n",
    );
    const forecast = await stockwright(["forecast", demand, "--horizon", "1"]);
    expect(forecast.code).toBe(0);
  });

  it("cleans a table of periods", async () => {
    const { found } = await lines(
      file("table.csv", "id,a,b,c\nx,3,-1,5\n"),
      ...["--wide", "--start", "2026-01-01", "--as-of", "2026-03-09"],
    );

    expect(found[0]!.clean).toEqual([2, 0, null]);
    expect(found[0]!.repairs.map(({ kind }) => kind)).toEqual([
      "incomplete",
      "negative-demand",
    ]);
  });

  it("knows stockouts by records of stock on hand", async () => {
    const every = [1, 2, 3, 4, 5, 6].map(
      (month) => `A,2026-0${month}-10,${month === 3 ? 1 : 8},SO${month}`,
    );
    const { found } = await lines(
      file("short.csv", `item,at,quantity,document\n${every.join("\n")}\n`),
      ...["--until", "2026-06-30"],
      "--stock",
      file("stock.csv", "item,day,on_hand\nA,2026-03-20,0\nA,2026-04-20,9\n"),
    );

    expect(found[0]!.clean).toEqual([8, 8, 8, 8, 8, 8]);
    expect(found[0]!.repairs[0]!.reason).toBe(
      "out of stock in 2026-03: sold 1, supposed 8 as in the periods around it",
    );
  });

  it("finds in half a million real lines what the reference counts", async () => {
    const { online_retail: expected } = reference<{
      online_retail: Record<string, number>;
    }>("forecast/hygiene.json");
    const report = file("report.json");
    const { found } = await lines(
      sharedPath("data/online_retail_lines.csv.gz"),
      "--columns",
      "item=stock_code,at=datetime,quantity=qty,price=unit_price,document=invoice",
      ...["--item-pattern", "^\\d{5}[a-z]*$", "--report", report],
    );
    const counts = JSON.parse(fs.readFileSync(report, "utf8")) as DemandReport;

    expect(counts).toMatchObject({
      lines: expected["lines"],
      repeatedLines: expected["exact_duplicate_lines"],
      keptLines: expected["clean_lines"],
      keptUnits: expected["clean_units"],
      keptItems: expected["clean_stock_codes"],
    });
    expect(found.find(({ item }) => item === "23843")!.raw).toEqual([0]);
  });

  it.each<[string, string[]]>([
    ["there is no such file", [file("none.csv")]],
    ["column at must be there, got item, date", [file("sales.csv", sales)]],
    ["got none", [file("empty.csv", "item,at,quantity\n")]],
    ["like item=sku", [file("sales.csv"), "--columns", "sku"]],
    ["regular expression", [file("sales.csv"), "--item-pattern", "("]],
    ["a day like 2026-01-31", [file("sales.csv"), "--as-of", "today"]],
    ["It must be ITEM#NUMBER, or of", [file("sales.csv"), "--without", "all"]],
    [
      "/nowhere/demand.csv: cannot be written: there is no such folder",
      [file("sales.csv"), "--demand", "/nowhere/demand.csv"],
    ],
    [
      "--until must not be before --from",
      [file("sales.csv"), "--from", "2026-02-01", "--until", "2026-01-01"],
    ],
    [
      "--stock must not be given with",
      [file("t.csv"), "--wide", "--stock", "x"],
    ],
    ["with --wide only", [file("sales.csv"), "--start", "2026-01-01"]],
    ["holds no series", [file("none-yet.csv", "id,p1,p2\n"), "--wide"]],
  ])("refuses: %s", async (message, args) => {
    expect(await refusal(...args)).toContain(message);
  });
});
