import type { LogEntry } from "../../engine/contracts/index.ts";
import { digest } from "./digest.ts";

/** What the first entry follows. */
export const chainStart = "0".repeat(64);

/** An entry's place and text, before its hash. */
export type ChainedText = Omit<LogEntry, "hash">;

/** SHA-256 over everything the entry says, its place and the hash before it. */
export function chainHash(entry: ChainedText): string {
  const { sequence, at, actor, action, subject, detail, previousHash } = entry;
  return digest({
    sequence,
    at,
    actor,
    action,
    subject,
    detail,
    previousHash,
  });
}

/** Whether `entry` is what was written after `previous`, untouched; `null` before the first. */
export function follows(
  entry: LogEntry,
  previous: Pick<LogEntry, "sequence" | "hash"> | null,
): boolean {
  return (
    entry.sequence === (previous?.sequence ?? 0) + 1 &&
    entry.previousHash === (previous?.hash ?? chainStart) &&
    entry.hash === chainHash(entry)
  );
}
