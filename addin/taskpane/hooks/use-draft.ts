import { useCallback, useMemo, useSyncExternalStore } from "react";
import { pageStorage } from "../storage.ts";

const storages = {
  computer: pageStorage("computer"),
  window: pageStorage("window"),
};

/**
 * What was typed and not sent yet: survives errors, steps and reloads. `null`: nothing typed.
 * Every window of this computer shows the same, so that none overwrites another's with old texts;
 * where one looks is each window's own.
 */
export function useDraft<T>(
  key: string,
  kept: "computer" | "window" = "computer",
): readonly [T | null, (draft: T | null) => void] {
  const storage = storages[kept];
  const name = `draft.${key}`;
  const text = useSyncExternalStore(storage.listen, () => storage.read(name));
  const draft = useMemo(() => parsed<T>(text), [text]);
  const change = useCallback(
    (next: T | null) =>
      storage.write(name, next === null ? null : JSON.stringify(next)),
    [storage, name],
  );
  return [draft, change];
}

/** The names of what is typed and not sent, of those that begin so: without the beginning. */
export function useDraftNames(beginning: string): readonly string[] {
  const { computer } = storages;
  const whole = `draft.${beginning}`;
  const names = useSyncExternalStore(computer.listen, () =>
    computer.keys(whole).join("\n"),
  );
  return names
    .split("\n")
    .filter((name) => name !== "")
    .map((name) => name.slice(whole.length));
}

/** What a draft says now, for who looks at many. */
export function readDraft<T>(key: string): T | null {
  return parsed<T>(storages.computer.read(`draft.${key}`));
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? "null") as T | null;
  } catch {
    return null;
  }
}
