/** What became of one call: a value, an error to show with its reason, or nothing yet. */
export type Outcome =
  | { readonly kind: "value"; readonly value: unknown }
  | {
      readonly kind: "error";
      readonly code: string;
      readonly message: string;
    }
  | { readonly kind: "pending" };

/** A cell of the sheet that the calculation stands in. */
export interface CellPlace {
  readonly unitId: string;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

interface Entry {
  outcome: Outcome;
  readonly cells: Map<string, CellPlace>;
  /** Whether `begin` is still at work: what it tells by then is its answer, and no news. */
  beginning: boolean;
  /** To be asked again; shown until the new answer is there. */
  stale: boolean;
  cancel(): void;
}

/** Distinct calls kept; the oldest go first. */
const limit = 20_000;

/** One frame of a screen and a little: answers that arrive together are calculated once. */
const gatherMilliseconds = 40;

/** A recalculation asks all questions of a cell within this time. */
const askMilliseconds = 500;

/** Keeps the answers of calls that take time, and says once per batch which cells to calculate again. */
export function callOutcomes(
  recalculate: (cells: readonly CellPlace[]) => void,
): {
  /** The outcome of a call; `begin` runs when it is a new one. */
  of(
    key: string,
    cell: CellPlace,
    begin: (tell: (outcome: Outcome) => void) => { cancel(): void },
  ): Outcome;
  /** Has calls asked again; their cells show the old answers until the new ones are there. */
  forget(isOld: (key: string) => boolean): void;
  /** Cancels calls that no cell waits for any more: of cells that are gone, by their word. */
  release(isGone: (cell: CellPlace) => boolean): void;
} {
  const entries = new Map<string, Entry>();
  /** Keys of the calls that each cell waits for. */
  const waitsFor = new Map<string, Set<string>>();
  /** What a cell has asked for since its last recalculation began. */
  const asked = new Map<
    string,
    { readonly since: number; readonly keys: Set<string> }
  >();
  let askTimer: ReturnType<typeof setTimeout> | null = null;
  let waiting = new Map<string, CellPlace>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = (): void => {
    timer = null;
    const cells = [...waiting.values()];
    waiting = new Map();
    if (cells.length > 0) recalculate(cells);
  };
  const leave = (id: string, isLeft: (key: string) => boolean): void => {
    const keys = waitsFor.get(id);
    for (const key of keys ?? []) {
      if (!isLeft(key)) continue;
      keys?.delete(key);
      const entry = entries.get(key);
      if (!entry?.cells.delete(id) || entry.cells.size > 0) continue;
      entries.delete(key);
      entry.cancel();
    }
    if (keys?.size === 0) waitsFor.delete(id);
  };
  /** A cell that asks otherwise than before no longer waits for its old answers. */
  const leaveOld = (): void => {
    askTimer = null;
    const now = performance.now();
    for (const [id, { since, keys }] of asked) {
      if (now - since < askMilliseconds) continue;
      asked.delete(id);
      leave(id, (key) => !keys.has(key));
    }
    if (asked.size > 0) askTimer = setTimeout(leaveOld, askMilliseconds);
  };
  const noteAsked = (id: string, key: string): void => {
    const keys = waitsFor.get(id);
    if (keys) keys.add(key);
    else waitsFor.set(id, new Set([key]));
    const burst = asked.get(id);
    if (burst) burst.keys.add(key);
    else asked.set(id, { since: performance.now(), keys: new Set([key]) });
    askTimer ??= setTimeout(leaveOld, askMilliseconds + 10);
  };
  const settle = (entry: Entry, outcome: Outcome): void => {
    entry.outcome = outcome;
    if (entry.beginning) return;
    for (const [id, cell] of entry.cells) waiting.set(id, cell);
    timer ??= setTimeout(flush, gatherMilliseconds);
  };

  return {
    of(key, cell, begin) {
      const id = `${cell.unitId}|${cell.sheetId}|${cell.row}|${cell.column}`;
      noteAsked(id, key);
      const known = entries.get(key);
      if (known && !known.stale) {
        known.cells.set(id, cell);
        return known.outcome;
      }
      const entry: Entry = {
        outcome: known?.outcome ?? { kind: "pending" },
        cells: new Map([[id, cell]]),
        stale: false,
        beginning: true,
        cancel: () => undefined,
      };
      entries.set(key, entry);
      if (entries.size > limit) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      const begun = begin((outcome) => {
        if (entries.get(key) === entry) settle(entry, outcome);
      });
      entry.beginning = false;
      entry.cancel = () => begun.cancel();
      return entry.outcome;
    },
    release(isGone) {
      const gone = new Set<string>();
      for (const { cells } of entries.values()) {
        for (const [id, cell] of cells) if (isGone(cell)) gone.add(id);
      }
      for (const id of gone) leave(id, () => true);
    },
    forget(isOld) {
      for (const [key, entry] of entries) {
        if (!isOld(key)) continue;
        entry.cancel();
        entry.stale = true;
        for (const [id, cell] of entry.cells) waiting.set(id, cell);
      }
      timer ??= setTimeout(flush, gatherMilliseconds);
    },
  };
}
