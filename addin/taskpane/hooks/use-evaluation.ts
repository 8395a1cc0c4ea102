import { useEffect, useState } from "react";
import type { PolicyOutcome } from "../../../engine/contracts/index.ts";
import { isAbort, isOffline, type PolicyPatch } from "../../client/index.ts";
import { usePane } from "./use-pane.ts";

/** Milliseconds after the last key before we ask. */
const pause = 250;

/** Milliseconds between two tries while the service is away. */
const retryAfter = 4000;

export interface Evaluation {
  /** The last answer: it stays while the next one is on its way. */
  readonly outcome: PolicyOutcome | null;
  readonly current: boolean;
  readonly error: Error | null;
}

/** What other numbers for a stage would do, asked again as they are typed. `null` asks nothing. */
export function useEvaluation(
  runId: string,
  stageId: string,
  values: PolicyPatch | null,
): Evaluation {
  const { client } = usePane();
  const [attempt, setAttempt] = useState(0);
  const key = values === null ? null : JSON.stringify(values);
  const [seen, setSeen] = useState<{
    readonly key: string | null;
    readonly outcome: PolicyOutcome | null;
    readonly error: Error | null;
  }>({ key: null, outcome: null, error: null });

  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      const numbers = JSON.parse(key) as PolicyPatch;
      client.evaluate(runId, stageId, numbers, { signal }).then(
        (outcome) => {
          if (!signal.aborted) setSeen({ key, outcome, error: null });
        },
        (error: unknown) => {
          if (signal.aborted || isAbort(error)) return;
          const reason =
            error instanceof Error ? error : new Error(String(error));
          setSeen({ key, outcome: null, error: reason });
        },
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, runId, stageId, key, attempt]);
  const lost = seen.key === key && isOffline(seen.error);
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => setAttempt((one) => one + 1), retryAfter);
    return () => clearInterval(timer);
  }, [lost]);

  return {
    outcome: key === null ? null : seen.outcome,
    current: seen.key === key,
    error: seen.key === key ? seen.error : null,
  };
}
