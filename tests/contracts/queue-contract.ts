import type { QueueTuning } from "../../worker/queue/queue-options.ts";
import {
  FinalError,
  type Delivery,
  type JobQueue,
  type QueueWorker,
} from "../../worker/queue/queue.ts";
import { crashRules } from "./queue-crash.ts";
import type { ToldPlace } from "./queue-places.ts";
import { shutdownRules } from "./queue-shutdown.ts";

export interface QueueUnderTest {
  /** Queues of one name share their jobs. */
  readonly open: (tuning: QueueTuning) => Promise<JobQueue>;
  /** A place that nobody has open. */
  readonly childPlace: ToldPlace;
}

/** A queue with quick tempers, its workers, and what was delivered and failed. */
export interface Desk {
  readonly queue: JobQueue;
  readonly name: string;
  readonly delivered: Delivery[];
  readonly failed: { jobId: string; message: string }[];
  /** Starts a worker that is closed after the test. */
  work(
    handler?: (delivery: Delivery) => Promise<void>,
    concurrency?: number,
  ): Promise<QueueWorker>;
  /** Another queue on the same jobs. */
  sibling(): Promise<JobQueue>;
}

/** What every queue must do. */
export function queueContract(
  open: () => Promise<QueueUnderTest & { close(): Promise<void> }>,
): void {
  let opened: Awaited<ReturnType<typeof open>>;
  let desk: Desk;
  let closers: (() => Promise<void>)[] = [];
  let number = 0;

  beforeAll(async () => {
    opened = await open();
    // Making a database takes a busy machine many times its usual 4 seconds.
  }, 300_000);
  beforeEach(async () => {
    const name = `contract-${process.pid}-${number++}`;
    const openNamed = async () => {
      const queue = await opened.open({
        name,
        attempts: 3,
        backoffMilliseconds: 50,
        lockMilliseconds: 1_000,
      });
      closers.push(() => queue.close());
      return queue;
    };
    const delivered: Delivery[] = [];
    const failed: Desk["failed"] = [];
    const queue = await openNamed();
    const workOn: Desk["work"] = async (handler, concurrency = 1) => {
      const worker = await queue.work(
        async (delivery) => {
          delivered.push(delivery);
          await handler?.(delivery);
        },
        {
          concurrency,
          onFailed: async (jobId, { message }) => {
            failed.push({ jobId, message });
          },
        },
      );
      closers.push(() => worker.close(0));
      return worker;
    };
    desk = { queue, name, delivered, failed, work: workOn, sibling: openNamed };
  });
  afterEach(async () => {
    for (const close of closers.toReversed()) await close();
    closers = [];
  });
  afterAll(async () => {
    await opened.close();
  });

  const job = (jobId: string) => ({ jobId, kind: "audit", payload: { jobId } });
  const ids = () => desk.delivered.map(({ jobId }) => jobId);

  it("answers a ping", async () => {
    await expect(desk.queue.ping()).resolves.toBeUndefined();
  });

  it("delivers what was added, as it was", async () => {
    const payload = { snapshotId: "s", list: [1, null, "ü"], deep: { a: 0.1 } };
    await desk.queue.add({ jobId: "j", kind: "import", payload });
    await desk.work();
    await until(() => desk.delivered.length === 1);

    const { signal, ...delivery } = desk.delivered[0]!;
    expect(delivery).toEqual({
      jobId: "j",
      kind: "import",
      payload,
      attempt: 1,
    });
    expect(signal.aborted).toBe(false);
  });

  it("delivers to a worker that was waiting", async () => {
    await desk.work();
    await desk.queue.add(job("late"));
    await until(() => desk.delivered.length === 1);

    expect(ids()).toEqual(["late"]);
  });

  it("takes any text as an id", async () => {
    const odd = ["12", "a:b", "A@DC 1/ü", "0", "x".repeat(200)];
    for (const id of odd) await desk.queue.add(job(id));
    await desk.work();
    await until(() => desk.delivered.length === odd.length);

    expect(ids().toSorted()).toEqual(odd.toSorted());
  });

  it("adds an id once, waiting or done", async () => {
    const sibling = await desk.sibling();
    await Promise.all([
      desk.queue.add(job("once")),
      sibling.add(job("once")),
      desk.queue.add(job("once")),
    ]);
    expect(await desk.queue.counts()).toEqual({
      waiting: 1,
      active: 0,
      failed: 0,
    });
    await desk.work();
    await until(() => desk.delivered.length === 1);
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });

    await desk.queue.add(job("once"));
    await desk.queue.add(job("after"));
    await until(() => ids().includes("after"));
    expect(ids()).toEqual(["once", "after"]);
  });

  it("counts what waits, runs and has failed", async () => {
    const hold = gate();
    for (const id of ["fails", "runs", "waits", "waits too"]) {
      await desk.queue.add(job(id));
    }
    await desk.work(async ({ jobId }) => {
      if (jobId === "fails") throw new FinalError("bad input");
      await hold.opened;
    });
    await until(() => ids().includes("runs"));

    expect(await desk.queue.counts()).toEqual({
      waiting: 2,
      active: 1,
      failed: 1,
    });
    hold.open();
  });

  it("tries again what failed, and tells nobody when it ends well", async () => {
    await desk.queue.add(job("shaky"));
    await desk.work(async ({ attempt }) => {
      if (attempt < 3) throw new Error("the ERP did not answer");
    });
    await until(() => desk.delivered.length === 3);
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });

    expect(desk.delivered.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(desk.failed).toEqual([]);
  });

  it("gives up after the attempts it has, and tells once", async () => {
    await desk.queue.add(job("hopeless"));
    await desk.work(async () => {
      throw new Error("the ERP did not answer");
    });
    await untilCounts(desk, { waiting: 0, active: 0, failed: 1 });

    expect(desk.delivered).toHaveLength(3);
    expect(desk.failed).toEqual([
      { jobId: "hopeless", message: "the ERP did not answer" },
    ]);
  });

  it("does not try again what no retry can mend", async () => {
    await desk.queue.add(job("bad"));
    await desk.work(async () => {
      throw new FinalError("leadTime.mean must be at least 0, got -2");
    });
    await untilCounts(desk, { waiting: 0, active: 0, failed: 1 });

    expect(desk.delivered).toHaveLength(1);
    expect(desk.failed).toEqual([
      { jobId: "bad", message: "leadTime.mean must be at least 0, got -2" },
    ]);
  });

  it("tells a failure again that could not be kept the first time", async () => {
    await desk.queue.add(job("bad"));
    const told: string[] = [];
    const worker = await desk.queue.work(
      async () => {
        throw new FinalError("bad input");
      },
      {
        concurrency: 1,
        onFailed: async (jobId) => {
          told.push(jobId);
          if (told.length === 1) throw new Error("the store is away");
        },
      },
    );
    await untilCounts(desk, { waiting: 0, active: 0, failed: 1 });
    await worker.close(0);

    expect(told).toEqual(["bad", "bad"]);
  });

  it("shares the load among workers and runs no job at two at once", async () => {
    const count = 40;
    const running = new Set<string>();
    const byWorker = [0, 0];
    let most = 0;
    const handler = (worker: number) => async (delivery: Delivery) => {
      expect(running).not.toContain(delivery.jobId);
      running.add(delivery.jobId);
      byWorker[worker]! += 1;
      most = Math.max(most, running.size);
      await pause(20);
      running.delete(delivery.jobId);
    };
    for (let index = 0; index < count; index++) {
      await desk.queue.add(job(`j${index}`));
    }
    await desk.work(handler(0), 2);
    await desk.work(handler(1), 2);
    await until(() => desk.delivered.length >= count);
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });

    expect(new Set(ids()).size).toBe(count);
    expect(desk.delivered).toHaveLength(count);
    expect(Math.min(...byWorker)).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("keeps a job that runs longer than its lock", async () => {
    await desk.queue.add(job("long"));
    const handler = () => pause(3_500);
    await desk.work(handler);
    await desk.work(handler);
    await until(() => desk.delivered.length >= 1);
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });

    expect(desk.delivered).toHaveLength(1);
  });

  describe("on shutdown", () => shutdownRules(() => desk));
  describe("after a crash", () => crashRules(() => opened));
}

/** Looks until it holds, and gives up shortly before the test would. */
export async function until(
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not so: ${condition}`);
    await pause(20);
  }
}

export function untilCounts(
  { queue }: Desk,
  wanted: Awaited<ReturnType<JobQueue["counts"]>>,
): Promise<void> {
  const text = JSON.stringify(wanted);
  return until(async () => JSON.stringify(await queue.counts()) === text);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A door that a handler waits at. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
