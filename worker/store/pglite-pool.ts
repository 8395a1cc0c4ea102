import type { PGlite, Transaction } from "@electric-sql/pglite";

/** What `pg`, BullMQ and Kysely call the answer of a query. */
export interface PoolResult<R> {
  rows: R[];
  rowCount: number;
  command: "UPDATE" | "DELETE" | "INSERT" | "SELECT" | "MERGE";
}

type Notified = (message: { channel: string; payload: string }) => void;
type Query = <R>(
  text: string,
  parameters?: readonly unknown[],
) => Promise<PoolResult<R>>;

/** The pool-shaped face of a PGlite, for Kysely and for BullMQ's PostgreSQL backend. */
export interface PglitePool {
  /** Read by BullMQ: nothing here can drop unseen, so a worker may wait long. */
  readonly options: { readonly keepAlive: true };
  query: Query;
  connect(): Promise<PglitePoolClient>;
  end(): Promise<void>;
  on(event: string, listener: unknown): this;
  removeAllListeners(event?: string): this;
}

/**
 * A pool over one session.
 *
 * Clients are many, the session is one: a query takes its turn, and a client that says
 * `begin` keeps the session, against everybody who uses the PGlite, until `commit`,
 * `rollback` or its release. `end` leaves the PGlite open; who opened it closes it.
 */
export function pglitePool(pglite: PGlite): PglitePool {
  return {
    options: { keepAlive: true },
    query: (text, parameters) => answer(pglite, text, parameters),
    connect: () => Promise.resolve(new PglitePoolClient(pglite)),
    end: () => Promise.resolve(),
    on() {
      return this;
    },
    removeAllListeners() {
      return this;
    },
  };
}

/** One virtual connection: it has a transaction and listeners of its own. */
export class PglitePoolClient {
  readonly #pglite: PGlite;
  readonly #listeners = new Map<Notified, () => void>();
  #open: OpenTransaction | null = null;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  async query<R>(
    text: string,
    parameters?: readonly unknown[],
  ): Promise<PoolResult<R>> {
    const word = firstWord(text);
    if (word === "BEGIN" || word === "START") {
      if (this.#open !== null) throw new Error("a transaction is open already");
      this.#open = await begin(this.#pglite);
      return nothing();
    }
    if (word === "COMMIT" || isWholeRollback(text)) {
      const open = this.#open;
      this.#open = null;
      await open?.end(word === "COMMIT");
      return nothing();
    }
    return answer(this.#open?.transaction ?? this.#pglite, text, parameters);
  }

  release(): void {
    const open = this.#open;
    this.#open = null;
    // A client given back in the middle of a transaction has given the transaction up.
    open?.end(false).catch(() => undefined);
  }

  on(event: string, listener: unknown): this {
    if (event === "notification") {
      const notified = listener as Notified;
      this.#listeners.set(
        notified,
        this.#pglite.onNotification((channel, payload) =>
          notified({ channel, payload }),
        ),
      );
    }
    return this;
  }

  removeListener(_event: string, listener: unknown): this {
    this.#listeners.get(listener as Notified)?.();
    this.#listeners.delete(listener as Notified);
    return this;
  }

  removeAllListeners(_event?: string): this {
    for (const forget of this.#listeners.values()) forget();
    this.#listeners.clear();
    return this;
  }
}

interface OpenTransaction {
  readonly transaction: Transaction;
  end(commit: boolean): Promise<void>;
}

/** PGlite's own transaction, held open by a promise, so that its own turn-taking holds for ours. */
function begin(pglite: PGlite): Promise<OpenTransaction> {
  return new Promise((opened, failed) => {
    let finish: (commit: boolean) => void = () => undefined;
    const decided = new Promise<boolean>((resolve) => (finish = resolve));
    const whole = pglite.transaction(async (transaction) => {
      opened({
        transaction,
        end(commit) {
          finish(commit);
          return whole;
        },
      });
      if (!(await decided)) await transaction.rollback();
    });
    whole.catch(failed);
  });
}

async function answer<R>(
  session: PGlite | Transaction,
  text: string,
  parameters: readonly unknown[] | undefined,
): Promise<PoolResult<R>> {
  // Without parameters a text may hold several statements, as a migration does.
  const result =
    parameters === undefined
      ? (await session.exec(text)).at(-1)
      : await session.query<R>(text, [...parameters]);
  if (result === undefined) return nothing();
  return {
    rows: result.rows as R[],
    rowCount: result.rowCount ?? result.affectedRows ?? result.rows.length,
    command: (result.command ?? firstWord(text)) as PoolResult<R>["command"],
  };
}

function nothing<R>(): PoolResult<R> {
  return { rows: [], rowCount: 0, command: "SELECT" };
}

function firstWord(text: string): string {
  return /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "";
}

function isWholeRollback(text: string): boolean {
  return /^\s*rollback\s*;?\s*$/i.test(text);
}
