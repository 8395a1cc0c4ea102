import { imported, lines, plainMapping, plainStock } from "./folder.ts";

const mapping = (change: object = {}) => ({
  ...plainMapping,
  period: "month",
  demand: {
    form: "long",
    file: "sales.csv",
    fields: {
      item: "item",
      location: "place",
      day: "day",
      quantity: "units",
      document: "order",
      customer: "customer",
      price: "price",
    },
    ...change,
  },
});
const header = "item,place,day,units,order,customer,price\n";
const read = (sales: string, change: object = {}, today = "2026-05-01") =>
  imported(
    { "stock.csv": plainStock, "sales.csv": header + sales },
    mapping(change),
    today,
  );

describe("a folder of exported files: transaction lines", () => {
  it("nets a return in the month of its sale, and says so", async () => {
    const draft = await read(
      "A,X,2026-01-10,80,SO1,C1,2.5\nA,X,2026-02-11,6,SO2,C1,2.5\nA,X,2026-03-12,-80,CR1,C1,2.5\nA,X,2026-04-13,7,SO3,C1,2.5\n",
    );

    expect(draft.stages[0]!.demand).toEqual({
      start: "2026-01-01",
      quantities: [0, 6, 0, 7],
    });
    expect(lines(draft)).toEqual([
      "sales.csv:4 [null] A@X: 80 on 2026-03-12 in CR1 takes back 80 of 80 on 2026-01-10 in SO1: netted where it was sold",
    ]);
  });

  it("counts a repeated line once and leaves out a day to come", async () => {
    const draft = await read(
      "A,X,2026-03-10,5,SO1,C1,2.5\nA,X,2026-03-10,5,SO1,C1,2.5\nA,X,2026-04-10,4,SO2,C1,2.5\nA,X,2027-04-10,4,SO3,C1,2.5\nB,X,2026-04-10,2,SO4,C1,2.5\n",
    );

    expect(draft.stages.map(({ demand }) => demand?.quantities)).toEqual([
      [5, 4],
      [2],
    ]);
    expect(draft.findings.map(({ severity, row }) => [severity, row])).toEqual([
      ["warning", 3],
      ["warning", 5],
    ]);
  });

  it("leaves out the month that is not over", async () => {
    const draft = await read(
      "A,X,2026-03-10,5,SO1,C1,2.5\nA,X,2026-04-10,4,SO2,C1,2.5\nB,X,2026-04-10,4,SO3,C1,2.5\n",
      {},
      "2026-04-20",
    );

    expect(draft.stages.map(({ demand }) => demand)).toEqual([
      { start: "2026-03-01", quantities: [5] },
      null,
    ]);
    expect(lines(draft)[0]).toContain("2026-04 is not over");
  });

  it("keeps items apart that differ in capitals, as the ERP does", async () => {
    const draft = await imported(
      {
        "stock.csv": "item,place,cost,stock\na,X,1,1\nA,X,1,1\n",
        "sales.csv": `${header}a,X,2026-03-10,5,SO1,C1,2.5\nA,X,2026-03-10,9,SO2,C1,2.5\n`,
      },
      mapping(),
      "2026-05-01",
    );

    expect(
      draft.stages.map(({ id, demand }) => [id, demand?.quantities]),
    ).toEqual([
      ["A@X", [9]],
      ["a@X", [5]],
    ]);
  });

  it("still reports what cannot be read, with its line", async () => {
    const draft = await read(
      "A,X,soon,5,SO1,C1,2.5\nA,X,2026-03-10,many,SO1,C1,2.5\nC,X,2026-03-10,5,SO1,C1,2.5\nA,X,2026-04-10,5,SO1,C1,x\n",
    );

    expect(draft.findings.map(({ row, field }) => [row, field])).toEqual([
      [2, "day"],
      [3, "quantity"],
      [4, "item"],
      [5, "price"],
    ]);
    expect(draft.stages[0]!.demand!.quantities).toEqual([5]);
  });
});
