import type { Progress } from "../../../engine/contracts/index.ts";
import {
  CancelledError,
  drive,
  throttled,
} from "../../../worker/jobs/job-context.ts";

function* counting(to: number): Generator<Progress, number> {
  for (let done = 0; done < to; done++)
    yield { step: "Counting", done, total: to };
  return to;
}

describe("drive", () => {
  it("answers what the calculation returns and tells each step", async () => {
    const told: number[] = [];
    const result = await drive(counting(3), {
      signal: new AbortController().signal,
      progress: ({ done }) => told.push(done),
    });

    expect(result).toBe(3);
    expect(told).toEqual([0, 1, 2]);
  });

  it("stops at the next step when the job is cancelled, with that reason", async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const driven = drive(counting(1000), {
      signal: stop.signal,
      progress: ({ done }) => {
        told.push(done);
        if (done === 5) stop.abort(new CancelledError());
      },
    });

    await expect(driven).rejects.toThrow(CancelledError);
    expect(told).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("lets others in: a cancellation from outside is heard", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new CancelledError()), 50);
    function* endless(): Generator<Progress, never> {
      for (;;) yield { step: "Waiting", done: 0, total: 1 };
    }

    await expect(
      drive(endless(), { signal: stop.signal, progress: () => undefined }),
    ).rejects.toThrow(CancelledError);
  });
});

describe("throttled", () => {
  it("sends the first report at once and the last of those that follow", async () => {
    const sent: number[] = [];
    const { progress, flush } = throttled(async ({ done }) => {
      sent.push(done);
    }, 60_000);

    for (let done = 1; done <= 100; done++) {
      progress({ step: "Counting", done, total: 100 });
    }
    await flush();

    expect(sent).toEqual([1, 100]);
  });

  it("swallows a report that fails: progress is a courtesy", async () => {
    const { progress, flush } = throttled(async () => {
      throw new Error("the store is away");
    }, 1);
    progress({ step: "Counting", done: 1, total: 1 });

    await expect(flush()).resolves.toBeUndefined();
  });
});
