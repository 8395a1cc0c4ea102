import { Command, InvalidArgumentError, Option } from "commander";
import {
  dayFormats,
  type DayFormat,
} from "../../../connectors/mapping/rows-day.ts";
import { daySchema, type Period } from "../../../engine/contracts/index.ts";
import {
  cleanDemand,
  cleanPeriods,
  repairKinds,
  type CleanDemandOptions,
  type DemandReport,
} from "../../../engine/index.ts";
import { examples, wholeNumber } from "../arguments.ts";
import { checkOwnId, demandRows } from "../demand-file.ts";
import { CommandError } from "../failure.ts";
import {
  lineColumns,
  readLines,
  readStock,
  type LineColumns,
} from "../lines-file.ts";
import { printPieces, say } from "../output.ts";
import { asWanted, unwanted, type Unwanted } from "../unwanted-repairs.ts";
import { wideDemand } from "../wide-demand.ts";
import { checkWritable, writeFile } from "../written-file.ts";

interface CleanOptions {
  readonly period: Period;
  readonly columns?: LineColumns;
  readonly dates: DayFormat;
  readonly decimal: "." | ",";
  readonly asOf: string;
  readonly from?: string;
  readonly until?: string;
  readonly rows?: "sales" | "totals";
  readonly itemPattern?: RegExp;
  readonly notItems?: readonly string[];
  readonly unpricedIsDemand?: boolean;
  readonly season?: number;
  readonly stock?: string;
  readonly without?: readonly Unwanted[];
  readonly wide?: boolean;
  readonly start?: string;
  readonly demand?: string;
  readonly report?: string;
}

/** `stockwright clean`: transaction lines become clean histories, every repair listed. */
export function cleanCommand(): Command {
  return new Command("clean")
    .description(
      "clean demand histories from transaction lines, every repair listed; one JSON line per item",
    )
    .argument("<lines>", "CSV file of lines; its columns are told below")
    .addOption(
      new Option("--period <name>", "what lines are summed by")
        .choices(["day", "week", "month"])
        .default("month"),
    )
    .option(
      "--columns <list>",
      "columns by other names: item=sku,at=date",
      pairs,
    )
    .addOption(
      new Option("--dates <format>", "how days are written")
        .choices([...dayFormats])
        .default("iso"),
    )
    .addOption(
      new Option("--decimal <sign>", "decimal sign of numbers")
        .choices([".", ","])
        .default("."),
    )
    .option(
      "--as-of <day>",
      "the day the lines were read: later days are impossible",
      day,
      new Date().toISOString().slice(0, 10),
    )
    .option(
      "--from <day>",
      "first day that the lines cover; found out when omitted",
      day,
    )
    .option(
      "--until <day>",
      "last day that the lines cover; found out when omitted",
      day,
    )
    .addOption(
      new Option(
        "--rows <what>",
        "each line is a sale, or the total of an item and period; found out when omitted",
      ).choices(["sales", "totals"]),
    )
    .option(
      "--item-pattern <regex>",
      "how items are written; all others are fees and bookings",
      pattern,
    )
    .option("--not-items <list>", "codes that are no items, with commas", list)
    .option(
      "--unpriced-is-demand",
      "lines without a price are sales all the same",
    )
    .option("--season <periods>", "periods in a season", wholeNumber(1))
    .option(
      "--stock <file>",
      "CSV file of stock on hand: item, day, on_hand; also location",
    )
    .option(
      "--without <list>",
      "repairs to leave undone, with commas: kinds, or single ones as ITEM#3 or ITEM@LOCATION#3",
      unwanted,
    )
    .option(
      "--wide",
      "the file is a table of periods as for forecast: id, then one column per period",
    )
    .option("--start <day>", "with --wide: first day of the first period", day)
    .option(
      "--demand <file>",
      "also write the clean histories here, as forecast and policy read them",
    )
    .option("--report <file>", "also write what was counted here, as JSON")
    .addHelpText(
      "after",
      examples(
        "stockwright clean lines.csv --period week > clean.jsonl",
        "stockwright clean sales.csv.gz --columns item=stock_code,at=datetime,quantity=qty --demand demand.csv",
        "stockwright clean demand.csv --wide --start 2025-01-01",
        "stockwright clean lines.csv --without one-off,before-launch --report counts.json",
      ) + columnsHelp,
    )
    .action(clean);
}

