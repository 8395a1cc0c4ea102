import http from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { createApp } from "../../../worker/api/app.ts";
import { localAuth } from "../../../worker/api/auth/local-auth.ts";
import type { Store } from "../../../worker/store/store.ts";

const token = "a-token-for-the-tests";

describe("the API while its database is away", () => {
  let away = true;
  let url: string;
  let server: http.Server;
  beforeAll(async () => {
    const call = async () => {
      if (!away) return [];
      throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    };
    const store = {
      ping: call,
      jobs: { tally: call, list: call, find: call },
    } as unknown as Store;
    const counts = { waiting: 0, active: 0, failed: 0 };
    const app = createApp({
      store,
      queue: { ping: async () => undefined, counts: async () => counts },
      connect: () => Promise.reject(new Error("no ERP here")),
      auth: localAuth(token),
      logger: pino({ level: "silent" }),
      now: () => new Date().toISOString(),
      newId: () => "id",
      nudge: () => undefined,
      version: "0.0.0",
      rateLimit: 1000,
      pagesFolder: "/nowhere",
    });
    server = http.createServer(app);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));
  const jobs = () =>
    fetch(`${url}/api/v1/jobs`, {
      headers: { authorization: `Bearer ${token}` },
    });

  it("is not ready, says so to who asks, and still tells its own figures", async () => {
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    const answer = await jobs();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      type: "urn:stockwright:problem:store-away",
    });
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toContain("stockwright_http_request_seconds");
  });

  it("is ready again when the database is back", async () => {
    away = false;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await jobs()).status).toBe(200);
  });
});
