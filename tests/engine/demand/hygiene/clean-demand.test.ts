import { aSale, cleanedLines } from "./lines-case.ts";

/** Sales on each working day of the first half of 2026, so that the record is dense. */
const others = Array.from({ length: 181 }, (_, day) => {
  const date = new Date(Date.UTC(2026, 0, 1 + day));
  return { date, weekday: date.getUTCDay() };
})
  .filter(({ weekday }) => weekday > 0 && weekday < 6)
  .map(({ date }, at) =>
    aSale({
      item: "0815",
      at: date.toISOString().slice(0, 10),
      document: `SO${at}`,
      quantity: 1 + (at % 3),
    }),
  );

/** What became of one item among them. */
function one(...changes: Parameters<typeof aSale>[0][]) {
  const { stages, report } = cleanedLines([
    ...others,
    ...changes.map((change) => aSale(change)),
  ]);
  const stage = stages.find(({ item }) => item === "4711")!;
  return { ...stage, report };
}
const told = ({ repairs }: ReturnType<typeof one>) =>
  repairs.map(({ kind, reason }) => `${kind}: ${reason}`);

describe("cleanDemand", () => {
  it("sums sales by period, a period without one being 0", () => {
    const { start, raw, clean, repairs } = one(
      { at: "2026-02-03", quantity: 2 },
      { at: "2026-02-28 23:59:59", quantity: 3, document: "SO101" },
      { at: "2026-04-01T00:00:00Z", quantity: 4, document: "SO102" },
    );

    expect(start).toBe("2026-02-01");
    expect(raw).toEqual([5, 0, 4, 0, 0]);
    expect(clean).toEqual(raw);
    expect(repairs).toEqual([]);
  });

  it("nets a cancellation where it was sold, whole lines first", () => {
    const found = one(
      { at: "2026-01-10", quantity: 30, document: "SO1" },
      { at: "2026-02-10", quantity: 12, document: "SO2" },
      { at: "2026-03-10", quantity: -30, document: "CR1" },
      { at: "2026-03-11", quantity: -6, document: "CR2" },
    );

    expect(found.raw).toEqual([30, 12, -36, 0, 0, 0]);
    expect(found.clean).toEqual([0, 6, 0, 0, 0, 0]);
    // Both documents of the series CR give back: cancellations.
    expect(told(found)).toEqual([
      "cancellation: 30 on 2026-03-10 in CR1 takes back 30 of 30 on 2026-01-10 in SO1: netted where it was sold",
      "cancellation: 6 on 2026-03-11 in CR2 takes back 6 of 12 on 2026-02-10 in SO2: netted where it was sold",
    ]);
    expect(found.repairs[0]!.changes).toEqual([
      { period: 2, before: -36, after: -6 },
      { period: 0, before: 30, after: 0 },
    ]);
  });

  it("leaves no dust of decimals that make up 0", () => {
    const parts = [0.1, 0.2, 0.7].map((quantity, at) => ({
      at: `2026-01-1${at}`,
      quantity,
      document: `SO${at}`,
    }));
    const back = { at: "2026-02-10", quantity: -1, document: "CR1" };
    const found = one(...parts, back);

    // 0.1 + 0.2 + 0.7 is 1 − 2^-53 in doubles.
    expect(found.clean.slice(0, 2)).toEqual([0, 0]);
    expect(found.repairs.map(({ kind }) => kind)).not.toContain(
      "negative-demand",
    );
  });

  it("takes a return of several orders from the latest ones", () => {
    const found = one(
      { at: "2026-01-10", quantity: 10, document: "SO1" },
      { at: "2026-02-10", quantity: 4, document: "SO2" },
      { at: "2026-03-10", quantity: -9, document: "SO3" },
      { at: "2026-04-10", quantity: 2, document: "SO4" },
    );

    expect(found.clean).toEqual([5, 0, 0, 2, 0, 0]);
    expect(told(found)).toEqual([
      "return: 9 on 2026-03-10 in SO3 takes back 9 of 4 on 2026-02-10 in SO2, 10 on 2026-01-10 in SO1: netted where they were sold",
    ]);
  });

  it("follows the document that a return names", () => {
    const { clean } = one(
      { at: "2026-01-10", quantity: 5, document: "SO1" },
      { at: "2026-02-10", quantity: 5, document: "SO2" },
      { at: "2026-03-10", quantity: -5, document: "CR1", reverses: "SO1" },
    );

    expect(clean).toEqual([0, 5, 0, 0, 0, 0]);
  });

  it("takes nothing from another customer, from later sales, or below zero", () => {
    const found = one(
      { at: "2026-01-10", quantity: 5, document: "SO1", customer: "C2" },
      { at: "2026-02-10", quantity: 3, document: "SO2" },
      { at: "2026-03-10", quantity: -8, document: "CR1" },
      { at: "2026-04-10", quantity: 8, document: "SO3" },
    );

    expect(found.clean).toEqual([5, 0, 0, 8, 0, 0]);
    expect(told(found)[1]).toBe(
      "unmatched-return: 8 on 2026-03-10 in CR1 takes back 5 more than was sold before in the record: left out",
    );
  });

  it.each<[string, Parameters<typeof aSale>[0], string]>([
    [
      "a figure beyond any count",
      { quantity: 1e300 },
      "not-a-number: its quantity 1e+300 is beyond any count",
    ],
    ["no number", { quantity: NaN }, "not-a-number: its quantity is no number"],
    [
      "no date",
      { at: "31/02/2026" },
      'impossible-date: "31/02/2026" is no date',
    ],
    [
      "a day that does not exist",
      { at: "2026-02-30" },
      'impossible-date: "2026-02-30" is no date',
    ],
    [
      "a placeholder for a date",
      { at: "9999-12-31" },
      "impossible-date: 9999-12-31 is no day that the record can be of",
    ],
    [
      "a day long before the record",
      { at: "1900-01-01" },
      "impossible-date: 1900-01-01 is no day that the record can be of",
    ],
    [
      "a quantity of 0",
      { quantity: 0 },
      "zero-quantity: a quantity of 0: nothing sold",
    ],
    ["no price", { price: 0 }, "unpriced: 5 given without a price: no sale"],
    [
      "stock written off",
      { price: 0, quantity: -40 },
      "adjustment: 40 taken off without a price: a correction of stock, nothing a customer gave back",
    ],
    [
      "a price below zero",
      { price: -11062.06 },
      "adjustment: a price of -11062.06: a booking, no sale",
    ],
  ])("leaves out a line with %s", (_, change, message) => {
    const found = one({ at: "2026-01-10", document: "SO1" }, change);

    expect(found.clean).toEqual([5, 0, 0, 0, 0, 0]);
    expect(told(found)).toEqual([message]);
  });

  it("counts a line that stands there twice once, where it can be known", () => {
    const twice = one(
      { at: "2026-01-10", document: "SO1" },
      { at: "2026-01-10", document: "SO1" },
      { at: "2026-01-10", document: "SO2" },
    );
    const unnamed = { at: "2026-01-10", document: null, quantity: 1 };

    expect(twice.clean[0]).toBe(10);
    expect(told(twice)).toEqual([
      "duplicate: repeats an earlier line to the last cell: 5 on 2026-01-10 in SO1",
    ]);
    // Two pieces over the counter on one day may both be true.
    expect(one(unnamed, unnamed).clean[0]).toBe(2);
  });

  it("takes an item in several spellings for one", () => {
    const { stages } = cleanedLines([
      aSale({ item: "85123A", document: "SO1" }),
      aSale({ item: "85123A", document: "SO2" }),
      aSale({ item: " 85123a", document: "SO3", line: 77 }),
    ]);

    expect(stages).toHaveLength(1);
    expect(stages[0]!.item).toBe("85123A");
    expect(stages[0]!.clean).toEqual([15]);
    expect(stages[0]!.repairs).toEqual([
      expect.objectContaining({ kind: "spelling", lines: [77], changes: [] }),
    ]);
  });

  it("separates a single order far out of the sizes of its item", () => {
    const usual = Array.from({ length: 40 }, (_, at) => ({
      at: `2026-0${1 + (at % 6)}-10`,
      quantity: 3 + (at % 5),
      document: `SO${at}`,
      customer: `C${at}`,
    }));
    const huge = { at: "2026-03-11", quantity: 900, document: "SO900" };
    const found = one(...usual, huge);
    const again = { ...huge, at: "2026-05-11", document: "SO901" };

    expect(found.known).toEqual([
      {
        kind: "one-off",
        period: 2,
        units: 900,
        reason:
          "an order of 900 from customer C1 (900 on 2026-03-11 in SO900), where 5 is usual: known demand, not what others will order",
      },
    ]);
    expect(Math.max(...found.clean.map(Number))).toBeLessThan(60);
    // A customer who orders so much again may do so once more.
    expect(one(...usual, huge, again).repairs.map(({ kind }) => kind)).toEqual(
      [],
    );
  });

  it("leaves lumpy demand alone", () => {
    const lumpy = Array.from({ length: 60 }, (_, at) => ({
      at: `2026-0${1 + (at % 6)}-10`,
      quantity: Math.round(Math.exp(1 + 4 * ((at * 0.618) % 1))),
      document: `SO${at}`,
      customer: `C${at}`,
    }));

    expect(one(...lumpy).repairs).toEqual([]);
  });

  it("puts back what a stockout hid, from records of stock on hand", () => {
    const { stages } = cleanedLines(
      [
        ...others,
        ...[1, 2, 4, 5, 6].map((month) =>
          aSale({ at: `2026-0${month}-10`, document: `SO${month}0` }),
        ),
      ],
      {
        period: "month",
        stock: [
          { item: "4711", day: "2026-02-28", onHand: 3 },
          { item: "4711", day: "2026-03-31", onHand: 0 },
          { item: "never heard of", day: "2026-03-31", onHand: 0 },
        ],
      },
    );
    const { raw, clean } = stages.find(({ item }) => item === "4711")!;

    expect(raw).toEqual([5, 5, 0, 5, 5, 5]);
    expect(clean).toEqual([5, 5, 5, 5, 5, 5]);
  });
});
