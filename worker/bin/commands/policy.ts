import { Command, Option } from "commander";
import type { Period } from "../../../engine/contracts/index.ts";
import {
  forecastPool,
  itemPolicy,
  learnSeries,
  lessons,
  periodsPerSeason,
  type ForecastPool,
} from "../../../engine/index.ts";
import { examples, wholeNumber } from "../arguments.ts";
import { openCsv, type CsvRow } from "../csv-file.ts";
import { checkOwnId, demandRows } from "../demand-file.ts";
import { CommandError } from "../failure.ts";
import {
  itemColumns,
  itemOf,
  lessonOf,
  type ItemSources,
} from "../item-rows.ts";
import { printPieces, say } from "../output.ts";
import { readLeadTimes } from "../receipts-file.ts";

interface PolicyOptions {
  readonly demand?: string;
  readonly receipts?: string;
  readonly period: Period;
  readonly season?: number;
  readonly type: "given" | "auto";
  readonly undershoot?: true;
}

/** Fewer histories than this have little to teach each other. */
const fewSeries = 20;

/** `stockwright policy`: a file of items becomes safety stocks, reorder points, mins and maxes. */
export function policyCommand(): Command {
  return new Command("policy")
    .description(
      "safety stock, reorder point, min, max and order quantity of each item alone",
    )
    .argument("<items>", "CSV file of items; its columns are told below")
    .option(
      "--demand <file>",
      "wide CSV file: id, then one column per period, oldest first; blank was not recorded",
    )
    .option(
      "--receipts <file>",
      "CSV file: item, ordered_on, received_on; also shipment, promised_on, vendor",
    )
    .addOption(
      new Option("--period <name>", "what one period is")
        .choices(["day", "week", "month"])
        .default("month"),
    )
    .option(
      "--season <periods>",
      "periods in a season; a year of months, a week of days when omitted",
      wholeNumber(1),
    )
    .addOption(
      new Option(
        "--type <name>",
        "auto: also the type of policy that costs least, and why",
      )
        .choices(["given", "auto"])
        .default("given"),
    )
    .option(
      "--undershoot",
      "min also covers what an order finds missing below it where demand comes in lumps",
    )
    .addHelpText(
      "after",
      examples(
        "stockwright policy items.csv",
        "stockwright policy items.csv --demand demand.csv --receipts receipts.csv --period week > policies.jsonl",
        "stockwright policy items.csv --demand demand.csv --type auto",
      ) + columnsHelp,
    )
    .action(async (file: string, options: PolicyOptions) => {
      const { period } = options;
      const sources: ItemSources = {
        period,
        demand:
          options.demand === undefined ? null : await histories(options.demand),
        leadTimes:
          options.receipts === undefined
            ? null
            : await readLeadTimes(options.receipts, period),
        season: options.season ?? periodsPerSeason(period),
        chooseType: options.type === "auto",
        undershoot: options.undershoot === true,
      };
      await printPieces(await policies(file, sources));
    });
}

const columnsHelp = `
Answer: JSON Lines, one policy for each item, in the order of the file: safetyStock,
reorderPoint, min, max, orderQuantity, expected cycleService and fillRate, workingCapital, and
explanations whose parts add up. With --type auto also policyType: the type of least expected
cost (no-stock, base-stock, periodic, reorder-quantity or min-max) with its own numbers, the
ranking of all types, and the reason.

Demand that is learnt from --demand is the forecast over lead time and review, and its law, as
"stockwright forecast" finds them; a lead time that varies is mixed in.

Without --undershoot reorder points are those of the published formulas, which suppose that an
order goes out when the stock stands just at its min. With it the stock is looked at every day,
or at its reviews, and lumps are as large as --demand shows, else as mean and deviation say.

Columns, time in periods, quantities in the item's unit; blank where not known:
  id                            must be there once
  mean, deviation               demand per period; learnt from --demand when blank
  leadTime, leadTimeDeviation   learnt from --receipts when blank
  serviceLevel or fillRate      share of cycles without a stockout, or of demand met from stock
  orderQuantity, or             units of one order
  orderingCost and holdingCost  money per order, money per unit and period: the economic order;
                                without any of them one period's demand is ordered
  unitCost                      money per unit, for the working capital
  lotSize, minOrderQuantity     orders are multiples of the one and at least the other
  unitDecimals                  0 for pieces; when blank, 0 for recorded demand in whole numbers,
                                and else only what a law of counts gives is whole
  reviewPeriods                 periods between reviews; 0, continuous, when blank
  lookingCost                   for --type auto: money per look at the stock; 0 when blank
  backorderCost                 for --type auto: money per unit that waits and period; the
                                service target implies it when blank
  distribution                  auto (the forecast's own), normal, gamma, poisson, negative-binomial;
                                or of --demand as it was recorded: empirical, its own windows, or
                                bootstrap, Willemain's draws of it for demand that is rare
`;

async function histories(
  file: string,
): Promise<NonNullable<ItemSources["demand"]>> {
  const found = new Map<string, readonly (number | null)[]>();
  for await (const row of demandRows(file, file)) {
    checkOwnId(row, file);
    found.set(row.id, row.history);
  }
  if (found.size === 0) throw new CommandError(`${file}: holds no series`);
  return found;
}

/** Lines between two words of progress. */
const tellEvery = 10_000;

/** All lines: nothing is printed before the last record turned out to be good. */
async function policies(
  file: string,
  sources: ItemSources,
): Promise<readonly string[]> {
  const places = new Map<string, number>();
  const rows: CsvRow[] = [];
  for await (const row of await openCsv(file, itemColumns)) {
    const id = row.text("id") as string;
    const before = places.get(id);
    if (before !== undefined) {
      throw row.refused(`id must be there once, got it in line ${before} too`);
    }
    places.set(id, row.line);
    rows.push(row);
  }
  const pool = taught(rows, sources);
  const lines: string[] = [];
  for (const row of rows) {
    const input = itemOf(row, { ...sources, ...(pool && { pool }) });
    lines.push(`${JSON.stringify(row.checked(() => itemPolicy(input)))}\n`);
    if (lines.length % tellEvery === 0) say(`${lines.length} items planned`);
  }
  if (lines.length === 0) {
    throw new CommandError(`${file}: must hold at least one item, got none`);
  }
  for (const [option, known] of [
    ["--demand", sources.demand],
    ["--receipts", sources.leadTimes],
  ] as const) {
    const others = [...(known?.keys() ?? [])].filter((id) => !places.has(id));
    if (others.length > 0) {
      say(
        `${option}: ${others.length} that ${file} does not name, as ${JSON.stringify(others[0])}`,
      );
    }
  }
  return lines;
}

/** What the histories teach each other, each over the time that its own stock must cover. */
function taught(
  rows: readonly CsvRow[],
  sources: ItemSources,
): ForecastPool | null {
  const { season } = sources;
  const taughtRows = rows.flatMap((row) => {
    const lesson = lessonOf(row, sources);
    return lesson ? [{ row, ...lesson }] : [];
  });
  if (taughtRows.length < fewSeries) return null;
  const pool = forecastPool();
  for (const step of lessons) {
    for (const { row, history, covered } of taughtRows) {
      row.checked(() =>
        learnSeries(pool, history, { horizon: 1, covered, season }, step),
      );
    }
  }
  return pool;
}
