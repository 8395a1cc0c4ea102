import http from "node:http";
import type { AddressInfo } from "node:net";
import {
  ClientError,
  createClient,
  isAbort,
} from "../../../addin/client/index.ts";
import type { Job } from "../../../engine/contracts/index.ts";

type Handler = (
  request: http.IncomingMessage,
  response: http.ServerResponse,
) => void;

let server: http.Server;
let handle: Handler = () => undefined;
let baseUrl = "";

beforeAll(async () => {
  server = http.createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const client = () => createClient({ baseUrl, token: "secret", person: null });

function json(
  response: http.ServerResponse,
  body: unknown,
  status = 200,
): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function failure(call: Promise<unknown>): Promise<ClientError> {
  return call.then(
    () => {
      throw new Error("the call should have failed");
    },
    (error: unknown) => {
      if (error instanceof ClientError) return error;
      throw error;
    },
  );
}

function aJob(state: Job["state"], done: number): Job {
  return {
    id: "j1",
    kind: "optimize",
    state,
    subjectId: "r1",
    author: "pat",
    progress: { step: "Optimizing", done, total: 10 },
    createdAt: "2026-11-20T12:00:00Z",
    startedAt: null,
    finishedAt: null,
    attempts: 1,
    error: null,
  };
}

describe("the client", () => {
  it("sends token and person, and encodes what stands in the path", async () => {
    const seen: unknown[] = [];
    handle = (request, response) => {
      const { authorization, "x-stockwright-person": person } = request.headers;
      seen.push([request.method, request.url, authorization, person]);
      response.writeHead(204).end();
    };
    await client().as("alex").removeOverride("run 1", "P/1@DC");

    expect(seen).toEqual([
      [
        "DELETE",
        "/api/v1/runs/run%201/overrides/P%2F1%40DC",
        "Bearer secret",
        "alex",
      ],
    ]);
  });

  it("turns a problem into an error with its fields", async () => {
    handle = (_request, response) =>
      json(
        response,
        {
          type: "urn:stockwright:problem:invalid",
          title: "The request is not valid",
          status: 400,
          detail: "body.reason: say why",
          errors: [{ path: "body.reason", message: "say why" }],
        },
        400,
      );
    const error = await failure(
      client().saveOverride("r", "P@D", { values: {}, reason: "" }),
    );

    expect([error.kind, error.status, error.message]).toEqual([
      "problem",
      400,
      "body.reason: say why",
    ]);
    expect(error.fields.get("body.reason")).toBe("say why");
  });

  it("names the field of an answer that it does not understand", async () => {
    handle = (_request, response) => json(response, { items: [{ id: 4 }] });
    const error = await failure(client().runs());

    expect(error.kind).toBe("answer");
    expect(error.message).toContain("items.0.id");
  });

  it("calls a service that does not answer offline", async () => {
    const nobody = createClient({
      baseUrl: "http://127.0.0.1:9",
      token: null,
      person: null,
    });
    const error = await failure(nobody.session());

    expect([error.kind, error.status]).toEqual(["offline", 0]);
  });

  it("gives a call up when it is told to", async () => {
    const controller = new AbortController();
    const call = client().runs({ signal: controller.signal });
    // The service has the call, and is in no hurry.
    await new Promise<void>((resolve) => (handle = () => resolve()));
    controller.abort();

    await expect(call.catch((error: unknown) => isAbort(error))).resolves.toBe(
      true,
    );
  });
});

describe("a job's events", () => {
  it("go on after a lost connection, from the last one heard, until the job ends", async () => {
    const asked: unknown[] = [];
    let lose = () => {};
    handle = (request, response) => {
      asked.push(request.headers["last-event-id"]);
      response.writeHead(200, { "content-type": "text/event-stream" });
      const tell = (id: number, job: Job) =>
        response.write(
          `id: ${id}\nevent: job\ndata: ${JSON.stringify({ kind: "job", job })}\n\n`,
        );
      if (asked.length === 1) {
        tell(1, aJob("running", 3));
        response.write(": still here\n\n");
        // Half an event, and then the line is dead.
        response.write("id: 2\nevent: job\ndata: {");
        lose = () => response.destroy();
      } else {
        tell(2, aJob("done", 10));
        response.end();
      }
    };
    const seen: unknown[] = [];
    for await (const event of client().jobEvents("j1")) {
      if (event.kind === "job") seen.push(event.job.progress?.done);
      lose();
    }

    expect(seen).toEqual([3, 10]);
    expect(asked).toEqual([undefined, "1"]);
  });

  it("end with an error when the service refuses", async () => {
    handle = (_request, response) =>
      json(
        response,
        { type: "x", title: "Not found", status: 404, detail: "no job j1" },
        404,
      );
    const follow = async () => {
      for await (const _ of client().jobEvents("j1"));
    };

    expect((await failure(follow())).message).toBe("no job j1");
  });

  it("stop at once when the listener goes", async () => {
    handle = (_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      const body = JSON.stringify({ kind: "job", job: aJob("running", 1) });
      response.write(`id: 1\nevent: job\ndata: ${body}\n\n`);
    };
    const controller = new AbortController();
    const follow = async () => {
      for await (const _ of client().jobEvents("j1", {
        signal: controller.signal,
      })) {
        controller.abort();
      }
    };

    await expect(
      follow().catch((error: unknown) => isAbort(error)),
    ).resolves.toBe(true);
  });
});
