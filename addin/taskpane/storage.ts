/** Keeps texts over a reload. A host that forbids storage costs the drafts, not the pane. */
export interface TextStorage {
  read(key: string): string | null;
  write(key: string, text: string | null): void;
}

const prefix = "stockwright.";

/** The page's own storage: of this computer, or only of this window. */
export function pageStorage(kind: "computer" | "window"): TextStorage {
  const open = () => (kind === "computer" ? localStorage : sessionStorage);
  return {
    read: (key) => {
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
      } catch {
        // Full or forbidden: there is nothing better to do than to go on without.
      }
    },
  };
}
