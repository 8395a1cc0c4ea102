import type {
  CleanDemand,
  DemandLine,
  DemandReport,
} from "../../../../engine/index.ts";
import { withRepairs } from "../../../../engine/index.ts";
import { reference } from "../../../support/reference.ts";
import { cleanedLines, sharedRows } from "./lines-case.ts";

interface Expected {
  readonly online_retail: {
    readonly [count: string]: number;
  } & {
    readonly first: string;
    readonly last: string;
    readonly non_product_codes: readonly string[];
    readonly largest_orders_fully_cancelled: readonly {
      readonly stock_code: string;
      readonly customer: string;
      readonly qty: number;
      readonly datetime: string;
      readonly datetime_c: string;
      readonly invoice: string;
      readonly invoice_c: string;
    }[];
  };
}

function* invoiceLines() {
  for (const cells of sharedRows("data/online_retail_lines.csv.gz")) {
    const [document, at, item, quantity, price, customer] = cells as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    yield {
      item,
      at,
      quantity: Number(quantity),
      price: Number(price),
      document,
      customer,
    };
  }
}

describe("541,909 invoice lines of a web shop", () => {
  const { online_retail: expected } = reference<Expected>(
    "forecast/hygiene.json",
  );
  let stages: readonly CleanDemand[];
  let report: DemandReport;
  let lines: readonly DemandLine[];
  beforeAll(() => {
    lines = [...invoiceLines()];
    ({ stages, report } = cleanedLines(lines));
  }, 300_000);
  const of = (item: string) => stages.find((stage) => stage.item === item)!;

  it("counts what the reference counts, without being told how codes are written", () => {
    expect(report).toMatchObject({
      lines: expected["lines"],
      documents: expected["invoices"],
      itemCodes: expected["stock_codes"],
      first: expected.first.slice(0, 16),
      last: expected.last.slice(0, 16),
      rows: "sales",
      cancellationLines: expected["cancellation_lines"],
      adjustmentLines: expected["adjustment_lines_A"],
      negativeLines: expected["negative_qty_lines"],
      negativeOutsideCancellations: expected["negative_qty_not_cancellation"],
      unpricedLines: expected["zero_price_lines"],
      negativePriceLines: expected["negative_price_lines"],
      repeatedLines: expected["exact_duplicate_lines"],
      noCustomerLines: expected["blank_customer_lines"],
      oddCodeLines: expected["non_product_code_lines"],
      oddCodes: expected.non_product_codes,
      lowerCaseLines: expected["lower_case_suffix_lines"],
      silentDays: expected["days_without_sales_between_first_and_last"],
      exactlyReversed: expected["cancellation_lines_with_exact_earlier_match"],
    });
  });

  it("finds the largest orders that were cancelled whole", () => {
    const wanted = expected.largest_orders_fully_cancelled;

    expect(report.largestReversed.slice(0, wanted.length)).toEqual(
      wanted.map((one) => ({
        item: one.stock_code,
        customer: one.customer,
        units: one.qty,
        soldAt: one.datetime,
        document: one.invoice,
        reversedAt: one.datetime_c,
        reversedBy: one.invoice_c,
      })),
    );
  });

  it("leaves what the reference's rule leaves, where it is told that items begin with five digits", () => {
    const strict = cleanedLines(lines, {
      itemPattern: /^\d{5}[A-Z]*$/,
    }).report;

    expect(strict.keptLines).toBe(expected["clean_lines"]);
    expect(strict.keptUnits).toBe(expected["clean_units"]);
    expect(strict.keptItems).toBe(expected["clean_stock_codes"]);
  });

  it("is not moved by 80,995 units that were cancelled after 12 minutes", () => {
    const item = of("23843");

    expect(item.raw).toEqual([0]);
    expect(item.repairs[0]).toMatchObject({
      kind: "cancellation",
      changes: [],
    });
    expect(item.known).toEqual([]);
    // 74,215 of another item, cancelled after 16 minutes.
    expect(Math.max(...of("23166").clean.map(Number))).toBeLessThan(1000);
  });

  it("takes a return off the month of the sale, not the month it came", () => {
    const { clean, repairs, raw } = of("85123A");
    const { id, changes } = repairs.find(({ reason }) =>
      reason.startsWith("1930 on 2011-04-18"),
    )!;

    // Sold in January (place 1 from December 2010), given back in April.
    expect(changes.map(({ period }) => period).sort()).toEqual([1, 4]);
    const undone = withRepairs(raw, repairs, { without: [id] });
    expect(undone[1]! - clean[1]!).toBe(1930);
    expect(undone[4]! - clean[4]!).toBe(-1930);
  });

  it("leaves December out: it ends on the 9th", () => {
    expect(report.lastPeriodOpen).toBe(true);
    expect(report.firstPeriodOpen).toBe(false);
    for (const { clean } of stages) expect(clean.at(-1) ?? null).toBeNull();
  });

  it("keeps odd codes that may be goods, and leaves out fees", () => {
    const left = stages.filter(({ repairs }) =>
      repairs.some(({ kind }) => kind === "not-an-item"),
    );

    expect(left.map(({ item }) => item)).toEqual(
      expect.arrayContaining(["POST", "DOT", "M", "BANK CHARGES", "AMAZONFEE"]),
    );
    expect(left.map(({ item }) => item)).not.toContain("DCGSSBOY");
  });

  it("gives every history back, raw and clean, to the last bit", () => {
    const same = (
      a: readonly (number | null)[],
      b: readonly (number | null)[],
    ) =>
      a.length === b.length && a.every((units, at) => Object.is(units, b[at]));

    for (const { raw, clean, repairs } of stages) {
      const all = repairs.map(({ id }) => id);
      const none = withRepairs(raw, repairs, { without: all });

      expect(same(withRepairs(raw, repairs), clean)).toBe(true);
      expect(same(none, raw)).toBe(true);
      expect(clean.every((units) => units === null || units >= 0)).toBe(true);
    }
  });
});
