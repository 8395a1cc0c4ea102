import { dayText } from "../../connectors/mapping/bucket.ts";
import { readDay, type DayFormat } from "../../connectors/mapping/rows-day.ts";
import { readNumber } from "../../connectors/mapping/rows-number.ts";
import {
  addDemandLine,
  demandLines,
  type DemandLines,
  type StockRecord,
} from "../../engine/index.ts";
import { openCsv, type CsvRow } from "./csv-file.ts";
import { CommandError } from "./failure.ts";
import { say } from "./output.ts";

/** What a line must and may say, by the name of its column unless told otherwise. */
const needed = ["item", "at", "quantity"] as const;
const possible = [
  "location",
  "price",
  "document",
  "customer",
  "reverses",
  "promotion",
] as const;
type LineField = (typeof needed)[number] | (typeof possible)[number];

/** Which column holds what. */
export type LineColumns = Readonly<Partial<Record<LineField, string>>>;

/** How cells are written. */
export interface CellFormat {
  readonly dates: DayFormat;
  readonly decimal: "." | ",";
}

/** Lines between two words of progress. */
const tellEvery = 250_000;

/** Texts that say yes in a column of marks; numbers above 0 do, too. */
const yes = /^(y|yes|true|x|j|ja)$/i;

/**
 * Reads `item=stock_code,at=datetime`.
 *
 * @throws CommandError when it names no field of a line
 */
export function lineColumns(text: string): LineColumns {
  const fields: readonly string[] = [...needed, ...possible];
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [field, column] = pair.split("=").map((part) => part.trim());
      if (field && column && fields.includes(field)) return [field, column];
      throw new CommandError(
        `--columns must be pairs like item=sku, of ${fields.join(", ")}, got ${JSON.stringify(pair)}`,
      );
    }),
  );
}

/**
 * The lines of a file, read as they stream by. A cell that cannot be read makes its line one
 * that the cleaning leaves out and lists; it stops nothing.
 *
 * @throws CommandError when the file or a column is missing
 */
export async function readLines(
  file: string,
  columns: LineColumns,
  format: CellFormat,
): Promise<DemandLines> {
  const named = (field: LineField) => columns[field] ?? field;
  const rows = await openCsv(file, {
    required: [],
    // What is named must be there; what is not, may be.
    present: [
      ...needed.map(named),
      ...possible.filter((field) => columns[field]).map(named),
    ],
    optional: possible.map(named),
  });
  const of = Object.fromEntries(
    [...needed, ...possible].map((field) => [field, named(field)]),
  ) as Record<LineField, string>;
  const lines = demandLines();
  let read = 0;
  for await (const row of rows) {
    const mark = row.text(of.promotion) ?? "";
    addDemandLine(lines, {
      line: row.line,
      item: row.text(of.item) ?? "",
      location: row.text(of.location),
      at: timeOf(row.text(of.at) ?? "", format.dates),
      quantity: numberOf(row, of.quantity, format) ?? NaN,
      price: numberOf(row, of.price, format),
      document: row.text(of.document),
      customer: row.text(of.customer),
      reverses: row.text(of.reverses),
      promoted: yes.test(mark) || Number(mark) > 0,
    });
    if (++read % tellEvery === 0) say(`${read} lines read`);
  }
  if (read === 0) {
    throw new CommandError(`${file}: must hold at least one line, got none`);
  }
  return lines;
}

/**
 * Records of stock on hand.
 *
 * @throws CommandError naming file, record and field
 */
export async function readStock(
  file: string,
  format: CellFormat,
): Promise<readonly StockRecord[]> {
  const rows = await openCsv(file, {
    required: ["item", "day", "on_hand"],
    optional: ["location"],
  });
  const stock: StockRecord[] = [];
  for await (const row of rows) {
    const text = row.text("day") as string;
    const day = readDay(text, format.dates);
    const onHand = numberOf(row, "on_hand", format) ?? NaN;
    if (day === null) {
      throw row.refused(`day must be a day, got ${JSON.stringify(text)}`);
    }
    if (!Number.isFinite(onHand)) {
      throw row.refused(
        `on_hand must be a number, got ${JSON.stringify(row.text("on_hand"))}`,
      );
    }
    const location = row.text("location");
    stock.push({
      item: row.text("item") as string,
      day: dayText(day),
      onHand,
      ...(location !== undefined && { location }),
    });
  }
  return stock;
}

function numberOf(
  row: CsvRow,
  column: string,
  { decimal }: CellFormat,
): number | undefined {
  const text = row.text(column);
  return text === undefined
    ? undefined
    : (readNumber(text, { decimal }) ?? NaN);
}

const clock = /[T ]\d{1,2}:\d{2}.*$/;

/** A time as the engine reads it: the day first, in ISO 8601. */
function timeOf(text: string, format: DayFormat): string {
  if (format === "iso") return text;
  const day = readDay(text, format);
  return day === null ? text : dayText(day) + (clock.exec(text)?.[0] ?? "");
}
