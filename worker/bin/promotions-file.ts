import type { Driver, KnownOrder } from "../../engine/index.ts";
import { checkOnce, decimal, openRecords } from "./csv-file.ts";
import { CommandError } from "./failure.ts";
import { periodPlace } from "./period-names.ts";

/** What a file says of one series. */
export interface SeriesPlan {
  group?: string;
  market?: string;
  /** By driver, a figure per period of history and plan. */
  readonly drivers: Record<string, (number | null)[]>;
  /** Units of known demand by period of the history. */
  readonly past: Map<number, number>;
  /** Known demand to come. */
  readonly orders: KnownOrder[];
}

/** A file of promotions, prices and contracts. */
export interface PromotionPlan {
  readonly drivers: readonly Driver[];
  readonly series: ReadonlyMap<string, SeriesPlan>;
}

/** Columns that are no driver. */
const fixed = [
  "id",
  "period",
  "group",
  "market",
  "contract",
  "contract_deviation",
];

/**
 * Reads what was and is planned: a record per series and period, `id` and `period`,
 * then one column per driver. A column whose name holds "price" is one; every other is
 * a flag from 0 to 1. `contract` is known demand in units.
 *
 * @param periods - names of the periods of the demand file
 * @throws CommandError naming file, record and field
 */
export async function readPromotions(
  file: string,
  periods: readonly string[],
): Promise<PromotionPlan> {
  const table = await openRecords(file, fixed);
  checkOnce(file, table.columns);
  for (const column of ["id", "period"]) {
    if (table.columns.includes(column)) continue;
    throw new CommandError(
      `${file}: line 1: column ${column} must be there, got ${table.columns.join(", ")}`,
    );
  }
  const drivers = table.columns
    .filter((name) => name !== "" && !fixed.includes(name))
    .map((name): Driver => ({
      name,
      kind: /price/i.test(name) ? "price" : "flag",
    }));
  if (drivers.length === 0 && !table.columns.includes("contract")) {
    throw new CommandError(
      `${file}: line 1: must have a column of a price or a flag, or contract, got ${table.columns.join(", ")}`,
    );
  }
  const series = new Map<string, SeriesPlan>();
  for await (const { line, cells } of table.rows) {
    const cell = (column: string) =>
      (cells[table.columns.indexOf(column)] ?? "").trim();
    const refused = (message: string) =>
      new CommandError(
        `${file}: line ${line} (id "${cell("id")}"): ${message}`,
      );
    const number = (column: string): number | undefined => {
      const text = table.columns.includes(column) ? cell(column) : "";
      if (text === "") return undefined;
      const value = decimal.test(text) ? Number(text) : NaN;
      if (Number.isFinite(value)) return value;
      throw refused(
        `${column} must be a number like 1234.5, got ${JSON.stringify(text)}`,
      );
    };
    const id = cell("id");
    if (id === "") throw refused("id must name a series, got nothing");
    const place = placeOf(periods, cell("period"), refused);
    const plan = planOf(series, id);
    for (const column of ["group", "market"] as const) {
      if (table.columns.includes(column) && cell(column) !== "") {
        plan[column] = cell(column);
      }
    }
    for (const { name, kind } of drivers) {
      const value = number(name);
      if (value === undefined) continue;
      const inside = kind === "price" ? value > 0 : value >= 0 && value <= 1;
      if (!inside) {
        throw refused(
          `${name} must be ${kind === "price" ? "above 0" : "from 0 to 1"}, got ${value}`,
        );
      }
      const values = (plan.drivers[name] ??= []);
      if ((values[place] ?? null) !== null) {
        throw refused(
          `${name} must be given once for ${cell("period")}, got it twice`,
        );
      }
      while (values.length <= place) values.push(null);
      values[place] = value;
    }
    const units = number("contract");
    if (units === undefined) continue;
    if (units < 0) throw refused(`contract must be at least 0, got ${units}`);
    const deviation = number("contract_deviation") ?? 0;
    if (deviation < 0) {
      throw refused(`contract_deviation must be at least 0, got ${deviation}`);
    }
    const ahead = place - periods.length + 1;
    if (ahead >= 1) plan.orders.push({ period: ahead, units, deviation });
    else plan.past.set(place, (plan.past.get(place) ?? 0) + units);
  }
  if (series.size === 0) {
    throw new CommandError(`${file}: must hold at least one record, got none`);
  }
  return { drivers, series };
}

function placeOf(
  periods: readonly string[],
  text: string,
  refused: (message: string) => CommandError,
): number {
  try {
    return periodPlace(periods, text);
  } catch (error) {
    throw refused((error as Error).message);
  }
}

function planOf(series: Map<string, SeriesPlan>, id: string): SeriesPlan {
  const known = series.get(id);
  if (known) return known;
  const plan: SeriesPlan = { drivers: {}, past: new Map(), orders: [] };
  series.set(id, plan);
  return plan;
}
