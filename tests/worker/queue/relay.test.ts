import { startRelay, type Relay } from "../../../worker/queue/relay.ts";

interface Waiting {
  readonly jobId: string;
  readonly kind: string;
  readonly payload: unknown;
}

/** An outbox and a queue in memory, that can be made to fail. */
function twins() {
  const waiting: Waiting[] = [];
  const queued = new Map<string, Waiting>();
  const adds: string[] = [];
  let failures = { add: 0, sent: 0 };
  return {
    waiting,
    queued,
    adds,
    fail: (change: Partial<typeof failures>) =>
      (failures = { ...failures, ...change }),
    store: {
      jobs: {
        outbox: async (limit: number) => waiting.slice(0, limit),
        sent: async (ids: readonly string[]) => {
          if (failures.sent-- > 0) throw new Error("the store is away");
          for (const id of ids) {
            const at = waiting.findIndex(({ jobId }) => jobId === id);
            if (at >= 0) waiting.splice(at, 1);
          }
        },
      },
    },
    queue: {
      add: async (job: Waiting) => {
        if (failures.add-- > 0) throw new Error("the queue is away");
        adds.push(job.jobId);
        if (!queued.has(job.jobId)) queued.set(job.jobId, job);
      },
    },
  };
}

describe("startRelay", () => {
  const relays: Relay[] = [];
  const start = (
    { store, queue }: ReturnType<typeof twins>,
    everyMilliseconds = 3_600_000,
  ) => {
    const errors: string[] = [];
    const relay = startRelay({
      store,
      queue,
      everyMilliseconds,
      onError: ({ message }) => errors.push(message),
    });
    relays.push(relay);
    return { relay, errors };
  };
  const job = (number: number): Waiting => ({
    jobId: `job-${number}`,
    kind: "audit",
    payload: { number },
  });
  const jobs = (count: number) =>
    Array.from({ length: count }, (_, number) => job(number));

  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.close();
  });

  it("moves what an earlier process left, oldest first", async () => {
    const memory = twins();
    memory.waiting.push(...jobs(250));
    const { relay } = start(memory);
    await relay.flush();

    expect(memory.waiting).toEqual([]);
    expect([...memory.queued.values()]).toEqual(jobs(250));
  });

  it("moves at once what it is nudged about, also while it is moving", async () => {
    const memory = twins();
    const { relay } = start(memory);
    for (let number = 0; number < 20; number++) {
      memory.waiting.push(job(number));
      relay.nudge();
      await Promise.resolve();
    }
    await relay.flush();

    expect(memory.queued.size).toBe(20);
  });

  it("finds by itself what nobody nudged about", async () => {
    const memory = twins();
    const { relay } = start(memory, 10);
    await relay.flush();
    memory.waiting.push(job(1));
    while (memory.waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    expect([...memory.queued.keys()]).toEqual(["job-1"]);
  });

  it("keeps what the queue did not take, and says so", async () => {
    const memory = twins();
    const { relay, errors } = start(memory);
    await relay.flush();
    memory.waiting.push(...jobs(3));
    memory.fail({ add: 1 });
    relay.nudge();
    await expect(relay.flush()).rejects.toThrow("the queue is away");
    expect(memory.waiting).toHaveLength(3);
    expect(errors).toEqual(["the queue is away"]);

    await relay.flush();
    expect(memory.waiting).toEqual([]);
    expect(memory.queued.size).toBe(3);
  });

  it("hands over again what was handed over but not taken out", async () => {
    const memory = twins();
    const { relay } = start(memory);
    await relay.flush();
    memory.waiting.push(job(1));
    memory.fail({ sent: 1 });
    await expect(relay.flush()).rejects.toThrow("the store is away");
    await relay.flush();

    expect(memory.adds).toEqual(["job-1", "job-1"]);
    expect(memory.queued.size).toBe(1);
    expect(memory.waiting).toEqual([]);
  });

  it("works beside another relay on the same outbox", async () => {
    const memory = twins();
    memory.waiting.push(...jobs(300));
    const both = [start(memory), start(memory)];
    await Promise.all(both.map(({ relay }) => relay.flush()));

    expect(memory.waiting).toEqual([]);
    expect(memory.queued.size).toBe(300);
  });

  it("moves nothing after it is closed", async () => {
    const memory = twins();
    const { relay } = start(memory, 5);
    await relay.close();
    memory.waiting.push(job(1));
    relay.nudge();
    await relay.flush();
    await new Promise((resolve) => setTimeout(resolve, 30));

    expect(memory.waiting).toHaveLength(1);
  });
});
