import type { CatalogLesson } from "../../../engine/index.ts";
import type { StageText } from "../../../worker/store/stage-text.ts";
import {
  forecasterInProcess,
  forecasterInThread,
  type Forecaster,
} from "../../../worker/threads/forecaster.ts";
import { aStage, weekly } from "../../support/a-stage.ts";
import { ensureBuilt } from "../../support/cli.ts";

const count = 300;
const catalog = {
  stages: count,
  period: "week",
  asOf: "2026-01-05",
} as const;

/** Three hundred histories, each a little different, in pages of a hundred and twenty. */
async function* pages(stages = count): AsyncIterable<StageText> {
  for (let from = 0; from < stages; from += 120) {
    const page = Array.from(
      { length: Math.min(120, stages - from) },
      (_, index) => {
        const item = `I${String(from + index).padStart(4, "0")}`;
        const quantities = weekly().map((units, week) =>
          week % (1 + ((from + index) % 4)) === 0 ? units + (index % 9) : 0,
        );
        return aStage({ item, demand: { start: "2024-01-01", quantities } });
      },
    );
    yield { count: page.length, json: JSON.stringify(page) };
  }
}

const quiet = () => ({
  signal: new AbortController().signal,
  progress: () => undefined,
});

async function forecast(forecaster: Forecaster) {
  const lesson = await forecaster.learn(catalog, pages(), quiet());
  const taught = text(lesson);
  const rows = [];
  for await (const page of forecaster.forecast(
    catalog,
    lesson,
    pages(),
    quiet().signal,
  )) {
    rows.push(...page);
  }
  return { taught, rows };
}

/** A map comes back from a thread as another realm's: its entries are compared. */
function text(lesson: CatalogLesson): string {
  return JSON.stringify(lesson, (_key, value: unknown) =>
    Object.prototype.toString.call(value) === "[object Map]"
      ? [...(value as Map<unknown, unknown>)]
      : value,
  );
}

describe("forecasting in a thread", () => {
  beforeAll(() => ensureBuilt(), 300_000);

  it("gives the bits that this thread gives, in the same order", async () => {
    const there = await forecast(forecasterInThread);
    const here = await forecast(forecasterInProcess);

    expect(there.rows).toHaveLength(count);
    expect(JSON.stringify(there.rows)).toBe(JSON.stringify(here.rows));
    expect(there.taught === here.taught).toBe(true);
  }, 120_000);

  it("tells how far it has learnt, and stops when it is told to", async () => {
    const stop = new AbortController();
    const told: number[] = [];
    // So many that no machine learns from them between two reports.
    const learning = forecasterInThread.learn(catalog, pages(4_000), {
      signal: stop.signal,
      progress: ({ done, total }) => {
        told.push(done / total);
        stop.abort(new Error("enough"));
      },
    });

    await expect(learning).rejects.toThrow("enough");
    expect(told[0]).toBeGreaterThan(0);
    expect(told[0]).toBeLessThan(1);
  });
});
