import fc from "fast-check";
import {
  firstPaneState,
  paneReducer,
  readPaneState,
} from "../../../addin/taskpane/pane-state.ts";
import { visibleRange } from "../../../addin/taskpane/visible-range.ts";
import { createQueryCache } from "../../../addin/taskpane/hooks/query-cache.ts";

describe("the pane's state", () => {
  it("forgets stage and change set when another run is chosen", () => {
    const before = {
      ...firstPaneState,
      runId: "run-1",
      changeSetId: "cs-1",
      stageId: "P@D",
    };

    expect(paneReducer(before, { kind: "choose-run", id: "run-2" })).toEqual({
      ...firstPaneState,
      runId: "run-2",
    });
    expect(paneReducer(before, { kind: "choose-run", id: "run-1" })).toBe(
      before,
    );
  });

  it("puts a run that has ended on view, but not in place of one that is worked on", () => {
    const ended = { kind: "run-ended", id: "run-2" } as const;
    const at = (step: "optimize" | "review" | "approve") =>
      paneReducer({ ...firstPaneState, step, runId: "run-1" }, ended).runId;

    expect([at("optimize"), at("review"), at("approve")]).toEqual([
      "run-2",
      "run-1",
      "run-1",
    ]);
  });

  it("holds a run without closing the stage that is open", () => {
    const open = { ...firstPaneState, step: "review", stageId: "P@D" } as const;

    expect(paneReducer(open, { kind: "hold-run", id: "run-1" })).toEqual({
      ...open,
      runId: "run-1",
    });
  });

  it("survives a reload, and begins anew from what it cannot read", () => {
    const state = paneReducer(
      { ...firstPaneState, step: "review" },
      { kind: "watch", step: "data", jobId: "job-1" },
    );

    expect(readPaneState(JSON.stringify(state))).toEqual(state);
    expect(readPaneState("{")).toEqual(firstPaneState);
    expect(readPaneState('{"step":"nowhere"}')).toEqual(firstPaneState);
    expect(readPaneState(null)).toEqual(firstPaneState);
  });
});

describe("visibleRange", () => {
  it("covers every row that the window shows, and not many more", () => {
    fc.assert(
      fc.property(
        fc.record({
          top: fc.integer({ min: 0, max: 100_000 }),
          height: fc.integer({ min: 100, max: 2000 }),
          rowHeight: fc.integer({ min: 20, max: 120 }),
          count: fc.integer({ min: 0, max: 5000 }),
        }),
        (input) => {
          const { first, last } = visibleRange(input);
          const { top, height, rowHeight, count } = input;
          for (let y = top; y < top + height; y += rowHeight / 2) {
            const row = Math.floor(y / rowHeight);
            if (row < count) {
              expect(row).toBeGreaterThanOrEqual(first);
              expect(row).toBeLessThan(last);
            }
          }
          // Six spare rows above and below, and two that are cut.
          expect(last - first).toBeLessThanOrEqual(height / rowHeight + 14);
        },
      ),
    );
  });
});

describe("the query cache", () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

  it("asks once for many, and tells each", async () => {
    const cache = createQueryCache();
    let asked = 0;
    let told = 0;
    cache.subscribe("runs", () => (told += 1));
    const load = () => Promise.resolve((asked += 1));
    cache.ensure("runs", load);
    cache.ensure("runs", load);
    await settled();

    expect(asked).toBe(1);
    expect(cache.state("runs")).toEqual({
      data: 1,
      error: null,
      loading: false,
    });
    expect(told).toBeGreaterThan(0);
  });

  it("keeps the old answer when asking again fails", async () => {
    const cache = createQueryCache();
    cache.subscribe("runs", () => undefined);
    let answer = () => Promise.resolve("old");
    cache.ensure("runs", () => answer());
    await settled();
    answer = () => Promise.reject(new Error("away"));
    cache.refresh("runs");
    await settled();

    const { data, error } = cache.state("runs");
    expect([data, error?.message]).toEqual(["old", "away"]);
    answer = () => Promise.resolve("new");
    cache.retryFailed();
    await settled();
    expect(cache.state("runs").data).toBe("new");
  });

  it("forgets what nobody looks at when it is refreshed", async () => {
    const cache = createQueryCache();
    cache.ensure("runs/1", () => Promise.resolve("old"));
    await settled();
    cache.refresh("runs");

    expect(cache.state("runs/1").data).toBeUndefined();
  });

  it("tells who waits for an answer, also when it is asked for once more meanwhile", async () => {
    const cache = createQueryCache();
    cache.subscribe("runs", () => undefined);
    let answer = 0;
    cache.ensure("runs", () => Promise.resolve((answer += 1)));
    await settled();
    const seen: unknown[] = [];
    cache.refresh("runs", () => seen.push(cache.state("runs").data));
    // The first of both is given up.
    cache.refresh("runs");
    await settled();

    expect(seen).toEqual([3]);
  });
});
