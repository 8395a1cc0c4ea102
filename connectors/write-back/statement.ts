import type { PolicyField } from "../../engine/contracts/index.ts";
import type { RowWrite } from "../connector.ts";
import { keyTexts } from "../mapping/target-key.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import type { Dialect } from "./dialect.ts";
import { quotedTable } from "./live-schema.ts";
import { conditionSql, joined, sql, type Sql } from "./sql-text.ts";
import type { TargetShape } from "./target-shape.ts";

/**
 * Reads the replenishment rows of these stages: one statement, one JSON parameter.
 *
 * Answers `i` (place of the stage in the list), `k0…` keys, `c0…` codes as people write
 * them, `v` version, `m` planning method, `f_…` values, `g0…` gates (`1` is open).
 */
export function targetRead(
  profile: ErpProfile,
  dialect: Dialect,
  shape: TargetShape,
  stageIds: readonly string[],
): Sql {
  const column = (name: string) => `t.${dialect.quote(name)}`;
  const read = (name: string) => dialect.text(column(name));
  const list: Sql[] = [
    sql(`${dialect.text("w.i")} as i`),
    // Some drivers cut an answer without a word; the count says how long it was.
    sql(`${dialect.text("count(*) over ()")} as n`),
    ...shape.keys.flatMap(({ live, key }, index) => [
      sql(`${read(live.name)} as k${index}`),
      sql(
        key.lookup
          ? `${dialect.text(`l${index}.${dialect.quote(key.lookup.code)}`)} as c${index}`
          : `${read(live.name)} as c${index}`,
      ),
    ]),
    ...(shape.version ? [sql(`${read(shape.version.name)} as v`)] : []),
    ...(shape.method ? [sql(`${read(shape.method.name)} as m`)] : []),
    ...shape.fields.map(({ name, live }) =>
      sql(`${read(live.name)} as f_${name.toLowerCase()}`),
    ),
    ...shape.gates.map(({ condition, live }, index) => {
      const test = conditionSql(dialect, column(live.name), live, condition);
      return sql(
        `case when ${test.text} then '1' else '0' end as g${index}`,
        test.parameters,
      );
    }),
  ];
  const asked = stageIds.map((stageId, i) => ({
    i,
    ...Object.fromEntries(
      keyTexts(profile, stageId).map((text, index) => [`p${index}`, text]),
    ),
  }));
  const wanted = dialect.recordset([
    { name: "i", as: "integer" },
    ...shape.keys.map(({ match }, index) => ({
      name: `p${index}`,
      as: match,
    })),
  ]);
  const lookups = shape.keys.flatMap(({ key }, index) =>
    key.lookup
      ? [
          `join ${quotedTable(dialect, key.lookup.table)} as l${index} on l${index}.${dialect.quote(key.lookup.code)} = w.p${index}`,
        ]
      : [],
  );
  const on = shape.keys.map(({ key, live }, index) =>
    key.lookup
      ? `${column(live.name)} = l${index}.${dialect.quote(key.lookup.id)}`
      : `${column(live.name)} = w.p${index}`,
  );
  const from = sql(
    `from ${wanted} ${lookups.join(" ")} join ${quotedTable(dialect, shape.table)} as t on ${on.join(" and ")}`,
    [JSON.stringify(asked)],
  );
  const select = joined([sql("select"), joined(list, ", "), from], " ");
  const where = ownRows(dialect, shape);
  return where ? joined([select, where], " where ") : select;
}

/**
 * Sets new values where key, every old value and version still hold: one statement, one
 * JSON parameter. All writes change the same fields. On PostgreSQL it answers one `page`,
 * the JSON list of the places of the rows it hit.
 */
