import type { RequestHandler } from "express";
import type { Logger } from "pino";
import {
  cellNetworkRequestSchema,
  type CellNetworkNews,
} from "../../engine/contracts/index.ts";
import type { NetworkSolver } from "../threads/network-solver.ts";
import { invalid } from "./problem.ts";

/** Milliseconds of silence after which proxies are told that we are still here. */
const keepAlive = 15_000;

/**
 * POST /cells/network: a network of one cell solved, as lines of JSON: progress, then the end.
 *
 * The calculation ends with the request: a cell that is deleted closes it.
 */
export function cellNetwork(
  solver: NetworkSolver,
  logger: Logger,
): RequestHandler {
  return async (request, response) => {
    const parsed = cellNetworkRequestSchema.safeParse(request.body);
    if (!parsed.success) throw invalid("body", parsed.error, request.body);
    const controller = new AbortController();
    const { signal } = controller;
    response.once("close", () => controller.abort());
    response.status(200).set({
      "Content-Type": "application/x-ndjson; charset=utf-8",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    const tell = (news: CellNetworkNews): void => {
      response.write(`${JSON.stringify(news)}\n`);
    };
    const alive = setInterval(() => response.write("\n"), keepAlive);
    try {
      await solver.solve(parsed.data, { signal, tell });
    } catch (error) {
      // The answer has begun, so that no problem can be told: it breaks off, and the cell sees it.
      if (!signal.aborted) logger.error({ err: error }, "network of a cell");
    } finally {
      clearInterval(alive);
      response.end();
    }
  };
}
