import type { Source } from "../profiles/read-sources.ts";
import type { Dialect, LiveColumn } from "./dialect.ts";
import { type LiveSchema, quotedTable } from "./live-schema.ts";
import { readPage } from "./page.ts";
import type { SqlRow, SqlSession } from "./sql-session.ts";
import { conditionSql, joined, sql, type Sql } from "./sql-text.ts";

/** A query of the profile's sources whose names the live database knows. */
interface ResolvedSource {
  readonly source: Source;
  readonly live: (reference: string) => LiveColumn;
  readonly liveOf: (alias: string, column: string) => LiveColumn;
}

async function resolved(
  source: Source,
  schema: LiveSchema,
): Promise<ResolvedSource> {
  const tables = new Map([
    [source.as, source.table],
    ...source.joins.map((join) => [join.as, join.table] as const),
  ]);
  const found = new Map<string, LiveColumn>();
  const find = async (alias: string, column: string) => {
    const table = tables.get(alias);
    if (table === undefined)
      throw new TypeError(`the source has no table called ${alias}`);
    found.set(`${alias}.${column}`, await schema.column(table, column));
  };
  const references = [
    ...Object.values(source.columns).filter((r) => r !== undefined),
    ...source.where.map(({ column }) => column),
    ...source.joins.flatMap(({ on }) => Object.values(on)),
    ...source.pageBy,
    ...(source.sum === undefined ? [] : [source.sum]),
  ];
  for (const reference of references) await find(...split(reference));
  for (const join of source.joins)
    for (const column of [...Object.keys(join.on), ...Object.keys(join.fixed)])
      await find(join.as, column);
  const liveOf = (alias: string, column: string) => {
    const live = found.get(`${alias}.${column}`);
    if (!live) throw new TypeError(`${alias}.${column} was not looked up`);
    return live;
  };
  return { source, liveOf, live: (reference) => liveOf(...split(reference)) };
}

/** Rows of the source after the page key `after`, `limit` at most, in the order of the page key. */
function sourcePage(
  dialect: Dialect,
  { source, live, liveOf }: ResolvedSource,
  after: readonly string[] | null,
  limit: number,
): Sql {
  const quoted = (reference: string) => {
    const [alias, column] = split(reference);
    return `${alias}.${dialect.quote(column)}`;
  };
  const columns = Object.entries(source.columns).flatMap(([name, reference]) =>
    reference === undefined ? [] : [[name, reference] as const],
  );
  const list = [
    ...columns.map(
      ([name, reference]) =>
        `${dialect.text(quoted(reference))} as ${fieldAlias(name)}`,
    ),
    ...(source.sum === undefined
      ? []
      : [
          `${dialect.text(`sum(${quoted(source.sum)})`)} as ${fieldAlias("quantity")}`,
        ]),
    ...source.pageBy.map(
      (reference, index) => `${dialect.text(quoted(reference))} as k${index}`,
    ),
  ];
  const joins = source.joins.map((join) =>
    joined(
      [
        sql(
          `${join.optional ? "left join" : "join"} ${quotedTable(dialect, join.table)} as ${join.as} on ${Object.entries(
            join.on,
          )
            .map(
              ([column, reference]) =>
                `${join.as}.${dialect.quote(column)} = ${quoted(reference)}`,
            )
            .join(" and ")}`,
        ),
        ...Object.entries(join.fixed).map(([column, value]) =>
          sql(
            `and ${join.as}.${dialect.quote(column)} = ${dialect.parameter(liveOf(join.as, column))}`,
            [value],
          ),
        ),
      ],
      " ",
    ),
  );
  const conditions = source.where.map((condition) =>
    conditionSql(
      dialect,
      quoted(condition.column),
      live(condition.column),
      condition,
    ),
  );
  if (after) {
    const keys = source.pageBy.map((reference) => ({
      sql: quoted(reference),
      live: live(reference),
    }));
    const { sql: text, values } = dialect.after(keys);
    conditions.push(
      sql(
        text,
        values.map((index) => after[index] ?? ""),
      ),
    );
  }
  const grouped = [...new Set(columns.map(([, reference]) => reference))];
  return joined(
    [
      sql(
        `select ${list.join(", ")} from ${quotedTable(dialect, source.table)} as ${source.as}`,
      ),
      ...joins,
      ...(conditions.length > 0
        ? [sql("where"), joined(conditions, " and ")]
        : []),
      ...(source.sum === undefined
        ? []
        : [
            sql(
              `group by ${[...new Set([...grouped, ...source.pageBy])].map(quoted).join(", ")}`,
            ),
          ]),
      sql(
        `order by ${source.pageBy.map(quoted).join(", ")} limit ${Math.trunc(limit)}`,
      ),
    ],
    " ",
  );
}

/**
 * All rows of a source, page by page. It ends at an empty page, never at a short one: a
 * driver that cuts answers costs pages then, not rows.
 *
 * Each row has the source's field names; constants are filled in.
 */
export async function* readSource(
  session: SqlSession,
  dialect: Dialect,
  schema: LiveSchema,
  source: Source,
  pageSize = 5000,
): AsyncGenerator<readonly SourceRow[]> {
  const ready = await resolved(source, schema);
  const names = Object.keys(source.columns);
  let after: readonly string[] | null = null;
  for (;;) {
    const rows: readonly SqlRow[] = await readPage(
      session,
      dialect,
      sourcePage(dialect, ready, after, pageSize),
    );
    const last = rows.at(-1);
    if (!last) return;
    after = source.pageBy.map((_, index) => String(last[`k${index}`]));
    yield rows.map((row) => ({
      ...source.constants,
      ...Object.fromEntries(
        [...names, ...(source.sum === undefined ? [] : ["quantity"])].flatMap(
          (name) => {
            const value = row[fieldAlias(name)];
            return value === null || value === undefined
              ? []
              : [[name, String(value)]];
          },
        ),
      ),
    }));
  }
}

/** Rows of one source, each with its running number: its place in a finding. */
export type ReadRows = (source: Source) => AsyncGenerator<{
  readonly row: SourceRow;
  readonly number: number;
}>;

/** Texts by field name; what is NULL or not named is absent. */
export type SourceRow = Readonly<Record<string, string | undefined>>;

/** PostgreSQL folds names to lower case, so we ask in lower case. */
const fieldAlias = (name: string) => `f_${name.toLowerCase()}`;

function split(reference: string): [string, string] {
  const dot = reference.indexOf(".");
  return [reference.slice(0, dot), reference.slice(dot + 1)];
}
