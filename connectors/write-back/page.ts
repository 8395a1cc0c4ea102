import { ConnectionError } from "../connector.ts";
import type { Dialect } from "./dialect.ts";
import type { SqlRow, SqlSession } from "./sql-session.ts";
import type { Sql } from "./sql-text.ts";

/** Runs a select whose answer is a page of texts, however the dialect sends it best. */
export async function readPage(
  session: SqlSession,
  dialect: Dialect,
  select: Sql,
): Promise<readonly SqlRow[]> {
  const rows = await session.query(
    dialect.wrapPage(select.text),
    select.parameters,
  );
  if (dialect.name === "mariadb") return complete(rows);
  const text = rows[0]?.["page"];
  if (typeof text !== "string")
    throw new ConnectionError("the ERP answered a page without content");
  try {
    return JSON.parse(text) as readonly SqlRow[];
  } catch {
    throw new ConnectionError("the ERP's answer was cut short");
  }
}

/** Rows that count themselves in `n` must be as many as they say. */
function complete(rows: readonly SqlRow[]): readonly SqlRow[] {
  const said = rows[0]?.["n"];
  if (said !== undefined && Number(said) !== rows.length)
    throw new ConnectionError("the ERP's answer was cut short");
  return rows;
}