const columnsHelp = `
Columns, comma, semicolon or tab separated; a file that ends in .gz is unzipped:
  item, at, quantity     must be there; at is a day, with a time or without; a quantity below
                         0 came back
  location               items are cleaned by location
  price                  money per unit: lines without are no sales
  document, customer     orders, invoices, credit notes, and whose they are: a return is netted
                         against the sale it was
  reverses               the document that a line takes back
  promotion              1 or yes: sold on promotion

Answer, for each item: start (first day of the first period), raw, clean, known (demand taken
out because it is known for what it is), repairs (kind, lines, the periods before and after,
the reason) and findings. null is "not recorded". A summary is told on standard error.
Kinds: ${repairKinds.join(", ")}.
`;

async function clean(file: string, options: CleanOptions): Promise<void> {
  checkOptions(options);
  if (options.wide) {
    await printPieces(await cleanTable(file, options));
    return;
  }
  const format = { dates: options.dates, decimal: options.decimal };
  const stock = options.stock
    ? await readStock(options.stock, format)
    : undefined;
  const lines = await readLines(file, options.columns ?? {}, format);
  const { rows, itemPattern, notItems, season, from, until } = options;
  const asked: CleanDemandOptions = {
    period: options.period,
    asOf: options.asOf,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(rows !== undefined && { rows }),
    ...(itemPattern && { itemPattern }),
    ...(notItems && { notItems }),
    ...(options.unpricedIsDemand && { unpricedIsDemand: true }),
    ...(season !== undefined && { season }),
    ...(stock && { stock }),
  };
  const wide = options.demand === undefined ? null : wideDemand(options.period);
  let report: DemandReport | undefined;
  await printPieces(
    (function* () {
      const work = cleanDemand(lines, asked);
      for (;;) {
        const step = work.next();
        if (step.done) {
          report = step.value;
          return;
        }
        const { item, location } = step.value;
        const stage = asWanted(
          location === "" ? item : `${item}@${location}`,
          step.value,
          options.without ?? [],
        );
        wide?.add(stage);
        yield `${JSON.stringify(stage)}\n`;
      }
    })(),
  );
  if (wide) writeFile(options.demand!, wide.text());
  if (report) {
    for (const { message } of report.findings) say(message);
    say(`${report.keptLines} of ${report.lines} lines are demand`);
    if (options.report !== undefined) {
      writeFile(options.report, [`${JSON.stringify(report, null, 2)}\n`]);
    }
  }
}

/** Series of a table of periods, all read before the first is printed. */
async function cleanTable(
  file: string,
  { period, asOf, start, season, without = [] }: CleanOptions,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const row of demandRows(file, file)) {
    checkOwnId(row, file);
    const { id, history } = row;
    const found = cleanPeriods(history, {
      item: id,
      ...(start !== undefined && { calendar: { start, period }, asOf }),
      ...(season !== undefined && { season }),
    });
    lines.push(`${JSON.stringify({ id, ...asWanted(id, found, without) })}\n`);
  }
  if (lines.length === 0) throw new CommandError(`${file}: holds no series`);
  return lines;
}

/** Options that say nothing of a table of periods. */
const ofLines = [
  ["--columns", "columns"],
  ["--from", "from"],
  ["--until", "until"],
  ["--rows", "rows"],
  ["--item-pattern", "itemPattern"],
  ["--not-items", "notItems"],
  ["--unpriced-is-demand", "unpricedIsDemand"],
  ["--stock", "stock"],
  ["--demand", "demand"],
  ["--report", "report"],
] as const;

/** Refuses what would be passed over in silence, or fail when half is told. */
function checkOptions(options: CleanOptions): void {
  const idle = ofLines.find(([, field]) => options[field] !== undefined);
  if (options.wide && idle) {
    throw new CommandError(`${idle[0]} must not be given with --wide`);
  }
  if (!options.wide && options.start !== undefined) {
    throw new CommandError("--start must be given with --wide only");
  }
  const { from, until } = options;
  if (from !== undefined && until !== undefined && from > until) {
    throw new CommandError(
      `--until must not be before --from, got ${until} and ${from}`,
    );
  }
  for (const file of [options.demand, options.report]) {
    if (file !== undefined) checkWritable(file);
  }
}

function pairs(text: string): LineColumns {
  try {
    return lineColumns(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function day(text: string): string {
  if (daySchema.safeParse(text).success) return text;
  throw new InvalidArgumentError("It must be a day like 2026-01-31.");
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, "iu");
  } catch {
    throw new InvalidArgumentError("It must be a regular expression.");
  }
}

function list(text: string): string[] {
  return text.split(",").map((part) => part.trim());
}
