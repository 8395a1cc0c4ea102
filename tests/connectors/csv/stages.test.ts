import {
  aConnector,
  imported,
  latin,
  lines,
  plainMapping,
  plainStock,
} from "./folder.ts";

const withStages = (change: object) => ({
  ...plainMapping,
  stages: { ...plainMapping.stages, ...change },
});
const withFields = (fields: object) =>
  withStages({ fields: { ...plainMapping.stages.fields, ...fields } });

describe("a folder of exported files: stages", () => {
  it("reads a stage from each row", async () => {
    const { stages, findings, ...rest } = await imported({
      "stock.csv": plainStock,
    });

    expect(findings).toEqual([]);
    expect(rest).toEqual({
      profile: "csv:case",
      currency: "EUR",
      period: "week",
      taxonomyVersion: "none",
      links: [],
    });
    expect(
      stages.map(({ id, unitCost, onHand }) => [id, unitCost, onHand]),
    ).toEqual([
      ["A@X", 1.5, 10],
      ["B@X", 2.5, 20],
    ]);
    expect(stages[0]).toMatchObject({
      item: "A",
      location: "X",
      unit: "pcs",
      demand: null,
    });
  });

  it.each([";", "\t", "|"])(
    "finds out the delimiter %j by itself",
    async (delimiter) => {
      const text = plainStock.replaceAll(",", delimiter);

      expect((await imported({ "stock.csv": text })).stages).toHaveLength(2);
    },
  );

  it("is not misled by a comma within the columns' own names", async () => {
    const text =
      'item;place;cost;stock;"size, weight, colour, origin, shape"\nA;X;1;2;x\n';

    expect((await imported({ "stock.csv": text })).stages[0]!.onHand).toBe(2);
  });

  it("reads quotes, line ends of Windows, blank lines and a byte order mark", async () => {
    const text =
      '\ufeffitem,place,cost,stock\r\n"A ""5"" pipe","X, north",1.5,10\r\n\r\n5" pipe,Y,1,2\r\n';
    const { stages, findings } = await imported({ "stock.csv": text });

    expect(findings).toEqual([]);
    expect(stages.map(({ id }) => id).sort()).toEqual([
      '5" pipe@Y',
      'A "5" pipe@X, north',
    ]);
  });

  it("unzips a file whose name ends in .gz", async () => {
    const draft = await imported(
      { "stock.csv.gz": plainStock },
      withStages({ file: "stock.csv.gz" }),
    );

    expect(draft.stages).toHaveLength(2);
  });

  it("reads decimal commas, thousands, a trailing minus and units of time", async () => {
    const { stages } = await imported(
      { "stock.csv": "item;place;cost;stock;weeks\nA;X;1.234,5;12-;1,5\n" },
      {
        ...withFields({
          promisedLeadTimeDays: { column: "weeks", unit: "weeks" },
        }),
        decimal: ",",
        thousands: ".",
      },
    );

    // 1.5 weeks · 7 days
    expect(stages[0]).toMatchObject({
      unitCost: 1234.5,
      onHand: -12,
      promisedLeadTimeDays: 10.5,
    });
  });

  it("makes values from constants, templates, defaults, codes and factors", async () => {
    const { stages } = await imported(
      {
        "stock.csv":
          "item,place,cost,stock,class,tier\nA,X,150,-,h,\nB,Y,250,20,v,1\n",
      },
      withFields({
        location: { template: "{place}-{item}" },
        description: { template: "Part {item}" },
        unitDecimals: { constant: 2 },
        unitCost: { column: "cost", times: 0.01 },
        onHand: { column: "stock", empty: ["-"] },
        productClass: { column: "class", values: { h: "Hoses", v: "Valves" } },
        serviceTier: { column: "tier", default: "C" },
      }),
    );

    expect(stages).toMatchObject([
      {
        id: "A@X-A",
        description: "Part A",
        unitDecimals: 2,
        unitCost: 1.5,
        onHand: null,
        productClass: "Hoses",
        serviceTier: "C",
      },
      {
        id: "B@Y-B",
        unitCost: 2.5,
        onHand: 20,
        productClass: "Valves",
        serviceTier: "1",
      },
    ]);
  });

  it("fills from the items' file what the stage's row lacks", async () => {
    const { stages } = await imported(
      {
        "stock.csv": "item,place,cost,stock\nA,X,,10\nA,Y,9,10\n",
        "items.csv": "no;text;price\nA;Pump;7\n",
      },
      {
        ...plainMapping,
        items: {
          file: "items.csv",
          fields: { item: "no", description: "text", unitCost: "price" },
        },
      },
    );

    expect(
      stages.map(({ id, description, unitCost }) => [
        id,
        description,
        unitCost,
      ]),
    ).toEqual([
      ["A@X", "Pump", 7],
      ["A@Y", "Pump", 9],
    ]);
  });

  it("leaves out rows that the filter does not fit", async () => {
    const filter = [
      { column: "place", is: ["X", "Y"] },
      { column: "item", isNot: ["B"] },
    ];
    const { stages } = await imported(
      { "stock.csv": `${plainStock}C,Y,1,1\nD,Z,1,1\n` },
      withStages({ filter }),
    );

    expect(stages.map(({ id }) => id)).toEqual(["A@X", "C@Y"]);
  });

  it("names file, line, column and value of a number it cannot read, and how to", async () => {
    const draft = await imported({
      "stock.csv": 'item,place,cost,stock\nA,X,n.a.,10\nB,X,"1,5",\nC,X,,10\n',
    });

    expect(lines(draft)).toEqual([
      'stock.csv:2 [unitCost] unitCost must be a number, got "n.a.": left empty',
      'stock.csv:3 [unitCost] unitCost must be a number, got "1,5"; set decimal to "," if that is one: left empty',
    ]);
    // An empty cell is empty: never 0.
    expect(
      draft.stages.map(({ unitCost, onHand }) => [unitCost, onHand]),
    ).toEqual([
      [null, 10],
      [null, null],
      [null, 10],
    ]);
  });

  it("keeps the first of two rows for one stage and names both lines", async () => {
    const draft = await imported({ "stock.csv": `${plainStock}A,X,9,9\n` });

    expect(draft.stages.map(({ id, unitCost }) => [id, unitCost])).toEqual([
      ["A@X", 1.5],
      ["B@X", 2.5],
    ]);
    expect(lines(draft)).toEqual([
      "stock.csv:4 [item] A@X stands in line 2 already: the first row counts, this one is left out",
    ]);
  });

  it("leaves out rows without a key, with an @, or with too many cells", async () => {
    const draft = await imported({
      "stock.csv": `${plainStock},X,1,1\nC,,1,1\nD@E,X,1,1\nF,X,1,1,1\n`,
    });

    expect(draft.stages).toHaveLength(2);
    expect(lines(draft)).toEqual([
      "stock.csv:4 [item] item is empty: the row is left out",
      "stock.csv:5 [location] location is empty: the row is left out",
      'stock.csv:6 [item] item must hold no "@", got "D@E": the row is left out',
      "stock.csv:7 [null] the record has 5 cells, the header 4: left out",
    ]);
  });

  it("counts what it does not list one by one", async () => {
    const bad = Array.from({ length: 50 }, (_, i) => `I${i},X,?,1\n`).join("");
    const draft = await imported({
      "stock.csv": `item,place,cost,stock\n${bad}`,
    });

    expect(draft.findings).toHaveLength(21);
    expect(draft.findings.at(-1)!.message).toBe("and 30 more like these");
  });

  it("reads Windows-1252 when the mapping says so", async () => {
    const { stages } = await imported(
      { "stock.csv": latin("item,place,cost,stock\nA,KÖLN,1,1\n") },
      { ...plainMapping, encoding: "windows-1252" },
    );

    expect(stages[0]!.id).toBe("A@KÖLN");
  });

  it("answers the same stages whatever the order of the rows", async () => {
    const backwards = "item,place,cost,stock\nB,X,2.5,20\nA,X,1.5,10\n";

    expect(await imported({ "stock.csv": backwards })).toEqual(
      await imported({ "stock.csv": plainStock }),
    );
  });

  it("stops when it is asked to", async () => {
    const connector = await aConnector({ "stock.csv": plainStock });
    const stopped = AbortSignal.abort(new Error("cancelled by maria"));

    await expect(
      connector.readSnapshot({ signal: stopped, progress: () => undefined }),
    ).rejects.toThrow("cancelled by maria");
  });
});
