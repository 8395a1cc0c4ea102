import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
} from "react";
import type { Query } from "./query-cache.ts";
import { usePane } from "./use-pane.ts";

/** Asks the worker and keeps the answer; a `null` key asks nothing. */
export function useQuery<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
): Query<T> {
  const { cache } = usePane();
  const subscribe = useCallback(
    (listener: () => void) =>
      key === null ? () => undefined : cache.subscribe(key, listener),
    [cache, key],
  );
  const state = useSyncExternalStore(subscribe, () =>
    key === null ? idle : cache.state(key),
  );
  const ask = useEffectEvent((wanted: string) => cache.ensure(wanted, load));
  useEffect(() => {
    if (key !== null) ask(key);
  }, [cache, key]);
  const retry = useCallback(() => {
    if (key !== null) cache.refresh(key);
  }, [cache, key]);
  return useMemo(
    () => ({
      data: state.data as T | undefined,
      error: state.error,
      loading: state.loading,
      retry,
    }),
    [state, retry],
  );
}

const idle = { data: undefined, error: null, loading: false };
