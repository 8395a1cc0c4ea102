/** What is known of one question to the worker. Data stays while it is asked again. */
export interface QueryState {
  readonly data: unknown;
  readonly error: Error | null;
  readonly loading: boolean;
}

/** One question as a view sees it. */
export interface Query<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly loading: boolean;
  readonly retry: () => void;
}

type Load = (signal: AbortSignal) => Promise<unknown>;

interface Entry {
  state: QueryState;
  load: Load | null;
  controller: AbortController | null;
  readonly listeners: Set<() => void>;
  /** Told with the next answer. */
  readonly waiting: (() => void)[];
}

/** Answers by key, shared by every view that asks the same. */
export interface QueryCache {
  state(key: string): QueryState;
  subscribe(key: string, listener: () => void): () => void;
  /** Asks when the answer is not known yet. */
  ensure(key: string, load: Load): void;
  /** Asks again whatever begins with `prefix` and is on view, and tells once it is answered; forgets the rest. */
  refresh(prefix: string, answered?: () => void): void;
  /** Asks again what failed and is on view. */
  retryFailed(): void;
  /** Gives up every question under way. */
  close(): void;
}

const unknownState: QueryState = {
  data: undefined,
  error: null,
  loading: true,
};

/** An empty cache. */
export function createQueryCache(): QueryCache {
  const entries = new Map<string, Entry>();

  const entryOf = (key: string): Entry => {
    const known = entries.get(key);
    if (known) return known;
    const entry: Entry = {
      state: unknownState,
      load: null,
      controller: null,
      listeners: new Set(),
      waiting: [],
    };
    entries.set(key, entry);
    return entry;
  };

  const set = (entry: Entry, state: QueryState) => {
    entry.state = state;
    for (const listener of entry.listeners) listener();
  };

  const ask = (entry: Entry) => {
    if (!entry.load) return;
    entry.controller?.abort();
    const controller = new AbortController();
    entry.controller = controller;
    set(entry, { ...entry.state, loading: true });
    entry.load(controller.signal).then(
      (data) => {
        if (controller.signal.aborted) return;
        // The same answer again is no news: what shows it is not drawn again.
        const kept = isSame(entry.state.data, data) ? entry.state.data : data;
        set(entry, { data: kept, error: null, loading: false });
        for (const tell of entry.waiting.splice(0)) tell();
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const reason =
          error instanceof Error ? error : new Error(String(error));
        set(entry, { data: entry.state.data, error: reason, loading: false });
      },
    );
  };

  return {
    state: (key) => entries.get(key)?.state ?? unknownState,
    subscribe: (key, listener) => {
      const entry = entryOf(key);
      entry.listeners.add(listener);
      return () => entry.listeners.delete(listener);
    },
    ensure: (key, load) => {
      const entry = entryOf(key);
      const asked = entry.load !== null;
      entry.load = load;
      if (!asked) ask(entry);
    },
    refresh: (prefix, answered) => {
      for (const [key, entry] of entries) {
        if (!key.startsWith(prefix)) continue;
        if (entry.listeners.size > 0) {
          if (answered) entry.waiting.push(answered);
          ask(entry);
        } else {
          entry.controller?.abort();
          entries.delete(key);
        }
      }
    },
    retryFailed: () => {
      for (const entry of entries.values()) {
        const failed = entry.state.error && !entry.state.loading;
        if (failed && entry.listeners.size > 0) ask(entry);
      }
    },
    close: () => {
      for (const entry of entries.values()) entry.controller?.abort();
    },
  };
}

/** Whether two answers say the same; of a map we do not know. */
function isSame(one: unknown, other: unknown): boolean {
  if (one instanceof Map || other instanceof Map) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
