import { InputError } from "../../engine/index.ts";
import { address, overlap, type Rectangle, rectangle } from "./a1.ts";
import { actionQueue, listeners } from "./action-queue.ts";
import { formulaOf } from "./constants.ts";
import {
  insertCells,
  type MemoryGrid,
  occupiedFrom,
  readGrid,
  writeGrid,
} from "./memory-grid.ts";
import type {
  CellGrid,
  CellValue,
  RangeAddress,
  Selection,
  WorkbookChange,
  WorkbookEdit,
  WorkbookPort,
} from "./port.ts";
import type { CellContent } from "./table-refresh.ts";
import {
  putTable,
  type TableHost,
  type TablePlace,
  tableData,
  updateRows,
} from "./tables.ts";

interface State {
  readonly sheets: Map<string, MemoryGrid>;
  readonly tables: Map<string, TablePlace>;
  readonly names: Map<string, string | number>;
  active: string;
}

/** The memory twin, and what a planner's hands would do to it. */
export interface MemoryWorkbook extends WorkbookPort {
  /** Types into cells as a planner does; texts that begin with `=` are formulas. */
  type(range: RangeAddress, contents: CellGrid): void;
}

/** A workbook in memory, for tests: it keeps formulas, and calculates none. */
export function memoryWorkbook(): MemoryWorkbook {
  let state: State = {
    sheets: new Map([["Sheet1", { cells: new Map() }]]),
    tables: new Map(),
    names: new Map(),
    active: "Sheet1",
  };
  let cursor: RangeAddress = { sheet: "Sheet1", address: "A1" };
  let pastActions: State[] = [];
  let inAction = false;
  const selectionListeners = listeners<Selection>();
  const changeListeners = listeners<WorkbookChange>();

  const grid = (sheet: string): MemoryGrid => {
    const found = state.sheets.get(sheet);
    if (!found) throw new InputError("sheet", `there is no sheet ${sheet}`);
    return found;
  };
  const put = (
    sheet: string,
    area: Rectangle,
    contents: readonly (readonly CellContent[])[],
  ): void => {
    if (!contents[0]) return;
    writeGrid(grid(sheet), area, contents);
    const written = {
      ...area,
      rows: contents.length,
      columns: contents[0].length,
    };
    changeListeners.tell({
      sheet,
      address: address(written),
      by: inAction ? "action" : "planner",
    });
  };
  const ensureSheet = (name: string): void => {
    if (!state.sheets.has(name)) state.sheets.set(name, { cells: new Map() });
  };
  const host: TableHost = {
    find: async (name) => state.tables.get(name) ?? null,
    contents: async (sheet, area) => readGrid(grid(sheet), area),
    values: async (sheet, area) =>
      readGrid(grid(sheet), area).map((row) => row.map(valueOf)),
    write: async (sheet, area, contents) => put(sheet, area, contents),
    clear: async (sheet, area) =>
      put(
        sheet,
        area,
        readGrid(grid(sheet), area).map((row) => row.map(() => null)),
      ),
    insert: async ({ sheet }, area, move) =>
      insertCells(grid(sheet), area, move),
    occupiedBelow: async ({ sheet, area }) =>
      occupiedFrom(grid(sheet), { ...area, row: area.row + area.rows }),
    adoptable: async ({ sheet, area }) => {
      const beside = { ...area, rows: 1, column: area.column + area.columns };
      const [row = []] = readGrid(grid(sheet), { ...beside, columns: 64 });
      const end = row.findIndex((content) => content === null);
      return end < 0 ? 0 : end;
    },
    ensureSheet: async (name) => ensureSheet(name),
    create: async (place) => void state.tables.set(place.name, place),
    resize: async (name, area) => {
      const place = state.tables.get(name);
      if (place) state.tables.set(name, { ...place, area });
    },
    format: async () => undefined,
  };

  const edit: WorkbookEdit = {
    addSheet: async (name) => ensureSheet(name),
    activateSheet: async (name) => {
      grid(name);
      state.active = name;
    },
    removeSheet: async (name) => {
      if (state.sheets.size === 1) return;
      state.sheets.delete(name);
      for (const [table, { sheet }] of state.tables) {
        if (sheet === name) state.tables.delete(table);
      }
      if (state.active === name) state.active = [...state.sheets.keys()][0]!;
    },
    putTable: (spec) => putTable(host, spec, rectangle(spec.at ?? "A1")),
    updateRows: (table, updates) => updateRows(host, table, updates),
    removeTable: async (name) => {
      const place = state.tables.get(name);
      if (!place) return;
      await host.clear(place.sheet, place.area);
      state.tables.delete(name);
    },
    setValues: async ({ sheet, address: cell }, values) =>
      put(sheet, rectangle(cell), values),
    setFormulas: async ({ sheet, address: cell }, formulas) =>
      put(
        sheet,
        rectangle(cell),
        formulas.map((row) => row.map(formulaOf)),
      ),
    setNamed: async (name, value) => void state.names.set(name, value),
  };

  const selection = (): Selection => ({ ...cursor, row: rowUnder(cursor) });
  const rowUnder = ({ sheet, address: cells }: RangeAddress) => {
    const first = { ...rectangle(cells), rows: 1, columns: 1 };
    for (const { name, sheet: home, area } of state.tables.values()) {
      if (home !== sheet || !overlap(first, area)) continue;
      if (first.row === area.row) continue;
      const keyCell = { ...first, column: area.column };
      const key = readGrid(grid(sheet), keyCell)[0]?.[0] ?? null;
      return { table: name, key: String(valueOf(key) ?? "") };
    }
    return null;
  };

  return {
    capabilities: {
      host: "memory",
      undoGroups: true,
      undo: true,
      formulas: false,
    },
    sheets: async () =>
      [...state.sheets.keys()].map((name) => ({
        name,
        active: name === state.active,
      })),
    table: (name) => tableData(host, name),
    named: async (name) => state.names.get(name) ?? null,
    values: async ({ sheet, address: cells }) =>
      host.values(sheet, rectangle(cells)),
    formulas: async ({ sheet, address: cells }) =>
      readGrid(grid(sheet), rectangle(cells)).map((row) =>
        row.map((content) => (isFormula(content) ? content.formula : content)),
      ),
    selection: async () => selection(),
    select: async (range) => {
      grid(range.sheet);
      cursor = range;
      state.active = range.sheet;
      selectionListeners.tell(selection());
    },
    onSelectionChanged: selectionListeners.add,
    onChanged: changeListeners.add,
    action: actionQueue(async (_label, run) => {
      pastActions.push(copyOf(state));
      inAction = true;
      try {
        return await run(edit);
      } finally {
        inAction = false;
      }
    }),
    undo: async () => {
      const before = pastActions.at(-1);
      if (!before) return false;
      pastActions = pastActions.slice(0, -1);
      state = before;
      return true;
    },
    recalculate: async () => undefined,
    type: ({ sheet, address: cell }, contents) =>
      put(
        sheet,
        rectangle(cell),
        contents.map((row) => row.map(formulaOf)),
      ),
  };
}

function copyOf(state: State): State {
  return {
    sheets: new Map(
      [...state.sheets].map(([name, { cells }]) => [
        name,
        { cells: new Map(cells) },
      ]),
    ),
    tables: new Map(state.tables),
    names: new Map(state.names),
    active: state.active,
  };
}

const isFormula = (
  content: CellContent,
): content is { readonly formula: string } =>
  content !== null && typeof content === "object";

/** The twin calculates nothing: a formula has no value. */
const valueOf = (content: CellContent): CellValue =>
  isFormula(content) ? null : content;
