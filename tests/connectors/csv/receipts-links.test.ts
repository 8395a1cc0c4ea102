import { imported, lines, plainMapping, plainStock } from "./folder.ts";

describe("a folder of exported files: receipts and links", () => {
  const receipts = {
    ...plainMapping,
    receipts: {
      file: "receipts.csv",
      fields: {
        shipment: { template: "{po}/{note}" },
        item: "item",
        location: "place",
        vendor: "vendor",
        orderedOn: { column: "ordered", empty: ["N/A"] },
        promisedOn: "promised",
        receivedOn: "received",
        quantity: "units",
      },
    },
  };

  it("reads receipts, odd dates too, and leaves out those without a date", async () => {
    const draft = await imported(
      {
        "stock.csv": plainStock,
        "receipts.csv": [
          "po,note,item,place,vendor,ordered,promised,received,units",
          "P1,N1,A,X,Acme,2026-01-05,2026-01-19,2026-01-21,50",
          "P2,N1,A,X,,N/A,,2026-01-02,",
          "P3,N1,A,X,Acme,2026-03-01,,2026-01-01,5",
          "P4,N1,A,X,Acme,2026-01-05,,,5",
          "P5,N1,Z,X,Acme,2026-01-05,,2026-01-05,5",
          "P6,N1,A,X,Acme,soon,,2026-01-05,5",
        ].join("\n"),
      },
      receipts,
    );

    const aReceipt = { vendor: "Acme", promisedOn: null, quantity: 5 };
    expect(draft.stages[0]!.receipts).toEqual([
      {
        shipment: "P1/N1",
        vendor: "Acme",
        orderedOn: "2026-01-05",
        promisedOn: "2026-01-19",
        receivedOn: "2026-01-21",
        quantity: 50,
      },
      {
        ...aReceipt,
        shipment: "P2/N1",
        vendor: null,
        orderedOn: null,
        receivedOn: "2026-01-02",
        quantity: null,
      },
      {
        ...aReceipt,
        shipment: "P3/N1",
        orderedOn: "2026-03-01",
        receivedOn: "2026-01-01",
      },
      {
        ...aReceipt,
        shipment: "P6/N1",
        orderedOn: null,
        receivedOn: "2026-01-05",
      },
    ]);
    expect(lines(draft)).toEqual([
      "receipts.csv:5 [receivedOn] receivedOn is empty: the row is left out",
      "receipts.csv:6 [item] Z@X is no stage we read: the row is left out",
      'receipts.csv:7 [orderedOn] orderedOn must be a date like 2026-01-31, got "soon": left empty',
    ]);
  });

  it("reads links between known stages", async () => {
    const draft = await imported(
      {
        "stock.csv": plainStock,
        "bom.csv": [
          "part,whole,units",
          "A,B,2.5",
          "A,B,1",
          "A,Z,1",
          "B,A,0",
          "B,A,two",
        ].join("\n"),
      },
      {
        ...plainMapping,
        links: {
          file: "bom.csv",
          fields: {
            fromItem: "part",
            fromLocation: { constant: "X" },
            toItem: "whole",
            toLocation: { constant: "X" },
            units: "units",
          },
        },
      },
    );

    expect(draft.links).toEqual([{ from: "A@X", to: "B@X", units: 2.5 }]);
    expect(lines(draft)).toEqual([
      "bom.csv:3 [fromItem] A@X -> B@X stands there twice: the first row counts",
      "bom.csv:4 [fromItem] Z@X is no stage we read: the link is left out",
      "bom.csv:5 [units] units must be above 0, got 0: the link is left out",
      'bom.csv:6 [units] units must be a number, got "two": the link is left out',
    ]);
  });
});
