import { useCallback, useState } from "react";
import { pageStorage } from "../storage.ts";

const storage = pageStorage("computer");

/** What was typed and not sent yet: survives errors, steps and reloads. `null`: nothing typed. */
export function useDraft<T>(
  key: string,
): readonly [T | null, (draft: T | null) => void] {
  const [held, setHeld] = useState(() => ({ key, draft: read<T>(key) }));
  // Another key is another draft: read it while rendering, not one frame later.
  if (held.key !== key) setHeld({ key, draft: read<T>(key) });
  const change = useCallback(
    (draft: T | null) => {
      storage.write(
        `draft.${key}`,
        draft === null ? null : JSON.stringify(draft),
      );
      setHeld({ key, draft });
    },
    [key],
  );
  return [held.key === key ? held.draft : read<T>(key), change];
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(storage.read(`draft.${key}`) ?? "null") as T | null;
  } catch {
    return null;
  }
}
