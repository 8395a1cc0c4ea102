import express from "express";
import type { Express } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { apiPrefix } from "../../engine/contracts/index.ts";
import type { Person } from "../../engine/contracts/index.ts";
import type { JobQueue } from "../queue/queue.ts";
import {
  networksInThreads,
  type NetworkSolver,
} from "../threads/network-solver.ts";
import { signedIn } from "./auth/auth.ts";
import { loopbackHostOnly } from "./auth/local-auth.ts";
import { cellNetwork } from "./cell-network.ts";
import type { ApiDependencies } from "./endpoint.ts";
import { mount } from "./endpoint.ts";
import { jobEvents } from "./job-events.ts";
import { metrics } from "./metrics.ts";
import { openApi } from "./openapi.ts";
import { pages } from "./pages.ts";
import {
  ProblemError,
  problemHandler,
  sendProblem,
  unknownRoute,
} from "./problem.ts";
import { routes } from "./routes/index.ts";
import { securityHeaders } from "./security.ts";

/** What the app needs besides what its routes need. */
export interface AppDependencies extends ApiDependencies {
  readonly queue: Pick<JobQueue, "counts" | "ping">;
  readonly logger: Logger;
  /** What else this process measures, for `/metrics`. */
  readonly meters?: readonly Registry[];
  /** Requests per minute and caller. */
  readonly rateLimit: number;
  /** Solves the networks of cells; in two threads when absent. */
  readonly networks?: NetworkSolver;
  /** Folder of the add-in's pages. */
  readonly pagesFolder: string;
}

/** The API with its pages, health and metrics, ready to listen. */
export function createApp(dependencies: AppDependencies): Express {
  const { auth, logger, queue, store } = dependencies;
  const app = express();
  const measured = metrics(queue, store, dependencies.meters ?? []);
  app.disable("x-powered-by");
  app.use(securityHeaders());
  if (auth.mode === "local") app.use(loopbackHostOnly);
  app.use(measured.measure);
  app.use((request, response, next) => {
    const started = performance.now();
    response.once("finish", () => {
      // The path alone: the query may hold the token.
      logger.info(
        {
          method: request.method,
          path: request.path,
          status: response.statusCode,
          milliseconds: Math.round(performance.now() - started),
        },
        "request",
      );
    });
    next();
  });

  app.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  app.get("/readyz", async (_request, response) => {
    try {
      await inTime(Promise.all([store.ping(), queue.ping()]));
      response.json({ status: "ready" });
    } catch (error) {
      logger.error({ err: error }, "not ready");
      throw new ProblemError(503, "not-ready", "the store or queue is away");
    }
  });
  app.get("/metrics", measured.answer);
  app.get(`${apiPrefix}/openapi.json`, (_request, response) => {
    response.json(openApi(routes, dependencies.version));
  });

  const api = express.Router();
  // Strangers are counted by address before their token is looked at, people by who they are.
  api.use(limiter(dependencies.rateLimit * 2, (request) => request.ip ?? ""));
  api.use(signedIn(auth));
  api.use(
    limiter(
      dependencies.rateLimit,
      (_request, response) => (response.locals["person"] as Person).id,
    ),
  );
  api.use(express.json({ limit: "4mb" }));
  api.get("/jobs/:id/events", jobEvents(dependencies));
  const networks = dependencies.networks ?? networksInThreads(2);
  api.post("/cells/network", cellNetwork(networks, logger));
  mount(api, routes, dependencies);
  api.use(unknownRoute);
  app.use(apiPrefix, (_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use(apiPrefix, api);

  app.use(pages(dependencies.pagesFolder));
  app.use(unknownRoute);
  app.use(problemHandler(logger));
  return app;
}

/** Milliseconds until a store that says nothing counts as away. */
const patience = 5_000;

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function limiter(
  limit: number,
  key: (request: express.Request, response: express.Response) => string,
) {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request, response) => {
      const name = key(request, response);
      return name === request.ip ? ipKeyGenerator(name) : name;
    },
    handler: (_request, response) => {
      sendProblem(
        response,
        new ProblemError(
          429,
          "too-many",
          `more than ${limit} requests in a minute: wait and ask for more at once`,
        ),
      );
    },
  });
}