export function compareAndSet(
  profile: ErpProfile,
  dialect: Dialect,
  shape: TargetShape,
  writes: readonly Pick<RowWrite, "key" | "version" | "changes">[],
  fields: readonly PolicyField[],
  actor: string,
): Sql {
  const column = (name: string) => `t.${dialect.quote(name)}`;
  const changed = shape.fields.filter(({ name }) => fields.includes(name));
  const versions = shape.version ? [{ name: "v", as: shape.version }] : [];
  const recordset = dialect.recordset([
    { name: "i", as: "integer" },
    ...shape.keys.map(({ live }, index) => ({ name: `k${index}`, as: live })),
    ...versions,
    ...changed.flatMap(({ live }, index) => [
      { name: `o${index}`, as: live },
      { name: `n${index}`, as: live },
    ]),
  ]);
  const rows = JSON.stringify(
    writes.map((write, i) => ({
      i,
      ...Object.fromEntries(
        shape.keys.map(({ live }, index) => [
          `k${index}`,
          write.key[live.name],
        ]),
      ),
      v: write.version,
      ...Object.fromEntries(
        changed.flatMap(({ name }, index) => {
          const change = write.changes.find(({ field }) => field === name);
          return [
            [`o${index}`, change?.oldValue ?? null],
            [`n${index}`, change?.newValue ?? null],
          ];
        }),
      ),
    })),
  );
  const setting = profile.touch.find(({ set }) => set === "actor-setting");
  const actorFrom =
    setting?.set === "actor-setting" && dialect.name === "postgresql"
      ? sql(`, (select set_config('${setting.setting}', ?, true)) as actor`, [
          actor,
        ])
      : sql("");

  const table = `${quotedTable(dialect, shape.table)} as t`;
  const set = joined(
    [
      ...changed.map(({ live }, index) =>
        sql(`${target(dialect, live.name)} = w.n${index}`),
      ),
      ...versionBump(profile, dialect),
      ...touches(shape, dialect, actor),
    ],
    ", ",
  );
  const keys = shape.keys.map(
    ({ live }, index) => `${column(live.name)} = w.k${index}`,
  );
  const own = ownRows(dialect, shape);
  const guards = joined(
    [
      ...changed.map(({ live }, index) =>
        sql(dialect.same(column(live.name), `w.o${index}`)),
      ),
      ...(shape.version
        ? [sql(dialect.same(column(shape.version.name), "w.v"))]
        : []),
      ...(own ? [own] : []),
    ],
    " and ",
  );
  if (dialect.name === "mariadb")
    return joined(
      [
        sql(`update ${table} join ${recordset} on ${keys.join(" and ")} set`, [
          rows,
        ]),
        set,
        sql("where"),
        guards,
      ],
      " ",
    );
  return joined(
    [
      sql(`with hit as (update ${table} set`),
      set,
      sql(`from ${recordset}`, [rows]),
      actorFrom,
      sql(`where ${keys.join(" and ")} and`),
      guards,
      sql(
        "returning w.i as i) select coalesce(json_agg(i), '[]')::text as page from hit",
      ),
    ],
    " ",
  );
}

/** PostgreSQL wants the bare column on the left of SET; MariaDB's join wants the table's. */
const target = (dialect: Dialect, name: string) =>
  dialect.name === "mariadb" ? `t.${dialect.quote(name)}` : dialect.quote(name);

function ownRows(dialect: Dialect, shape: TargetShape): Sql | null {
  if (shape.where.length === 0) return null;
  return joined(
    shape.where.map(({ condition, live }) =>
      conditionSql(dialect, `t.${dialect.quote(live.name)}`, live, condition),
    ),
    " and ",
  );
}

function versionBump(profile: ErpProfile, dialect: Dialect): readonly Sql[] {
  const { concurrency } = profile;
  if (concurrency.kind !== "version-column") return [];
  const left = target(dialect, concurrency.column);
  const old = `t.${dialect.quote(concurrency.column)}`;
  switch (concurrency.bump) {
    case "increment":
      return [sql(`${left} = coalesce(${old}, 0) + 1`)];
    case "now-utc":
      return [sql(`${left} = ${dialect.nowUtc}`)];
    case "by-database":
      return [];
  }
}

function touches(
  shape: TargetShape,
  dialect: Dialect,
  actor: string,
): readonly Sql[] {
  return shape.touch.map(({ touch, live }) => {
    const left = target(dialect, live.name);
    switch (touch.set) {
      case "actor":
        return sql(`${left} = ${dialect.parameter(live)}`, [actor]);
      case "constant":
        return sql(`${left} = ${dialect.parameter(live)}`, [touch.value]);
      case "now-utc":
        return sql(`${left} = ${dialect.nowUtc}`);
    }
  });
}
