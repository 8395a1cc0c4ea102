/** What one cell holds. An error is its Excel text: `"#VALUE!"`. Dates are Excel serial numbers. */
export type CellValue = string | number | boolean | null;

/** Rows of cells, each of one width. */
export type CellGrid = readonly (readonly CellValue[])[];

/** A rectangle on one sheet: `{ sheet: "Plan", address: "B2:D9" }`. */
export interface RangeAddress {
  readonly sheet: string;
  /** A1 style, without sheet name and dollars. */
  readonly address: string;
}

/** One sheet of the workbook. */
export interface SheetInfo {
  readonly name: string;
  readonly active: boolean;
}

/** One column that we write. */
export interface TableColumn {
  /** Header text; no two columns of a table share it. */
  readonly title: string;
  /** An Excel number format: `#,##0`, `0.0%`; general when omitted. */
  readonly format?: string;
  /** The formats of rows that differ from `format`, by key: a unit with decimals among whole ones. */
  readonly formats?: Readonly<Record<string, string>>;
  /** Pixels; the host's default when omitted. */
  readonly width?: number;
}

/** A table to show. The first column is the key of its rows: a text, and never twice. */
export interface TableSpec {
  /** A name that a formula may use: `Recommendations`. */
  readonly name: string;
  /** Made when the workbook has none of that name. */
  readonly sheet: string;
  /** Top left cell of the header; `A1` when omitted. Ignored when the table exists: it stays where the planner put it. */
  readonly at?: string;
  readonly columns: readonly TableColumn[];
  /** As wide as `columns`. Texts stay texts, whatever sign they begin with. */
  readonly rows: CellGrid;
}

/** A table as it stands in the workbook. */
export interface TableData {
  readonly name: string;
  readonly sheet: string;
  /** Header and rows. */
  readonly address: string;
  /** Ours, then those the planner added at the right. */
  readonly columns: readonly string[];
  readonly rows: CellGrid;
}

/** New values for one row of a table; columns not named keep theirs. */
export interface RowUpdate {
  readonly key: string;
  readonly values: Readonly<Record<string, CellValue>>;
}

/** What `updateRows` did: the keys it found, and those that the table has not. */
export interface RowUpdateResult {
  readonly updated: number;
  readonly missing: readonly string[];
}

/** Where the planner's cursor is. */
export interface Selection extends RangeAddress {
  /** The table row under the first selected cell; `null` beside tables and on a header. */
  readonly row: { readonly table: string; readonly key: string } | null;
}

/** Cells that changed. */
export interface WorkbookChange extends RangeAddress {
  /** `action` when one of our own actions wrote them. */
  readonly by: "planner" | "action";
}

/** What the host can do, for the pane to offer only what works. */
export interface WorkbookCapabilities {
  readonly host: "excel" | "browser" | "memory";
  /** Whether one undo takes back a whole action. */
  readonly undoGroups: boolean;
  /** Whether `undo()` works; otherwise the planner uses the host's own undo. */
  readonly undo: boolean;
  /** Whether formulas are calculated. */
  readonly formulas: boolean;
}

/** Stops a listener. */
export type Unsubscribe = () => void;

/** What an action may do. Only valid until the action's function returns. */
export interface WorkbookEdit {
  /** Adds a sheet at the end; nothing happens when one of that name exists. */
  addSheet(name: string): Promise<void>;
  /** @throws InputError when there is no such sheet */
  activateSheet(name: string): Promise<void>;
  /** Nothing happens when there is no such sheet; the last sheet stays. */
  removeSheet(name: string): Promise<void>;
  /**
   * Creates a table, or refreshes the one of that name. A refresh keeps the order of the
   * rows that stay (the planner may have sorted them), puts new ones in above the last
   * row, so that sums over the table's cells grow with it, and closes up where a row has
   * gone. Columns that the planner added at the right follow their row. Formulas beside
   * the table stay where they are; cells below it are moved down, never over-written.
   * @throws InputError when a key or a title comes twice, or a row has another width
   */
  putTable(spec: TableSpec): Promise<TableData>;
  /** @throws InputError when there is no such table or column */
  updateRows(
    table: string,
    updates: readonly RowUpdate[],
  ): Promise<RowUpdateResult>;
  /** Removes the table with its cells; nothing happens when there is none. */
  removeTable(name: string): Promise<void>;
  /** Writes values; texts stay texts. The grid's size decides, from the first cell of the address. */
  setValues(range: RangeAddress, values: CellGrid): Promise<void>;
  /** Writes formulas with their `=`; anything else is written as a value. */
  setFormulas(range: RangeAddress, formulas: CellGrid): Promise<void>;
  /** A named constant that formulas can use: `Stock_value_after`. */
  setNamed(name: string, value: string | number): Promise<void>;
}

/** The workbook as the pane sees it, whichever host shows it. */
export interface WorkbookPort {
  readonly capabilities: WorkbookCapabilities;
  sheets(): Promise<readonly SheetInfo[]>;
  /** `null` when the workbook has no table of that name. */
  table(name: string): Promise<TableData | null>;
  /** `null` when the workbook has no constant of that name. */
  named(name: string): Promise<CellValue>;
  values(range: RangeAddress): Promise<CellGrid>;
  /** Formulas with their `=`; the value where a cell has none. */
  formulas(range: RangeAddress): Promise<CellGrid>;
  selection(): Promise<Selection>;
  /** Selects cells and brings their sheet to the front. */
  select(range: RangeAddress): Promise<void>;
  onSelectionChanged(listener: (selection: Selection) => void): Unsubscribe;
  onChanged(listener: (change: WorkbookChange) => void): Unsubscribe;
  /**
   * Changes the workbook. One action is one step of undo where the host can
   * (`capabilities.undoGroups`). Actions run one after the other. When `edit` throws,
   * what it has already written stays, and one undo takes it back.
   */
  action<T>(
    label: string,
    edit: (edit: WorkbookEdit) => Promise<T>,
  ): Promise<T>;
  /** Takes back the last action. `false` when there is none, or the host keeps its undo to itself. */
  undo(): Promise<boolean>;
  /** Calculates every formula again, and waits until the host is done. */
  recalculate(): Promise<void>;
}
