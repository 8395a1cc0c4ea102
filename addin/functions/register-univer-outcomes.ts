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
  /** To be asked again; shown until the new answer is there. */
  stale: boolean;
  cancel(): void;
}

/** Distinct calls kept; the oldest go first. */
const limit = 20_000;

/** One frame of a screen and a little: answers that arrive together are calculated once. */
const gatherMilliseconds = 40;

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
  /** Has all cells ask again; each shows its old answer until the new one is there. */
  forget(): void;
} {
  const entries = new Map<string, Entry>();
  let waiting = new Map<string, CellPlace>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const flush = (): void => {
    timer = null;
    const cells = [...waiting.values()];
    waiting = new Map();
    if (cells.length > 0) recalculate(cells);
  };
  const settle = (entry: Entry, outcome: Outcome): void => {
    entry.outcome = outcome;
    for (const [id, cell] of entry.cells) waiting.set(id, cell);
    timer ??= setTimeout(flush, gatherMilliseconds);
  };

  return {
    of(key, cell, begin) {
      const id = `${cell.unitId}|${cell.sheetId}|${cell.row}|${cell.column}`;
      const known = entries.get(key);
      if (known && !known.stale) {
        known.cells.set(id, cell);
        return known.outcome;
      }
      const entry: Entry = {
        outcome: known?.outcome ?? { kind: "pending" },
        cells: new Map([[id, cell]]),
        stale: false,
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
      entry.cancel = () => begun.cancel();
      return entry.outcome;
    },
    forget() {
      for (const entry of entries.values()) {
        entry.cancel();
        entry.stale = true;
        for (const [id, cell] of entry.cells) waiting.set(id, cell);
      }
      timer ??= setTimeout(flush, gatherMilliseconds);
    },
  };
}
