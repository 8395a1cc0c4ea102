import type { PolicyField } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { Connector, RowWrite, TargetRow } from "../connector.ts";
import { readSqlSnapshot } from "../mapping/target-snapshot.ts";
import { targetRow } from "../mapping/target-row.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import { checkSql } from "./check.ts";
import { dialectOf, type DialectName } from "./dialect.ts";
import { LiveSchema } from "./live-schema.ts";
import { readPage } from "./page.ts";
import type { SqlSession } from "./sql-session.ts";
import { compareAndSet, targetRead } from "./statement.ts";
import {
  shapeMismatches,
  targetShape,
  type TargetShape,
} from "./target-shape.ts";

/** Stages asked for by one statement. */
const readChunk = 5000;

/**
 * A connector over any session that speaks SQL: an ERP over ODBC, or one in process.
 *
 * @param session - closed with the connector
 * @param profile - checked by `parseProfile`
 */
export function sqlConnector(
  session: SqlSession,
  dialectName: DialectName,
  profile: ErpProfile,
): Connector {
  const dialect = dialectOf(dialectName);
  const schema = new LiveSchema(session, dialect);
  const shape = () => targetShape(profile, schema);

  const readTarget = async (stageIds: readonly string[]) => {
    const known = await shape();
    const rows: TargetRow[] = [];
    for (let start = 0; start < stageIds.length; start += readChunk) {
      const chunk = stageIds.slice(start, start + readChunk);
      const select = targetRead(profile, dialect, known, chunk);
      for (const row of await readPage(session, dialect, select)) {
        const read = targetRow(profile, known, chunk, row);
        if (read) rows.push(read);
      }
    }
    return rows;
  };

  return {
    check: () => checkSql(session, dialect, profile, schema),
    readSnapshot: (context) =>
      readSqlSnapshot({
        session,
        dialect,
        profile,
        schema,
        readTarget,
        context,
      }),
    readTarget,
    async compareAndSet(writes, actor) {
      const known = await shape();
      refuseUnlessAllowed(profile, known);
      const hit: string[] = [];
      for (const { fields, group } of bySameFields(writes)) {
        for (const write of group) checkWrite(known, write);
        const statement = compareAndSet(
          profile,
          dialect,
          known,
          group,
          fields,
          actor,
        );
        const rows = await session.query(statement.text, statement.parameters);
        const page = rows[0]?.["page"];
        // MariaDB does not say which rows it hit: only the later read does.
        const places =
          typeof page === "string"
            ? (JSON.parse(page) as readonly number[])
            : group.map((_, index) => index);
        hit.push(...places.flatMap((place) => group[place]?.stageId ?? []));
      }
      return hit;
    },
    close: () => session.close(),
  };
}

/** @throws InputError unless the profile allows writing and the live table can take it */
export function refuseUnlessAllowed(
  profile: ErpProfile,
  shape: TargetShape,
): void {
  if (!profile.write.allowed)
    throw new InputError(
      "write.allowed",
      `writing to ${profile.title} is refused: ${profile.write.why || "the profile does not allow it"}`,
    );
  const [mismatch] = shapeMismatches(profile, shape);
  if (mismatch)
    throw new InputError(
      "profile",
      `writing to ${profile.title} is refused: ${mismatch}`,
    );
}

/** Nothing but exact decimals and whole keys may reach the statement: databases bend the rest. */
function checkWrite(shape: TargetShape, write: RowWrite): void {
  for (const { live } of shape.keys) {
    if (write.key[live.name] === undefined)
      throw new InputError(
        `key.${live.name}`,
        `${write.stageId}: the key has no ${live.name}`,
      );
  }
  for (const { field, oldValue, newValue } of write.changes) {
    for (const value of [oldValue, newValue]) {
      if (value !== null && !/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value))
        throw new InputError(
          field,
          `${write.stageId}: ${field} must be a decimal text, got "${value}"`,
        );
    }
  }
}

/** Writes that set the same columns share a statement. */
function bySameFields(writes: readonly RowWrite[]): readonly {
  readonly fields: readonly PolicyField[];
  readonly group: readonly RowWrite[];
}[] {
  const groups = new Map<
    string,
    { fields: readonly PolicyField[]; group: RowWrite[] }
  >();
  for (const write of writes) {
    const fields = write.changes.map(({ field }) => field).sort();
    if (fields.length === 0) continue;
    const name = fields.join();
    const known = groups.get(name);
    if (known) known.group.push(write);
    else groups.set(name, { fields, group: [write] });
  }
  return [...groups.values()];
}
