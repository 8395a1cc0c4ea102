import { chainHash, chainStart } from "../../worker/audit/chain.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { noon } from "./store-records.ts";

export function logRules(current: () => StoreUnderTest): void {
  const entry = (subject: string) => ({
    at: noon,
    actor: "approver",
    action: "change-set.approved",
    subject,
    detail: { digest: "abc", rows: 3, nested: { b: 1, a: [null, "ü"] } },
  });

  it("chains each entry to the one before", async () => {
    const { log } = current().store;
    const first = await log.append(entry("change-1"));
    const second = await log.append(entry("change-2"));

    expect(first).toMatchObject({ sequence: 1, previousHash: chainStart });
    expect(second).toMatchObject({ sequence: 2, previousHash: first.hash });
    expect(second.hash).toBe(chainHash(second));
    expect(await log.list(0, 10)).toEqual([first, second]);
    expect(await log.list(1, 10)).toEqual([second]);
    expect(await log.verify()).toEqual({ entries: 2, brokenAt: null });
  });

  it("holds for a log without entries", async () => {
    expect(await current().store.log.verify()).toEqual({
      entries: 0,
      brokenAt: null,
    });
  });

  it("stays one chain when many append at once", async () => {
    const { store, second } = current();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? store : second).log.append(entry(`s-${index}`)),
      ),
    );

    expect(await store.log.verify()).toEqual({ entries: 40, brokenAt: null });
  });

  it("refuses to change, delete or empty what is written", async () => {
    const { store, query } = current();
    await store.log.append(entry("change-1"));

    for (const text of [
      "update stockwright.log_entry set actor = 'nobody'",
      "delete from stockwright.log_entry",
      "truncate stockwright.log_entry",
    ]) {
      await expect(query(text)).rejects.toThrow("log_entry is append-only");
    }
    expect(await store.log.verify()).toEqual({ entries: 1, brokenAt: null });
  });

  it.each([
    ["an actor was changed", "set actor = 'nobody' where sequence = 2", 2],
    ["a detail was changed", `set detail = '{"rows":4}' where sequence = 3`, 3],
    ["a hash was changed", "set hash = repeat('0', 64) where sequence = 1", 1],
    ["two entries changed places", "set sequence = 9 where sequence = 2", 3],
  ])("finds where %s past the guard", async (_what, change, brokenAt) => {
    const { store, query } = current();
    for (const id of ["1", "2", "3"]) await store.log.append(entry(id));
    await unguarded(query, `update stockwright.log_entry ${change}`);

    expect(await store.log.verify()).toEqual({ entries: 3, brokenAt });
  });

  it("finds that an entry was taken out", async () => {
    const { store, query } = current();
    for (const id of ["1", "2", "3"]) await store.log.append(entry(id));
    await unguarded(
      query,
      "delete from stockwright.log_entry where sequence = 2",
    );

    expect(await store.log.verify()).toEqual({ entries: 2, brokenAt: 3 });
  });

  async function unguarded(
    query: StoreUnderTest["query"],
    text: string,
  ): Promise<void> {
    await query("alter table stockwright.log_entry disable trigger user");
    await query(text);
    await query("alter table stockwright.log_entry enable trigger user");
  }
}
