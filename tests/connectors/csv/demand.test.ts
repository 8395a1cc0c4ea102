import { imported, lines, plainMapping, plainStock } from "./folder.ts";

const long = (change: object = {}, period = "week") => ({
  ...plainMapping,
  period,
  demand: {
    form: "long",
    file: "sales.csv",
    fields: { item: "item", location: "place", day: "day", quantity: "units" },
    ...change,
  },
});
const wide = (change: object = {}, period = "week") => ({
  ...plainMapping,
  period,
  demand: {
    form: "wide",
    file: "sales.csv",
    fields: { item: "item", location: { constant: "X" } },
    periods: { dates: "iso-week" },
    ...change,
  },
});
const read = (sales: string, mapping: object, today?: string) =>
  imported({ "stock.csv": plainStock, "sales.csv": sales }, mapping, today);

describe("a folder of exported files: demand", () => {
  it("sums lines by ISO week, from the stage's first week to the file's last", async () => {
    // 2026-01-01 is a Thursday: its week begins on Monday 2025-12-29.
    const draft = await read(
      "item,place,day,units\nA,X,2026-01-04,2\nA,X,2026-01-01,3\nA,X,2026-01-05,4\nB,X,2026-01-20,1\n",
      long(),
    );

    expect(draft.stages.map(({ demand }) => demand)).toEqual([
      { start: "2025-12-29", quantities: [5, 4, 0, 0] },
      { start: "2026-01-19", quantities: [1] },
    ]);
  });

  it("leaves out the week that is not over, and says so", async () => {
    // The reading is of a Wednesday: the week from Monday 2026-01-12 has three days to come.
    const draft = await read(
      "item,place,day,units\nA,X,2026-01-01,3\nA,X,2026-01-13,4\nB,X,2026-01-12,1\n",
      long(),
      "2026-01-14",
    );

    expect(draft.stages.map(({ demand }) => demand)).toEqual([
      { start: "2025-12-29", quantities: [3, 0] },
      null,
    ]);
    expect(lines(draft)).toEqual([
      "sales.csv:null [day] the week that began on 2026-01-12 is not over: its demand is left out",
    ]);
  });

  it("takes the last week whole from the day after it", async () => {
    const sales = "item,place,day,units\nA,X,2026-01-05,3\nA,X,2026-01-13,4\n";
    const monday = await read(sales, long(), "2026-01-19");

    expect(monday.stages[0]!.demand!.quantities).toEqual([3, 4]);
    expect(lines(monday)).toEqual([]);
  });

  it("leaves out the column of a week that is not over", async () => {
    const sales = "item,2026-W01,2026-W02,2026-W03\nA,1,2,3\n";
    const during = await read(sales, wide(), "2026-01-12");
    const only = await read("item,2026-W03\nA,3\n", wide(), "2026-01-12");

    expect(during.stages[0]!.demand).toEqual({
      start: "2025-12-29",
      quantities: [1, 2],
    });
    expect(only.stages[0]!.demand).toBeNull();
  });

  it("sums lines by month, over the turn of a year", async () => {
    const draft = await read(
      "item,place,day,units\nA,X,2025-11-30,1\nA,X,2026-02-01,2\n",
      long({}, "month"),
    );

    expect(draft.stages[0]!.demand).toEqual({
      start: "2025-11-01",
      quantities: [1, 0, 0, 2],
    });
  });

  it("tells a period without a row from zero when the mapping does", async () => {
    const draft = await read(
      "item,place,day,units\nA,X,2026-01-05,1\nA,X,2026-01-19,2\n",
      long({ gaps: "missing" }),
    );

    expect(draft.stages[0]!.demand!.quantities).toEqual([1, null, 2]);
  });

  it("leaves out what comes after the last complete day, and says how much", async () => {
    const draft = await read(
      "item,place,day,units\nA,X,2026-01-05,1\nA,X,2026-01-12,2\nA,X,2026-01-13,2\n",
      long({ until: "2026-01-11" }),
    );

    expect(draft.stages[0]!.demand!.quantities).toEqual([1]);
    expect(lines(draft)).toEqual([
      "sales.csv:null [day] 2 rows after 2026-01-11 are left out, as the mapping says",
    ]);
  });

  it.each([
    ["dd.mm.yyyy", "05.01.2026"],
    ["dd/mm/yyyy", "5/1/2026"],
    ["mm/dd/yyyy", "01/05/2026"],
    ["yyyymmdd", "20260105"],
    ["iso", "2026-01-05T10:30:00Z"],
    ["iso-week", "2026-W02"],
  ])("reads dates written %s", async (dates, text) => {
    const draft = await read(
      `item,place,day,units\nA,X,${text},1\n`,
      long({ dates }),
    );

    expect(draft.stages[0]!.demand).toEqual({
      start: "2026-01-05",
      quantities: [1],
    });
  });

  it("leaves out lines it cannot read or place, each with its reason", async () => {
    const draft = await read(
      [
        "item,place,day,units",
        "A,X,2026-02-30,1",
        "A,X,2026-01-05,many",
        "A,X,2026-01-05,",
        "Z,X,2026-01-05,1",
        "A,X,2026-01-05,7",
      ].join("\n"),
      long(),
    );

    expect(draft.stages[0]!.demand!.quantities).toEqual([7]);
    expect(lines(draft)).toEqual([
      'sales.csv:2 [day] day must be a date like 2026-01-31, got "2026-02-30": the row is left out',
      'sales.csv:3 [quantity] quantity must be a number, got "many": the row is left out',
      "sales.csv:4 [quantity] quantity is empty: the row is left out",
      "sales.csv:5 [item] Z@X is no stage we read: the row is left out",
    ]);
  });

  it("reads one column for each week, blanks as not recorded, negatives as they are", async () => {
    const draft = await read(
      "item,2025-W52,2026-W01,2026-W02\nA,,3,-1\nB,1,2,3\n",
      wide(),
    );

    // 2025-W52 begins on Monday 2025-12-22.
    expect(draft.stages.map(({ demand }) => demand)).toEqual([
      { start: "2025-12-22", quantities: [null, 3, -1] },
      { start: "2025-12-22", quantities: [1, 2, 3] },
    ]);
    expect(draft.findings).toEqual([]);
  });

  it("puts period columns into their order and leaves gaps between them empty", async () => {
    const draft = await read(
      "item,2026-03,2026-01\nA,3,1\n",
      wide({ periods: { dates: "iso-month" } }, "month"),
    );

    expect(draft.stages[0]!.demand).toEqual({
      start: "2026-01-01",
      quantities: [1, null, 3],
    });
  });

  it("counts columns m01, m02, … from the month the first of them is", async () => {
    const draft = await read(
      "item,m01,m02,m12,mean\nA,1,2,12,5\n",
      wide({ periods: { prefix: "m", start: "2025-01-01" } }, "month"),
    );

    expect(draft.stages[0]!.demand).toEqual({
      start: "2025-01-01",
      quantities: [1, 2, ...new Array<null>(9).fill(null), 12],
    });
  });

  it("names the column of a wide cell it cannot read", async () => {
    const draft = await read(
      "item,2026-W01,2026-W02\nA,x,2\nA,1,1\nC,1,1\n",
      wide(),
    );

    expect(draft.stages[0]!.demand!.quantities).toEqual([null, 2]);
    expect(lines(draft)).toEqual([
      'sales.csv:2 [quantity] quantity must be a number, got "x": column 2026-W01 counts as not recorded',
      "sales.csv:3 [item] A@X stands there twice: the first row counts",
      "sales.csv:4 [item] C@X is no stage we read: the row is left out",
    ]);
  });

  it("refuses a file without period columns, or with one period twice", async () => {
    await expect(read("item,jan,feb\nA,1,2\n", wide())).rejects.toThrow(
      "sales.csv has no column named like 2026-W05: see demand.periods of the mapping",
    );
    await expect(read("item,2026-W01,2026W1\nA,1,2\n", wide())).rejects.toThrow(
      'sales.csv: the columns "2026-W01" and "2026W1" are the same week',
    );
  });
});
