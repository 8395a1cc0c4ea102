import { sql, type Selectable } from "kysely";
import type { LogEntry } from "../../engine/contracts/index.ts";
import { chainHash, chainStart, follows } from "../audit/chain.ts";
import { together, type Database } from "./database.ts";
import type { LogStore } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Key of the advisory lock under which entries are appended, one after the other: "SWLG". */
const appendLock = 0x53574c47;
/** Entries read at a time when the chain is checked. */
const page = 1_000;

export function logStore(db: Database): LogStore {
  return {
    append: (entry) =>
      together(db, async (tx) => {
        // Held until the transaction ends, so that the next one follows what is committed.
        await sql`select pg_advisory_xact_lock(${appendLock}::bigint)`.execute(
          tx,
        );
        const last = await tx
          .selectFrom("log_entry")
          .select(["sequence", "hash"])
          .orderBy("sequence", "desc")
          .limit(1)
          .executeTakeFirst();
        const text = {
          sequence: Number(last?.sequence ?? 0) + 1,
          at: entry.at,
          actor: entry.actor,
          action: entry.action,
          subject: entry.subject,
          detail: { ...entry.detail },
          previousHash: last?.hash ?? chainStart,
        };
        const hash = chainHash(text);
        await tx
          .insertInto("log_entry")
          .values({
            sequence: text.sequence,
            at: text.at,
            actor: text.actor,
            action: text.action,
            subject: text.subject,
            detail: JSON.stringify(text.detail),
            previous_hash: text.previousHash,
            hash,
          })
          .execute();
        return { ...text, hash };
      }),

    list: (after, limit) => entries(db, after, limit),

    async verify() {
      let previous: LogEntry | null = null;
      let count = 0;
      let brokenAt: number | null = null;
      for (;;) {
        const next = await entries(db, previous?.sequence ?? -1, page);
        for (const entry of next) {
          if (!follows(entry, previous)) brokenAt ??= entry.sequence;
          previous = entry;
        }
        count += next.length;
        if (next.length < page) return { entries: count, brokenAt };
      }
    },
  };
}

async function entries(
  db: Database,
  after: number,
  limit: number,
): Promise<readonly LogEntry[]> {
  const rows = await db
    .selectFrom("log_entry")
    .selectAll()
    .where("sequence", ">", after)
    .orderBy("sequence")
    .limit(limit)
    .execute();
  return rows.map(whole);
}

function whole(row: Selectable<Tables["log_entry"]>): LogEntry {
  const { at, actor, action, subject, detail, hash } = row;
  return {
    sequence: Number(row.sequence),
    at,
    actor,
    action,
    subject,
    detail,
    previousHash: row.previous_hash,
    hash,
  };
}
