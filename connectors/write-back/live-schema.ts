import { InputError } from "../../engine/index.ts";
import type { Dialect, LiveColumn } from "./dialect.ts";
import type { SqlSession } from "./sql-session.ts";

/** Columns of one live table by name; empty when there is no such table. */
export type LiveTable = ReadonlyMap<string, LiveColumn>;

const catalog = {
  postgresql: `select a.attname::text as name,
      format_type(a.atttypid, a.atttypmod)::text as type,
      (not a.attnotnull)::text as nullable,
      null::text as character_set, null::text as collation
    from pg_attribute a
    where a.attrelid = to_regclass(cast(? as text))
      and a.attnum > 0 and not a.attisdropped`,
  mariadb: `select cast(column_name as char) as name,
      cast(column_type as char) as type,
      if(is_nullable = 'YES', 'true', 'false') as nullable,
      character_set_name as character_set, collation_name as collation
    from information_schema.columns
    where table_schema = if(? = '', database(), ?) and table_name = ?`,
} as const;

/** Asks the live database how a table of the profile is declared. */
export async function readLiveTable(
  session: SqlSession,
  dialect: Dialect,
  table: string,
): Promise<LiveTable> {
  const [schema, name] = table.includes(".")
    ? (table.split(".") as [string, string])
    : ["", table];
  const parameters =
    dialect.name === "mariadb"
      ? [schema, schema, name]
      : [quotedTable(dialect, table)];
  const rows = await session.query(catalog[dialect.name], parameters);
  const text = (value: unknown) => (value === null ? null : String(value));
  return new Map(
    rows.map((row) => [
      String(row["name"]),
      {
        name: String(row["name"]),
        type: String(row["type"]),
        nullable: String(row["nullable"]) === "true",
        characterSet: text(row["character_set"]),
        collation: text(row["collation"]),
      },
    ]),
  );
}

/** `schema.table`, quoted part by part. */
export function quotedTable(dialect: Dialect, table: string): string {
  return table
    .split(".")
    .map((part) => dialect.quote(part))
    .join(".");
}

/** Live tables, each asked for once. */
export class LiveSchema {
  readonly #session: SqlSession;
  readonly #dialect: Dialect;
  readonly #tables = new Map<string, Promise<LiveTable>>();

  constructor(session: SqlSession, dialect: Dialect) {
    this.#session = session;
    this.#dialect = dialect;
  }

  async table(name: string): Promise<LiveTable> {
    const known = this.#tables.get(name);
    if (known) return known;
    const asked = readLiveTable(this.#session, this.#dialect, name);
    this.#tables.set(name, asked);
    try {
      return await asked;
    } catch (error) {
      this.#tables.delete(name);
      throw error;
    }
  }

  /** @throws InputError when the table or the column does not exist */
  async column(table: string, column: string): Promise<LiveColumn> {
    const live = await this.table(table);
    if (live.size === 0)
      throw new InputError(table, `the ERP has no table ${table}`);
    const found = live.get(column);
    if (!found)
      throw new InputError(
        `${table}.${column}`,
        `the ERP's table ${table} has no column ${column}`,
      );
    return found;
  }
}
