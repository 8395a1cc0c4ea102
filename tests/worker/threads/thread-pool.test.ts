import {
  defaultScenario,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { chunkSummary } from "../../../worker/jobs/chunk-summary.ts";
import { packed } from "../../../worker/store/packed-rows.ts";
import { plannerInThreads } from "../../../worker/threads/thread-pool.ts";
import { ensureBuilt } from "../../support/cli.ts";
import { memoryErp } from "../api/memory-erp.ts";

describe("planning in threads", () => {
  beforeAll(() => ensureBuilt(), 300_000);
  const planner = plannerInThreads(2);
  afterAll(() => planner.close());

  async function aPlan(scenario = defaultScenario()) {
    const connector = await memoryErp().connect();
    const draft = await connector.readSnapshot({
      signal: new AbortController().signal,
      progress: () => undefined,
    });
    const [chunk] = splitCatalog(draft.stages, draft.links, 100);
    const context = planningContext({
      scenario,
      snapshot: {
        period: "week",
        currency: "EUR",
        takenAt: "2026-11-20T08:00:00.000Z",
      },
      stages: draft.stages,
    });
    return { chunk: chunk!, context };
  }
  const quiet = () => ({
    signal: new AbortController().signal,
    progress: () => undefined,
  });

  it("gives the same bits as the engine in this thread", async () => {
    const { chunk, context } = await aPlan();
    const here = planChunk(chunk, context);
    let step = here.next();
    while (!step.done) step = here.next();
    const { recommendations, leftOut } = step.value;

    expect(await planner.plan(chunk, context, quiet())).toEqual({
      rows: packed(recommendations),
      leftOut,
      summary: chunkSummary(recommendations),
    });
  });

  it("brings a failure back and goes on with the next", async () => {
    const { chunk, context } = await aPlan();
    const { scenario: _scenario, ...broken } = context;

    await expect(
      planner.plan(chunk, broken as typeof context, quiet()),
    ).rejects.toThrow(/undefined/);
    await expect(planner.plan(chunk, context, quiet())).resolves.toBeDefined();
  });

  it("does not begin what was cancelled before, and goes on after", async () => {
    const { chunk, context } = await aPlan();
    const signal = AbortSignal.abort(new Error("cancelled"));
    await expect(
      planner.plan(chunk, context, { ...quiet(), signal }),
    ).rejects.toThrow("cancelled");

    const plans = await Promise.all(
      [1, 2, 3, 4, 5].map(() => planner.plan(chunk, context, quiet())),
    );
    expect(plans).toHaveLength(5);
  });

  it("ends the thread that works on what is cancelled, and starts another", async () => {
    const { chunk, context } = await aPlan();
    const stop = new AbortController();
    const planned = planner.plan(chunk, context, {
      ...quiet(),
      signal: stop.signal,
    });
    // The request is on its way to the thread, its answer cannot be here yet.
    await Promise.resolve();
    stop.abort(new Error("cancelled"));

    await expect(planned).rejects.toThrow("cancelled");
    await expect(planner.plan(chunk, context, quiet())).resolves.toBeDefined();
  });
});
