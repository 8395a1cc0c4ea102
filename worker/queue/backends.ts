import type { PGlite } from "@electric-sql/pglite";
import {
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type PgPool,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from "bullmq";
import pg from "pg";
import { surviveLoss } from "../store/survive-loss.ts";
import { pglitePool, type PglitePool } from "../store/pglite-pool.ts";
import type { JobData } from "./job-data.ts";

/** Where the queue lives. A PGlite stays its owner's: closing the queue leaves it open. */
export type QueuePlace =
  | { readonly kind: "pglite"; readonly pglite: PGlite }
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "redis"; readonly url: string };

/** The part of BullMQ's classes that we use, whatever backend is below. */
export type BullQueue = Pick<
  Queue<JobData>,
  "add" | "getJobCounts" | "getJobs" | "close" | "on"
>;
export type BullWorker = Pick<
  Worker<JobData>,
  "pause" | "close" | "on" | "waitUntilReady"
>;

/** BullMQ bound to one place. */
export interface Backend {
  queue(name: string, options: Partial<QueueOptions>): BullQueue;
  worker(
    name: string,
    processor: Processor<JobData>,
    options: Partial<WorkerOptions>,
  ): BullWorker;
  close(): Promise<void>;
}

/** Connects BullMQ to its place and brings its tables up to date. */
export async function connectBackend(place: QueuePlace): Promise<Backend> {
  switch (place.kind) {
    case "pglite":
      return onPostgres(pglitePool(place.pglite));
    case "postgres":
      return onPostgres(
        surviveLoss(
          new pg.Pool({
            connectionString: place.url,
            // BullMQ names its tables without a schema.
            options: "-c search_path=bullmq",
            keepAlive: true,
            connectionTimeoutMillis: 30_000,
            application_name: "stockwright-queue",
          }),
        ),
      );
    case "redis":
      return onRedis(place.url);
  }
}

async function onPostgres(pool: PglitePool | pg.Pool): Promise<Backend> {
  const bull = withBackend(createPostgresBackend);
  // Both do what BullMQ asks of a pool; its overloads of `on` are what does not unify.
  const connection = pool as unknown as PgPool;
  try {
    const client = await connection.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    queue: (name, options) =>
      new bull.Queue<JobData>(name, {
        ...options,
        connection,
      }) as unknown as BullQueue,
    worker: (name, processor, options) =>
      new bull.Worker<JobData>(name, processor, {
        ...options,
        connection,
      }) as unknown as BullWorker,
    close: () => pool.end(),
  };
}

function onRedis(url: string): Backend {
  // A command waits for Redis to come back instead of failing after 20 tries.
  const connection = { url, maxRetriesPerRequest: null };
  return {
    queue: (name, options) =>
      new Queue<JobData>(name, { ...options, connection }),
    worker: (name, processor, options) =>
      new Worker<JobData>(name, processor, { ...options, connection }),
    close: () => Promise.resolve(),
  };
}
