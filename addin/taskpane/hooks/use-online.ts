import { useEffect, useSyncExternalStore } from "react";
import { isOffline } from "../../client/index.ts";
import { usePane } from "./use-pane.ts";

/** Whether the browser has a network at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** Milliseconds between two tries while the service is away. */
const retryAfter = 4000;

/** While something failed for want of a connection: asks again, by itself. */
export function useReconnect(errors: readonly (Error | null)[]): boolean {
  const { cache } = usePane();
  const online = useOnline();
  const away = !online || errors.some(isOffline);
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => cache.retryFailed(), retryAfter);
    return () => clearInterval(timer);
  }, [away, cache]);
  return away;
}
