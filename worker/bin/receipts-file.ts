import { daySchema, type ItemPolicy } from "../../engine/contracts/index.ts";
import {
  leadTimePool,
  leadTimeStatistics,
  periodsFromDays,
  shrunkLeadTime,
  type LeadTimePool,
  type LeadTimeReceipt,
} from "../../engine/index.ts";
import { openCsv, type CsvRow } from "./csv-file.ts";
import { CommandError } from "./failure.ts";

type Period = Parameters<typeof periodsFromDays>[1];

/**
 * Lead times by item from a file of receipts, in periods: an item's own, drawn towards
 * those of its vendor (of the whole file, without vendors) while it has few.
 *
 * An item without a receipt that counts is not in the answer.
 *
 * @throws CommandError naming file, record and field
 */
export async function readLeadTimes(
  file: string,
  period: Period,
): Promise<ReadonlyMap<string, ItemPolicy["leadTime"]>> {
  const rows = await openCsv(file, {
    required: ["item"],
    present: ["ordered_on", "received_on"],
    optional: ["shipment", "promised_on", "vendor"],
  });
  const receipts = new Map<string, LeadTimeReceipt[]>();
  for await (const row of rows) {
    const item = row.text("item") as string;
    const receipt = receiptOf(row);
    const some = receipts.get(item);
    if (some) some.push(receipt);
    else receipts.set(item, [receipt]);
  }

  if (receipts.size === 0) {
    throw new CommandError(`${file}: must hold at least one receipt, got none`);
  }
  const learnt = [...receipts].map(([item, lines]) => ({
    item,
    vendor: lines[0]?.vendor ?? "",
    statistics: leadTimeStatistics(lines),
  }));
  const groups = new Map<string, (readonly number[])[]>();
  for (const { vendor, statistics } of learnt) {
    const group = groups.get(vendor);
    if (group) group.push(statistics.samplesDays);
    else groups.set(vendor, [statistics.samplesDays]);
  }
  const pools = new Map(
    [...groups].map(([vendor, group]) => [vendor, leadTimePool(group)]),
  );
  return new Map(
    learnt.flatMap(({ item, vendor, statistics }) => {
      const pool = pools.get(vendor) ?? null;
      const { samplesDays, excluded } = statistics;
      if (pool === null || samplesDays.length === 0) return [];
      return [
        [item, { ...told(samplesDays, pool, period), excluded: [...excluded] }],
      ];
    }),
  );
}

function told(
  samplesDays: readonly number[],
  pool: LeadTimePool,
  period: Period,
): Omit<ItemPolicy["leadTime"], "excluded"> {
  const { mean, deviation, ownWeight } = shrunkLeadTime(samplesDays, pool);
  const receipts = samplesDays.length;
  const own = Math.round(100 * ownWeight);
  return {
    mean: periodsFromDays(mean, period),
    deviation: periodsFromDays(deviation, period),
    source:
      receipts === pool.count
        ? `${receipts} ${receipts === 1 ? "receipt" : "receipts"}`
        : `${receipts} ${receipts === 1 ? "receipt" : "receipts"}; the mean is ${own} % their own, the rest that of ${pool.count} like them`,
    receipts,
  };
}

function receiptOf(row: CsvRow): LeadTimeReceipt {
  return {
    // Without a shipment's name each line is one of its own.
    shipment: row.text("shipment") ?? `line ${row.line}`,
    vendor: row.text("vendor") ?? null,
    orderedOn: dayOf(row, "ordered_on"),
    receivedOn: dayOf(row, "received_on"),
    promisedOn: dayOf(row, "promised_on"),
  };
}

function dayOf(row: CsvRow, column: string): string | null {
  const text = row.text(column);
  if (text === undefined) return null;
  if (daySchema.safeParse(text).success) return text;
  throw row.refused(
    `${column} must be a day like 2026-11-20, got ${JSON.stringify(text)}`,
  );
}
