/** A column as the live database declares it. */
export interface LiveColumn {
  readonly name: string;
  /** The database's own spelling of the type, with its length or scale. */
  readonly type: string;
  readonly nullable: boolean;
  /** MariaDB: character set and collation of a text column. */
  readonly characterSet: string | null;
  readonly collation: string | null;
}

/** What two databases say differently. Names are checked by the profile and quoted here. */
export interface Dialect {
  readonly name: DialectName;
  quote(name: string): string;
  /** The exact text of a value. */
  text(expression: string): string;
  /** Equal, where NULL equals NULL. */
  same(left: string, right: string): string;
  /** A constant that a column is compared with or set to. */
  parameter(column: LiveColumn): string;
  /** This moment in UTC, to the microsecond. */
  readonly nowUtc: string;
  /**
   * The rows of one JSON parameter as a table `w`. Columns are declared so that the
   * comparison with the live column is exact and may use its index.
   */
  recordset(
    columns: readonly {
      readonly name: string;
      readonly as: LiveColumn | "integer";
    }[],
  ): string;
  /** One page of rows as the answer of a query, and back. */
  wrapPage(select: string): string;
  /** `(a, b) > (?, ?)` such that an index serves. Answers the SQL and which values it wants. */
  after(
    columns: readonly { readonly sql: string; readonly live: LiveColumn }[],
  ): { readonly sql: string; readonly values: readonly number[] };
}

export type DialectName = "postgresql" | "mariadb";

const postgresql: Dialect = {
  name: "postgresql",
  quote: (name) => `"${name.replaceAll('"', '""')}"`,
  text: (expression) => `${expression}::text`,
  same: (left, right) => `${left} is not distinct from ${right}`,
  parameter: (column) => `cast(? as ${column.type})`,
  nowUtc: "(clock_timestamp() at time zone 'UTC')",
  recordset: (columns) => {
    const list = columns.map(
      ({ name, as }) => `${name} ${as === "integer" ? as : as.type}`,
    );
    return `jsonb_to_recordset(?::jsonb) as w(${list.join(", ")})`;
  },
  // One JSON text instead of thousands of text cells: drivers fetch long texts cell by cell,
  // which took 110 ms for 5,000 rows against 6 ms. A cut text does not parse, so it is noticed.
  wrapPage: (select) =>
    `select coalesce(json_agg(page), '[]')::text as page from (${select}) as page`,
  after: (columns) => ({
    sql: `(${columns.map(({ sql }) => sql).join(", ")}) > (${columns
      .map(({ live }) => postgresql.parameter(live))
      .join(", ")})`,
    values: columns.map((_, index) => index),
  }),
};

const mariadb: Dialect = {
  name: "mariadb",
  quote: (name) => `\`${name.replaceAll("`", "``")}\``,
  text: (expression) => `cast(${expression} as char)`,
  same: (left, right) => `${left} <=> ${right}`,
  parameter: (column) => {
    // A number compared with a text is compared as doubles: cast it.
    const type = wideType(column);
    if (type === "bigint") return "cast(? as signed)";
    return type.startsWith("decimal") ? `cast(? as ${type})` : "?";
  },
  nowUtc: "utc_timestamp(6)",
  recordset: (columns) => {
    const list = columns.map(
      ({ name, as }) =>
        `${name} ${wideType(as)} path '$.${name}' error on error`,
    );
    return `json_table(?, '$[*]' columns (${list.join(", ")})) as w`;
  },
  wrapPage: (select) => select,
  // A row comparison does not use the index here; its expansion does.
  after: (columns) => {
    const values: number[] = [];
    const step = (index: number): string => {
      const column = columns[index];
      if (!column) return "false";
      const { sql } = column;
      const mark = mariadb.parameter(column.live);
      values.push(index);
      if (index === columns.length - 1) return `${sql} > ${mark}`;
      values.push(index);
      return `(${sql} >= ${mark} and (${sql} > ${mark} or ${step(index + 1)}))`;
    };
    return { sql: step(0), values };
  },
};

/**
 * Wider than the column: JSON_TABLE cuts what does not fit without a word, and a cut
 * key would name another row. Text takes the column's collation so that its index serves.
 */
function wideType(column: LiveColumn | "integer"): string {
  if (column === "integer") return "int";
  if (column.characterSet !== null && column.collation !== null)
    return `varchar(512) character set ${word(column.characterSet)} collate ${word(column.collation)}`;
  const type = column.type.toLowerCase();
  if (/^(tiny|small|medium|big)?int/.test(type)) return "bigint";
  if (/^(decimal|numeric)/.test(type)) return "decimal(65,20)";
  if (/^(double|float)/.test(type)) return "double";
  if (/^(datetime|timestamp)/.test(type)) return "datetime(6)";
  if (/^date/.test(type)) return "date";
  return "varchar(512)";
}

/** A name out of the database's catalog, used unquoted by its grammar. */
function word(name: string): string {
  if (!/^\w+$/.test(name)) throw new TypeError("not a character set name");
  return name;
}

const dialects: Readonly<Record<DialectName, Dialect>> = {
  postgresql,
  mariadb,
};

export const dialectOf = (name: DialectName): Dialect => dialects[name];
