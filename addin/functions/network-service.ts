import {
  cellNetworkNewsSchema,
  type CellNetworkNews,
  type CellNetworkRequest,
} from "../../engine/contracts/index.ts";
import { postFromCell } from "./cell-request.ts";
import type { CellSession } from "./cell-session.ts";

/** Why the service gave no answer, in words that fit into a sentence. */
export class NoServiceError extends Error {
  override readonly name = "NoServiceError";
}

/**
 * Has the service solve a network, hearing its progress line by line.
 *
 * @returns the last line: a policy, or what is wrong with the network
 * @throws NoServiceError when there is no service, or it breaks off; the signal's reason when aborted
 */
export async function solveAtService(
  session: CellSession,
  request: CellNetworkRequest,
  run: {
    readonly signal: AbortSignal;
    readonly hear: (news: CellNetworkNews) => void;
  },
): Promise<Extract<CellNetworkNews, { kind: "done" | "refused" }>> {
  const { signal, hear } = run;
  try {
    const response = await postFromCell(
      session,
      "/cells/network",
      request,
      signal,
    );
    if (!response.ok) {
      throw new NoServiceError(`the service answered ${response.status}`);
    }
    for await (const line of linesOf(response)) {
      const news = cellNetworkNewsSchema.parse(JSON.parse(line));
      if (news.kind === "done" || news.kind === "refused") return news;
      hear(news);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NoServiceError) throw error;
    throw new NoServiceError("the service did not answer");
  }
  throw new NoServiceError("the service broke off");
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      text += done ? "" : decoder.decode(value, { stream: true });
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      yield* lines.filter((line) => line !== "");
      if (done) return;
    }
  } finally {
    // Also when nobody reads on: the service then stops calculating.
    await reader?.cancel().catch(() => undefined);
  }
}
