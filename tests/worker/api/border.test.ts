import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import type { Problem, Session } from "../../../engine/contracts/index.ts";
import { routes } from "../../../worker/api/routes/index.ts";
import { removeFolder, temporaryFolder } from "../../support/cli.ts";
import { openApi, token } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";

describe("the border of the API", () => {
  const pagesFolder = temporaryFolder("pages");
  let api: ApiHarness;
  beforeAll(async () => {
    for (const name of ["workbook.html", "taskpane.html", "main.1a2b3c4d.js"]) {
      fs.writeFileSync(path.join(pagesFolder, name), name);
    }
    api = await openApi({ pagesFolder });
  });
  afterAll(async () => {
    await api.close();
    removeFolder(pagesFolder);
  });

  async function problem(response: Response): Promise<Problem> {
    expect(response.headers.get("content-type")).toBe(
      "application/problem+json; charset=utf-8",
    );
    return (await response.json()) as Problem;
  }

  it("answers a stranger with a problem that says what to do", async () => {
    const response = await api.ask("/session", { stranger: true });

    expect(response.status).toBe(401);
    expect((await problem(response)).detail).toContain(
      "open the page by the URL",
    );
  });

  it.each([
    ["another token", { authorization: "Bearer something-else" }],
    ["half of the token", { authorization: `Bearer ${token.slice(0, 9)}` }],
    ["the token as a password", { authorization: `Basic ${token}` }],
  ])("does not take %s", async (_what, headers) => {
    const response = await api.ask("/session", { stranger: true, headers });
    expect(response.status).toBe(401);
  });

  it("takes the token as a header of ours too, and tells who is who", async () => {
    const response = await api.ask("/session", {
      stranger: true,
      headers: { "x-stockwright-token": token },
    });
    const session = (await response.json()) as Session;

    expect(session.person).toMatchObject({ id: "pat", name: "Pat Planner" });
    expect(session.people.map(({ id }) => id)).toEqual(["pat", "alex", "iris"]);
    expect(session.mode).toBe("local");
  });

  it("knows no fourth person", async () => {
    const response = await api.ask("/session", { person: "eve" });
    expect(response.status).toBe(401);
  });

  it("refuses another host's name: DNS rebinding", async () => {
    const { port } = new URL(api.url);
    const status = await new Promise((resolve, reject) => {
      http
        .get(
          { port, host: "127.0.0.1", headers: { host: "evil.example" } },
          (response) => resolve(response.statusCode),
        )
        .on("error", reject);
    });
    expect(status).toBe(421);
  });

  it("names the field that is wrong, and how to write it", async () => {
    const scenario = await api.answer<object>("/scenarios/default");
    const response = await api.ask("/runs", {
      body: {
        snapshotId: "s",
        scenario: { ...scenario, serviceTargets: { default: 95 } },
      },
    });
    const { errors } = await problem(response);

    expect(response.status).toBe(400);
    expect(errors).toEqual([
      {
        path: "body.scenario.serviceTargets.default",
        message: "must be below 1: write 95 % as 0.95",
      },
    ]);
  });

  it("refuses a field that it does not know", async () => {
    const response = await api.ask("/imports", {
      body: { connectionId: "erp", folder: "/etc" },
    });
    expect((await problem(response)).detail).toContain("folder");
    expect(response.status).toBe(400);
  });

  it("refuses what is not JSON, and numbers that are not numbers", async () => {
    const broken = await fetch(`${api.url}/api/v1/imports`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
      },
      body: "{",
    });
    expect(broken.status).toBe(400);
    const page = await api.ask("/log?limit=ten");
    expect((await problem(page)).errors?.[0]?.path).toBe("query.limit");
  });

  it.each(["/nowhere", "/runs/none", "/snapshots/none", "/jobs/none/events"])(
    "answers 404 for %s",
    async (where) => {
      const response = await api.ask(where);
      expect(response.status).toBe(404);
      expect((await problem(response)).status).toBe(404);
    },
  );

  it.each([
    ["alex", "/imports", { connectionId: "erp" }],
    ["iris", "/change-sets", { runId: "r" }],
    ["pat", "/change-sets/c/approve", { digest: "a".repeat(64) }],
    ["pat", "/connections", {}],
  ])("lets %s not POST %s", async (person, where, body) => {
    const response = await api.ask(where, { person, body });
    expect(response.status).toBe(403);
    expect((await problem(response)).detail).toContain("this needs the role");
  });

  it("keeps connection strings out of the store", async () => {
    const response = await api.ask("/connections", {
      person: "iris",
      body: {
        id: "odbc-erp",
        title: "ERP",
        connector: "odbc",
        profile: "sample",
        options: { connectionString: "Driver=PostgreSQL;Uid=erp;Pwd=secret" },
      },
    });
    const { detail } = await problem(response);

    expect(response.status).toBe(400);
    expect(detail).toContain("name that variable here");
    expect(detail).not.toContain("secret");
  });

  it("documents every route in OpenAPI, with the problem it may answer", async () => {
    const document = await fetch(`${api.url}/api/v1/openapi.json`);
    const { openapi, paths } = (await document.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
    };

    expect(openapi).toBe("3.1.0");
    for (const { method, path: where, status } of routes) {
      const responses = paths[where]?.[method]?.responses;
      expect(Object.keys(responses ?? {})).toEqual([String(status), "default"]);
    }
    expect(paths["/jobs/{id}/events"]).toBeDefined();
  });

  it("says that it lives, that it is ready, and how it does", async () => {
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
    const text = await (await fetch(`${api.url}/metrics`)).text();
    expect(text).toContain('stockwright_queue_jobs{state="waiting"}');
    expect(text).toContain("stockwright_http_request_seconds_bucket");
    expect(text).toContain("# TYPE stockwright_jobs gauge");
  });

  it("leads the root to the workbook and keeps the token", async () => {
    const response = await fetch(`${api.url}/?token=abc`, {
      redirect: "manual",
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe("/workbook.html?token=abc");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("lets Office frame and script the pane, and nobody the workbook", async () => {
    const pane = await fetch(`${api.url}/taskpane.html`);
    const book = await fetch(`${api.url}/workbook.html`);
    const paneRules = pane.headers.get("content-security-policy");
    const bookRules = book.headers.get("content-security-policy");

    expect(paneRules).toContain(
      "script-src 'self' https://appsforoffice.microsoft.com",
    );
    expect(paneRules).toContain("https://*.officeapps.live.com");
    expect(bookRules).toContain("frame-ancestors 'none'");
    expect(bookRules).not.toContain("appsforoffice");
    expect(pane.headers.get("x-frame-options")).toBeNull();
  });

  it("caches files that carry their digest for good, and no others", async () => {
    const hashed = await fetch(`${api.url}/main.1a2b3c4d.js`);
    const page = await fetch(`${api.url}/workbook.html`);

    expect(hashed.headers.get("cache-control")).toContain("immutable");
    expect(page.headers.get("cache-control")).toBe("no-cache");
  });
});

describe("the rate limit of the API", () => {
  it("refuses whoever asks too much, and says so", async () => {
    const api = await openApi({ rateLimit: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++)
      statuses.push((await api.ask("/session")).status);
    await api.close();

    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
