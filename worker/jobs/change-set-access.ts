import type { Connector } from "../../connectors/connector.ts";
import type {
  ChangeRow,
  ChangeSet,
  Connection,
} from "../../engine/contracts/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { JobDependencies } from "./dependencies.ts";

/** The change set of this id. */
export async function changeSetOf(
  store: Store,
  id: string,
): Promise<ChangeSet> {
  const changeSet = await store.changeSets.find(id);
  if (!changeSet) throw new FinalError(`change set ${id} is gone`);
  return changeSet;
}

/** The connection that a change set is written through. */
export async function connectionOf(
  store: Store,
  changeSet: ChangeSet,
): Promise<Connection> {
  const connection = await store.connections.find(changeSet.connectionId);
  if (connection) return connection;
  throw new FinalError(`connection ${changeSet.connectionId} is gone`);
}

/** Opens the ERP for one piece of work and closes it whatever happens. */
export async function withErp<T>(
  { store, connect }: JobDependencies,
  changeSet: ChangeSet,
  work: (connector: Connector, connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connectionOf(store, changeSet);
  const connector = await connect(connection);
  try {
    return await work(connector, connection);
  } finally {
    await connector.close();
  }
}

/**
 * The rows that our write-back wrote, or may have written: intent is journaled, and whoever
 * was to read it back was cut off. Also those whose values somebody changed since: a
 * verification has marked them, but they were written all the same. Rows that held the values
 * before we came are not ours.
 */
export function writtenRows(rows: readonly ChangeRow[]): readonly ChangeRow[] {
  return rows.flatMap((row) =>
    row.writtenAt === null && row.state !== "intended"
      ? []
      : [{ ...row, state: "written" as const }],
  );
}

/** The rows that shall hold the new values now, whoever wrote them. */
export function settledRows(rows: readonly ChangeRow[]): readonly ChangeRow[] {
  return rows.flatMap((row) =>
    row.state === "already-written" ? [row] : writtenRows([row]),
  );
}
