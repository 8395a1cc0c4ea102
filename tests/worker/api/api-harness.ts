import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { parseProfile } from "../../../connectors/profiles/profile.ts";
import { sample } from "../../../connectors/profiles/sample.ts";
import type { Job, Started } from "../../../engine/contracts/index.ts";
import { createApp } from "../../../worker/api/app.ts";
import type { Auth } from "../../../worker/api/auth/auth.ts";
import { localAuth } from "../../../worker/api/auth/local-auth.ts";
import { planSource } from "../../../worker/jobs/plan-source.ts";
import { jobHandler } from "../../../worker/jobs/run-job.ts";
import { isSettled } from "../../../worker/jobs/settle.ts";
import { openQueue } from "../../../worker/queue/open-queue.ts";
import { startRelay } from "../../../worker/queue/relay.ts";
import { openStore } from "../../../worker/store/open-store.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import type { Store } from "../../../worker/store/store.ts";
import { plannerInProcess } from "../../../worker/threads/chunk-planner.ts";
import type { ChunkPlanner } from "../../../worker/threads/chunk-planner.ts";
import type { ChunkStudies } from "../../../worker/threads/chunk-studies.ts";
import type { NetworkSolver } from "../../../worker/threads/network-solver.ts";
import type { Forecaster } from "../../../worker/threads/forecaster.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";
import { memoryErp } from "./memory-erp.ts";
import type { MemoryErp } from "./memory-erp.ts";

export const token = "a-token-for-the-tests";

/** What a request asks. */
export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly person?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Send no token. */
  readonly stranger?: true;
}

/** The API over a real store and queue in process, with an ERP in memory. */
export interface ApiHarness {
  readonly url: string;
  readonly store: Store;
  readonly pglite: Awaited<ReturnType<typeof openPglite>>;
  readonly erp: MemoryErp;
  /** One request below `/api/v1`. */
  readonly ask: (path: string, ask?: Ask) => Promise<Response>;
  /** One request that must succeed; its JSON. */
  readonly answer: <T>(path: string, ask?: Ask) => Promise<T>;
  /** Waits for a job, and the audit and forecast that may follow it. */
  readonly ended: (started: Started) => Promise<Job>;
  readonly close: () => Promise<void>;
}

/** Opens the API on a port of its own. */
export async function openApi(
  options: {
    readonly auth?: Auth;
    readonly pagesFolder?: string;
    readonly rateLimit?: number;
    readonly planner?: ChunkPlanner;
    readonly networks?: NetworkSolver;
    readonly forecaster?: Forecaster;
    readonly studies?: ChunkStudies;
  } = {},
): Promise<ApiHarness> {
  const folder = await freshDataFolder();
  const pglite = await openPglite(folder.root);
  const store = await openStore({ kind: "pglite", pglite });
  const queue = await openQueue({ kind: "pglite", pglite });
  const relay = startRelay({ store, queue, everyMilliseconds: 100 });
  const erp = memoryErp();
  const now = () => new Date().toISOString();
  const { handle, onFailed } = jobHandler({
    store,
    connect: erp.connect,
    profileOf: () => parseProfile(sample),
    planner: options.planner ?? plannerInProcess(),
    ...(options.forecaster && { forecaster: options.forecaster }),
    ...(options.studies && { studies: options.studies }),
    plans: planSource(store),
    now,
    nudge: relay.nudge,
  });
  const worker = await queue.work(handle, { concurrency: 4, onFailed });
  await store.connections.save({
    id: "erp",
    title: "ERP in memory",
    connector: "embedded",
    profile: "sample",
    options: {},
  });
  const server = http.createServer(
    createApp({
      store,
      queue,
      nudge: relay.nudge,
      connect: erp.connect,
      auth: options.auth ?? localAuth(token),
      logger: pino({ level: "silent" }),
      now,
      ...(options.networks && { networks: options.networks }),
      newId: randomUUID,
      version: "0.0.0",
      rateLimit: options.rateLimit ?? 100_000,
      pagesFolder: options.pagesFolder ?? "/nowhere",
    }),
  );
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const ask: ApiHarness["ask"] = (path, given = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method: given.method ?? (given.body === undefined ? "GET" : "POST"),
      headers: {
        ...(!given.stranger && { authorization: `Bearer ${token}` }),
        ...(given.person && { "x-stockwright-person": given.person }),
        ...(given.body !== undefined && { "content-type": "application/json" }),
        ...given.headers,
      },
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    });
  return {
    url,
    store,
    pglite,
    erp,
    ask,
    answer: async <T>(path: string, given: Ask = {}) => {
      const response = await ask(path, given);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
      return JSON.parse(text) as T;
    },
    ended: async ({ jobId }) => {
      for (;;) {
        const job = await store.jobs.find(jobId);
        const followers = await Promise.all(
          ["audit", "forecast"].map((kind) =>
            store.jobs.find(`${jobId}-${kind}`),
          ),
        );
        const open = followers.some((each) => each && !isSettled(each));
        if (job && isSettled(job) && !open) return job;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await worker.close(100);
      await relay.close();
      await queue.close();
      await store.close();
      await pglite.close();
      folder.remove();
    },
  };
}
