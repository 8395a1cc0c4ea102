import type {
  AskPolicies,
  PolicyQuestion,
} from "../../../addin/functions/policy-batch.ts";
import { policyBatch } from "../../../addin/functions/policy-batch.ts";

type Heard = Parameters<PolicyQuestion["hear"]>[0];

const value = (amount: number) =>
  ({ kind: "value", value: amount, status: "recommended" }) as const;

/** Resolves when `count` answers have been heard. */
function listener(count: number): {
  readonly heard: Heard[];
  readonly hear: (answer: Heard) => void;
  readonly done: Promise<void>;
} {
  const heard: Heard[] = [];
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return {
    heard,
    hear: (answer) => {
      heard.push(answer);
      if (heard.length === count) finish();
    },
    done,
  };
}

describe("policyBatch", () => {
  it("asks for a thousand cells in one request", async () => {
    const requests: number[] = [];
    const ask: AskPolicies = (questions) => {
      requests.push(questions.length);
      return Promise.resolve(questions.map((_, index) => value(index)));
    };
    const { hear, heard, done } = listener(1000);
    const batch = policyBatch(ask);
    for (let cell = 0; cell < 1000; cell++) {
      batch.question({ stageId: `I${cell}@L`, field: "reorderPoint", hear });
    }
    await done;

    expect(requests).toEqual([1000]);
    expect(heard[999]).toEqual(value(999));
  });

  it("asks the same question only once", async () => {
    const asked: string[] = [];
    const ask: AskPolicies = (questions) => {
      asked.push(...questions.map(({ stageId }) => stageId));
      return Promise.resolve(questions.map(() => value(7)));
    };
    const { hear, heard, done } = listener(3);
    const batch = policyBatch(ask);
    for (let cell = 0; cell < 3; cell++) {
      batch.question({ stageId: "A@L", field: "orderUpTo", hear });
    }
    await done;

    expect(asked).toEqual(["A@L"]);
    expect(heard).toEqual([value(7), value(7), value(7)]);
  });

  it("asks again while a run is under way", async () => {
    let round = 0;
    const ask: AskPolicies = () => {
      round++;
      return Promise.resolve([
        round === 1 ? { kind: "running", progress: 0.4 } : value(12),
      ]);
    };
    const { hear, heard, done } = listener(2);
    policyBatch(ask).question({ stageId: "A@L", field: "safetyStock", hear });
    await done;

    expect(heard).toEqual([{ kind: "running", progress: 0.4 }, value(12)]);
  });

  it("takes the request back when the last cell that waits for it is cleared", async () => {
    const signals: AbortSignal[] = [];
    let sent = (): void => undefined;
    const started = new Promise<void>((resolve) => (sent = resolve));
    const ask: AskPolicies = (_, signal) => {
      signals.push(signal);
      sent();
      return new Promise((__, reject) =>
        signal.addEventListener("abort", () => reject(new Error("aborted"))),
      );
    };
    const { hear, heard } = listener(1);
    const cancel = policyBatch(ask).question({
      stageId: "A@L",
      field: "safetyStock",
      hear,
    });
    await started;
    cancel();
    await new Promise((resolve) => setTimeout(resolve, 0));

    expect(signals[0]!.aborted).toBe(true);
    expect(heard).toEqual([]);
  });

  it("tells every cell when the server cannot be reached", async () => {
    const { hear, heard, done } = listener(2);
    const batch = policyBatch(() => Promise.reject(new Error("offline")));
    batch.question({ stageId: "A@L", field: "safetyStock", hear });
    batch.question({ stageId: "B@L", field: "safetyStock", hear });
    await done;

    expect(heard.map((answer) => (answer as Error).message)).toEqual([
      "offline",
      "offline",
    ]);
  });
});
