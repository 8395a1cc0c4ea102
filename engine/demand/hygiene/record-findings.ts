import type { HygieneFinding } from "./clean-periods.ts";
import type { LineReading } from "./judged-lines.ts";
import type { RecordFacts } from "./record-facts.ts";
import type { RepairKind } from "./repair.ts";
import { counted } from "./worksheet.ts";

/** What each kind of repair did, for who reads of all of them at once. */
const done: Readonly<Record<RepairKind, string>> = {
  "not-a-number": "quantities that are no number, left out",
  "impossible-date": "lines of a day that cannot be, left out",
  "not-an-item": "fees and bookings that are no items, left out",
  adjustment: "bookings of accounts and corrections of stock, left out",
  duplicate: "lines that stand there twice, counted once",
  "zero-quantity": "lines with a quantity of 0",
  unpriced: "lines without a price, left out",
  spelling: "items written in more than one way, taken for one",
  cancellation: "cancellations, netted against the sale they cancel",
  return: "returns, netted against the sales they come from",
  "unmatched-return": "returns of no earlier sale in the record, left out",
  "negative-demand": "periods of more returns than sales, netted backwards",
  "before-launch": "items whose first zeros are the time before a launch",
  incomplete: "histories with a part of a period at an end, left out",
  "one-off": "orders far out of their item's sizes, separated as known demand",
  stockout: "periods out of stock, put right",
  promotion: "periods of a promotion, separated as known demand",
};

/** What a record's repairs come to, and what was found out about how to read it. */
export function recordFindings(
  facts: RecordFacts,
  { rows, pricesCount }: LineReading,
  repairs: ReadonlyMap<RepairKind, number>,
): HygieneFinding[] {
  const findings: HygieneFinding[] = [
    {
      code: "rows",
      message:
        rows === "sales"
          ? "each line is read as a sale: a period without one is a period of 0"
          : "each line is read as the total of a period: a period without one was not recorded",
    },
  ];
  if (facts.lines === 0) {
    findings.push({ code: "no-lines", message: "the record holds no line" });
  }
  if (facts.oddCodes.length > 0) {
    const some = facts.oddCodes.slice(0, 5).join(", ");
    findings.push({
      code: "odd-codes",
      message: `${counted(facts.oddCodes.length, "code")} in ${counted(facts.oddCodeLines, "line")} not written as items are, as ${some}: those that look like fees are left out, the others kept`,
    });
  }
  if (facts.unpricedLines > 0 && !pricesCount) {
    findings.push({
      code: "unpriced-kept",
      message: `${counted(facts.unpricedLines, "line")} without a price are taken for sales: they are too many to be an exception, or it was said so`,
    });
  }
  for (const [kind, count] of repairs) {
    findings.push({ code: kind, message: `${done[kind]}: ${count}` });
  }
  return findings;
}
