import type { IWorkbookData } from "@univerjs/core";

/** A workbook as it was kept, and when. */
export interface Kept {
  readonly savedAt: number;
  readonly snapshot: Partial<IWorkbookData>;
}

const name = "stockwright";
const store = "workbooks";
const id = "workbook";
const leavingKey = "stockwright.workbook.leaving";

/** The workbook this browser kept, or `null` on a first visit. */
export async function keptWorkbook(): Promise<Kept | null> {
  const kept = [await fromDatabase(), fromLeaving()].filter(
    (one) => one !== null,
  );
  kept.sort((a, b) => b.savedAt - a.savedAt);
  return kept[0] ?? null;
}

/** Keeps the workbook; returns when. */
export async function keepWorkbook(
  snapshot: Partial<IWorkbookData>,
): Promise<number> {
  const kept: Kept = { savedAt: Date.now(), snapshot };
  const database = await open();
  await done(
    database
      .transaction(store, "readwrite", { durability: "strict" })
      .objectStore(store)
      .put(kept, id),
  );
  database.close();
  localStorage.removeItem(leavingKey);
  return kept.savedAt;
}

/**
 * Keeps the workbook while the page goes away: the database would answer too late.
 * A workbook larger than the browser allows here has only its last regular save.
 */
export function keepWhileLeaving(snapshot: Partial<IWorkbookData>): void {
  const kept: Kept = { savedAt: Date.now(), snapshot };
  try {
    localStorage.setItem(leavingKey, JSON.stringify(kept));
  } catch {
    localStorage.removeItem(leavingKey);
  }
}

async function fromDatabase(): Promise<Kept | null> {
  const database = await open();
  const found = await done<Kept | undefined>(
    database.transaction(store).objectStore(store).get(id),
  );
  database.close();
  return found ?? null;
}

function fromLeaving(): Kept | null {
  const text = localStorage.getItem(leavingKey);
  return text ? (JSON.parse(text) as Kept) : null;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener("upgradeneeded", () =>
    request.result.createObjectStore(store),
  );
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("the browser's storage failed")),
    );
  });
}
