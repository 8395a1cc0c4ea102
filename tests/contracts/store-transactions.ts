import type { StoreUnderTest } from "./store-contract.ts";
import { aChangeSet, aJob, aSnapshot, noon } from "./store-records.ts";

export function transactionRules(current: () => StoreUnderTest): void {
  const entry = {
    at: noon,
    actor: "planner",
    action: "import",
    subject: "snapshot-1",
    detail: {},
  };

  it("keeps all of the work", async () => {
    const { store } = current();
    const answer = await store.transaction(async (inside) => {
      await inside.snapshots.save(aSnapshot(), []);
      await inside.jobs.enqueue(aJob(), null);
      await inside.log.append(entry);
      return "kept";
    });

    expect(answer).toBe("kept");
    expect(await store.snapshots.stages("snapshot-1")).toHaveLength(3);
    expect(await store.jobs.outbox(10)).toHaveLength(1);
    expect(await store.log.verify()).toEqual({ entries: 1, brokenAt: null });
  });

  it("keeps nothing of work that fails", async () => {
    const { store } = current();
    const work = store.transaction(async (inside) => {
      await inside.snapshots.save(aSnapshot(), []);
      await inside.jobs.enqueue(aJob(), null);
      await inside.log.append(entry);
      throw new Error("changed my mind");
    });

    await expect(work).rejects.toThrow("changed my mind");
    expect(await store.snapshots.list()).toEqual([]);
    expect(await store.jobs.list()).toEqual([]);
    expect(await store.jobs.outbox(10)).toEqual([]);
    expect(await store.log.verify()).toEqual({ entries: 0, brokenAt: null });
  });

  it("goes on after a transaction inside it failed", async () => {
    const { store } = current();
    await store.transaction(async (outer) => {
      await outer.jobs.enqueue(aJob(), null);
      await expect(
        outer.transaction(async (inner) => {
          await inner.changeSets.create(aChangeSet());
          // The id is taken, so the database itself refuses.
          await inner.jobs.enqueue(aJob(), null);
        }),
      ).rejects.toThrow();
      await outer.transaction(async (inner) => {
        await inner.jobs.enqueue(aJob({ id: "job-2" }), null);
      });
    });

    expect((await store.jobs.list()).map(({ id }) => id)).toEqual([
      "job-2",
      "job-1",
    ]);
    expect(await store.changeSets.list()).toEqual([]);
  });

  it("shows others nothing before it ends", async () => {
    const { store, second } = current();
    let others: Promise<number> = Promise.resolve(-1);
    await store.transaction(async (inside) => {
      await inside.jobs.enqueue(aJob(), null);
      others = second.jobs.list().then((jobs) => jobs.length);
      // Where there is one session the others wait; elsewhere they see nothing yet.
      const seen = await Promise.race([
        others,
        new Promise((resolve) => setTimeout(resolve, 100, "waits")),
      ]);
      expect([0, "waits"]).toContain(seen);
    });
    await others;
    expect(await second.jobs.list()).toHaveLength(1);
  });

  it("runs many transactions at once without mixing them", async () => {
    const { store, second } = current();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : second).transaction(async (inside) => {
          await inside.jobs.enqueue(aJob({ id: `job-${index}` }), index);
          if (index % 4 === 3) throw new Error("no");
          await inside.jobs.update(`job-${index}`, { attempts: index });
        }),
      ),
    );

    // 3, 7, 11, 15 and 19 of 0…19 fail
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(
      5,
    );
    const jobs = await store.jobs.list();
    expect(jobs).toHaveLength(15);
    for (const job of jobs) expect(job.id).toBe(`job-${job.attempts}`);
  });
}
