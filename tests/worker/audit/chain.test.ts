import fc from "fast-check";
import type { LogEntry } from "../../../engine/contracts/index.ts";
import { chainHash, chainStart, follows } from "../../../worker/audit/chain.ts";

describe("the chain of the log", () => {
  const written = (subjects: readonly string[]): LogEntry[] => {
    const entries: LogEntry[] = [];
    for (const subject of subjects) {
      const text = {
        sequence: entries.length + 1,
        at: "2026-03-01T12:00:00Z",
        actor: "approver",
        action: "approve",
        subject,
        detail: { rows: subject.length },
        previousHash: entries.at(-1)?.hash ?? chainStart,
      };
      entries.push({ ...text, hash: chainHash(text) });
    }
    return entries;
  };
  const holds = (entries: readonly LogEntry[]) =>
    entries.every((entry, at) => follows(entry, entries[at - 1] ?? null));

  it("holds for what was written", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (subjects) => {
        expect(holds(written(subjects))).toBe(true);
      }),
    );
  });

  it("breaks with any field of any entry", () => {
    const change: { [Field in keyof LogEntry]: LogEntry[Field] } = {
      sequence: 99,
      at: "2026-03-01T12:00:01Z",
      actor: "nobody",
      action: "reject",
      subject: "another",
      detail: { rows: -1 },
      previousHash: "1".repeat(64),
      hash: "2".repeat(64),
    };
    for (const field of Object.keys(change) as (keyof LogEntry)[]) {
      for (let at = 0; at < 3; at++) {
        const entries = written(["a", "b", "c"]);
        entries[at] = { ...entries[at]!, [field]: change[field] };
        expect({ field, at, holds: holds(entries) }).toEqual({
          field,
          at,
          holds: false,
        });
      }
    }
  });

  it("breaks when an entry is missing, doubled or moved", () => {
    const [a, b, c] = written(["a", "b", "c"]) as [
      LogEntry,
      LogEntry,
      LogEntry,
    ];

    for (const entries of [
      [b, c],
      [a, c],
      [a, a, b],
      [a, c, b],
    ]) {
      expect(holds(entries)).toBe(false);
    }
  });
});
