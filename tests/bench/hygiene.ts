import {
  addDemandLine,
  cleanDemand,
  demandLines,
  type DemandLine,
} from "../../engine/index.ts";
import { sharedText } from "../support/reference.ts";
import { cpuSeconds } from "../support/cpu-seconds.ts";

function invoiceLines(): DemandLine[] {
  const rows = sharedText("data/online_retail_lines.csv.gz")
    .trimEnd()
    .split("\n");
  return rows.slice(1).map((row) => {
    const [document, at, item, quantity, price, customer] = row.split(",");
    return {
      item: item!,
      at: at!,
      quantity: Number(quantity),
      price: Number(price),
      document: document!,
      customer: customer!,
    };
  });
}

/** The hygiene, from lines to clean histories with every repair. */
function cleaned(lines: readonly DemandLine[]): number {
  const record = demandLines();
  for (const line of lines) addDemandLine(record, line);
  const work = cleanDemand(record, { period: "month" });
  for (;;) {
    const step = work.next();
    if (step.done) return step.value.negativeLines;
  }
}

/** As one writes it first: repeated lines by their text, sums by item and month, nothing else. */
function summed(lines: readonly DemandLine[]): number {
  const seen = new Set<string>();
  const months = new Map<string, number>();
  let negative = 0;
  for (const line of lines) {
    const key = Object.values(line).join("|");
    if (seen.has(key)) continue;
    seen.add(key);
    const month = `${line.item.toUpperCase()} ${line.at.slice(0, 7)}`;
    months.set(month, (months.get(month) ?? 0) + line.quantity);
    if (line.quantity < 0) negative++;
  }
  return negative;
}

/** Real invoice lines, half a million of them, against the least that any cleaning does. */
export function run(): object[] {
  const lines = invoiceLines();
  const best = (work: (lines: readonly DemandLine[]) => number) => {
    let seconds = Infinity;
    for (let round = 0; round < 4; round++) {
      const took = cpuSeconds(() => {
        if (work(lines) === 0) throw new Error("no line takes back");
      });
      seconds = Math.min(seconds, took);
    }
    return lines.length / seconds;
  };
  const ours = best(cleaned);
  const baseline = best(summed);
  return [
    {
      name: "hygiene of transaction lines",
      ours,
      unit: "lines/s",
      baseline,
      baselineName: "texts of lines in a set, sums by month, no repair",
      ratio: ours / baseline,
    },
  ];
}
