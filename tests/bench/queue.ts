import { createHash } from "node:crypto";
import type { QueuePlace } from "../../worker/queue/backends.ts";
import { openQueue } from "../../worker/queue/open-queue.ts";
import { openPglite } from "../../worker/store/pglite.ts";
import { freshDataFolder } from "../contracts/store-databases.ts";

interface Row {
  readonly name: string;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineName: string;
  readonly unit: string;
  readonly ratio: number;
}

const items = Array.from({ length: 3_000 }, (_, index) => `item-${index}`);
const chunk = 1_000;

/** A catalog through the queue in chunks and item by item; and the three places beside each other. */
export async function run(): Promise<Row[]> {
  const folder = await freshDataFolder();
  const pglite = await openPglite(folder.root);
  try {
    const place: QueuePlace = { kind: "pglite", pglite };
    await throughput(place, 1, 200);
    const single = await throughput(place, 1, items.length);
    const chunked = await throughput(place, chunk, items.length);
    const rows = [
      row(
        "catalog of 3,000 items through the queue on PGlite, 1,000 a job",
        chunked,
        "one item a job, same queue",
        single,
        "items/s",
      ),
    ];
    for (const [name, other] of servers()) {
      const theirs = await throughput(other, 1, items.length);
      rows.push(
        row("jobs through the queue on PGlite", single, name, theirs, "jobs/s"),
      );
    }
    return rows;
  } finally {
    await pglite.close();
    folder.remove();
  }
}

function servers(): [string, QueuePlace][] {
  const postgres = process.env["STOCKWRIGHT_TEST_POSTGRES"];
  const redis = process.env["STOCKWRIGHT_TEST_REDIS"];
  return [
    ...(postgres
      ? [
          [
            "BullMQ on PostgreSQL, fsync off",
            { kind: "postgres", url: postgres },
          ] satisfies [string, QueuePlace],
        ]
      : []),
    ...(redis
      ? [
          ["BullMQ on Redis", { kind: "redis", url: redis }] satisfies [
            string,
            QueuePlace,
          ],
        ]
      : []),
  ];
}

let runs = 0;

/** Items per second from the first add to the last item done; each item is hashed once. */
async function throughput(
  place: QueuePlace,
  perJob: number,
  count: number,
): Promise<number> {
  const queue = await openQueue(place, {
    name: `bench-${process.pid}-${runs++}`,
  });
  let left = count;
  let finish: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  const worker = await queue.work(
    async ({ payload }) => {
      const part = payload as string[];
      for (const item of part) createHash("sha256").update(item).digest("hex");
      left -= part.length;
      if (left === 0) finish();
    },
    { concurrency: 8, onFailed: async (_id, error) => fail(error) },
  );
  const started = performance.now();
  const adds: Promise<void>[] = [];
  for (let at = 0; at < count; at += perJob) {
    const payload = items.slice(at, Math.min(at + perJob, count));
    adds.push(queue.add({ jobId: `from ${at}`, kind: "bench", payload }));
  }
  await Promise.all([...adds, finished]);
  const seconds = (performance.now() - started) / 1_000;
  await worker.close(5_000);
  await queue.close();
  return count / seconds;
}

function row(
  name: string,
  ours: number,
  baselineName: string,
  baseline: number,
  unit: string,
): Row {
  return { name, ours, baseline, baselineName, unit, ratio: ours / baseline };
}
