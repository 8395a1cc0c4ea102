/** Keeps texts over a reload. Where a host forbids storage, they last as long as the page. */
export interface TextStorage {
  read(key: string): string | null;
  write(key: string, text: string | null): void;
  /** The keys that begin so. */
  keys(beginning: string): readonly string[];
  /** Tells of every change, of this window or another; returns the way to stop. */
  listen(listener: () => void): () => void;
}

const prefix = "stockwright.";

type Kind = "computer" | "window";

/** What the host would not take; `null`: gone, though the host may still hold it. */
const untaken: Readonly<Record<Kind, Map<string, string | null>>> = {
  computer: new Map(),
  window: new Map(),
};
const listeners = new Set<() => void>();

/** The page's own storage: of this computer, or only of this window. */
export function pageStorage(kind: Kind): TextStorage {
  const open = () => (kind === "computer" ? localStorage : sessionStorage);
  const own = untaken[kind];
  return {
    read: (key) => {
      const text = own.get(key);
      if (text !== undefined) return text;
      try {
        return open().getItem(prefix + key);
      } catch {
        return null;
      }
    },
    write: (key, text) => {
      try {
        if (text === null) open().removeItem(prefix + key);
        else open().setItem(prefix + key, text);
        own.delete(key);
      } catch {
        // Full or forbidden: what is typed still outlives its view.
        own.set(key, text);
      }
      for (const listener of listeners) listener();
    },
    keys: (beginning) => {
      let taken: readonly string[] = [];
      try {
        taken = Object.keys(open()).map((key) => key.slice(prefix.length));
      } catch {
        // Forbidden: what was typed is all here.
      }
      return [...new Set([...taken, ...own.keys()])].filter(
        (key) => key.startsWith(beginning) && own.get(key) !== null,
      );
    },
    listen: (listener) => {
      // Other windows of this computer tell by the browser's own event.
      if (listeners.size === 0) addEventListener("storage", heardElsewhere);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          removeEventListener("storage", heardElsewhere);
        }
      };
    },
  };
}

function heardElsewhere(): void {
  for (const listener of listeners) listener();
}
