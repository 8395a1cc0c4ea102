import type { ConnectionCheck } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import { ConnectionError, RefusedError } from "../connector.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import type { Dialect } from "./dialect.ts";
import type { LiveSchema } from "./live-schema.ts";
import { readPage } from "./page.ts";
import type { SqlSession } from "./sql-session.ts";
import { compareAndSet, targetRead } from "./statement.ts";
import { shapeMismatches, targetShape } from "./target-shape.ts";

interface Line {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Looks at everything a write-back will need, and writes nothing: the statement it tries
 * has no row to hit.
 */
export async function checkSql(
  session: SqlSession,
  dialect: Dialect,
  profile: ErpProfile,
  schema: LiveSchema,
): Promise<ConnectionCheck> {
  const lines: Line[] = [];
  let writes = profile.write.allowed;
  const look = async (name: string, work: () => Promise<string>) => {
    try {
      lines.push({ name, ok: true, message: await work() });
      return true;
    } catch (error) {
      if (
        !(error instanceof InputError) &&
        !(error instanceof RefusedError) &&
        !(error instanceof ConnectionError)
      )
        throw error;
      lines.push({ name, ok: false, message: error.message });
      return false;
    }
  };
  const reachable = await look("connection", async () => {
    await session.query("select 1 as one", []);
    return "the ERP answers";
  });
  if (!reachable) return { ok: false, canWrite: false, checks: lines };

  const matches = await look("tables", async () => {
    const shape = await targetShape(profile, schema);
    const mismatches = shapeMismatches(profile, shape);
    if (mismatches.length > 0)
      throw new InputError("profile", mismatches.join("; "));
    await readPage(session, dialect, targetRead(profile, dialect, shape, []));
    return `${shape.table} has every column that the profile names`;
  });
  if (!profile.write.allowed) {
    lines.push({
      name: "writing",
      ok: true,
      message: `refused by the profile: ${profile.write.why}`,
    });
  } else if (matches) {
    writes = await look("writing", async () => {
      const shape = await targetShape(profile, schema);
      const fields = shape.fields.flatMap(({ name }) =>
        profile.fields[name]?.writable ? [name] : [],
      );
      const statement = compareAndSet(
        profile,
        dialect,
        shape,
        [],
        fields,
        "check",
      );
      await session.query(statement.text, statement.parameters);
      return "the ERP takes the guarded update";
    });
  } else writes = false;
  for (const { effect, remedy } of profile.sideEffects)
    lines.push({
      name: "after a write",
      ok: true,
      message: `${effect}: ${remedy}`,
    });
  return {
    ok: lines.every(({ ok }) => ok),
    canWrite: writes && matches,
    checks: lines.toSorted((a, b) => Number(a.ok) - Number(b.ok)),
  };
}
