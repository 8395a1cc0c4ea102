import { useCallback, useEffect, useRef, useState } from "react";
import { isAbort } from "../../client/index.ts";

export interface Action<A extends readonly unknown[]> {
  readonly run: (...args: A) => void;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly clear: () => void;
}

/**
 * A deed that takes time and may fail: one at a time, given up when its view goes.
 *
 * @param outlives - true where the planner counts on it: whoever keeps something and looks
 *   elsewhere at once has it kept
 */
export function useAction<A extends readonly unknown[]>(
  deed: (signal: AbortSignal, ...args: A) => Promise<void>,
  outlives = false,
): Action<A> {
  const [state, setState] = useState<{ busy: boolean; error: Error | null }>({
    busy: false,
    error: null,
  });
  const controller = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      if (!outlives) controller.current?.abort();
    },
    [outlives],
  );

  const run = (...args: A) => {
    if (state.busy) return;
    const own = new AbortController();
    controller.current = own;
    setState({ busy: true, error: null });
    deed(own.signal, ...args).then(
      () => {
        if (!own.signal.aborted) setState({ busy: false, error: null });
      },
      (error: unknown) => {
        if (own.signal.aborted || isAbort(error)) return;
        const reason =
          error instanceof Error ? error : new Error(String(error));
        setState({ busy: false, error: reason });
      },
    );
  };
  const clear = useCallback(() => setState({ busy: false, error: null }), []);
  return { run, busy: state.busy, error: state.error, clear };
}
