import {
  type ICommandInfo,
  type IExecutionOptions,
  IUndoRedoService,
  type Univer,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import { SetTriggerFormulaCalculationStartMutation } from "@univerjs/engine-formula";
import {
  type ISetRangeValuesMutationParams,
  SetRangeValuesMutation,
  SetSelectionsOperation,
} from "@univerjs/sheets";
import type { FWorkbook } from "@univerjs/sheets/facade";
import { address, overlap, rectangle } from "../a1.ts";
import { actionQueue, listeners } from "../action-queue.ts";
import { constantOf, formulaOf, nameFormula } from "../constants.ts";
import type {
  Selection,
  WorkbookChange,
  WorkbookEdit,
  WorkbookPort,
} from "../port.ts";
import { putTable, tableData, updateRows } from "../tables.ts";
import { readContents, readValues, writeContents } from "./cells.ts";
import { cleanStart } from "./clean-start.ts";
import {
  ensureSheet,
  forgetTable,
  sheetOf,
  tablesOf,
  univerTables,
} from "./table-host.ts";

/** Longest wait for a calculation before the pane goes on without it. */
const calculationLimit = 30_000;

/** The workbook in the browser page. */
export function univerWorkbook(
  univer: Univer,
  api: FUniver,
  /** Called before a full calculation, so that answers of the API are asked for again. */
  beforeRecalculation: () => void = () => undefined,
): WorkbookPort {
  const injector = univer.__getInjector();
  const workbook = activeWorkbook(api);
  const host = univerTables(api, workbook, injector);
  const selectionListeners = listeners<Selection>();
  const changeListeners = listeners<WorkbookChange>();
  let inAction = false;

  const selection = (): Selection => {
    const range = workbook.getActiveRange();
    const sheet =
      range?.getSheetName() ?? workbook.getActiveSheet().getSheetName();
    const area = range
      ? {
          row: range.getRow(),
          column: range.getColumn(),
          rows: range.getHeight(),
          columns: range.getWidth(),
        }
      : { row: 0, column: 0, rows: 1, columns: 1 };
    const first = { ...area, rows: 1, columns: 1 };
    const table = tablesOf(workbook).find(
      (place) => place.sheet === sheet && overlap(first, place.area),
    );
    const onRow = table && first.row > table.area.row;
    const keyCell = { ...first, column: table?.area.column ?? 0 };
    const key = onRow
      ? readValues(sheetOf(workbook, sheet), keyCell, injector)[0]?.[0]
      : null;
    const row =
      table && key !== null && key !== undefined
        ? { table: table.name, key: String(key) }
        : null;
    return { sheet, address: address(area), row };
  };
  const changed = (params: ISetRangeValuesMutationParams): void => {
    const sheet = workbook.getSheetBySheetId(params.subUnitId);
    const area = extent(params);
    if (!sheet || !area) return;
    changeListeners.tell({
      sheet: sheet.getSheetName(),
      address: address(area),
      by: inAction ? "action" : "planner",
    });
  };
  api.addEvent(api.Event.CommandExecuted, (event) => {
    const { id, params } = event as ICommandInfo;
    const { options } = event as { options?: IExecutionOptions };
    if (id === SetSelectionsOperation.id) selectionListeners.tell(selection());
    if (id === SetRangeValuesMutation.id && !options?.["fromFormula"]) {
      changed(params as ISetRangeValuesMutationParams);
    }
  });

  const edit: WorkbookEdit = {
    addSheet: async (name) => ensureSheet(workbook, name),
    activateSheet: async (name) => void sheetOf(workbook, name).activate(),
    removeSheet: async (name) => {
      const sheet = workbook.getSheetByName(name);
      if (!sheet || workbook.getNumSheets() === 1) return;
      for (const place of tablesOf(workbook)) {
        if (place.sheet === name) forgetTable(workbook, place.name);
      }
      workbook.deleteSheet(sheet);
    },
    putTable: (spec) => putTable(host, spec, rectangle(spec.at ?? "A1")),
    updateRows: (table, updates) => updateRows(host, table, updates),
    removeTable: async (name) => {
      const place = await host.find(name);
      if (!place) return;
      await host.clear(place.sheet, place.area);
      forgetTable(workbook, name);
    },
    setValues: async ({ sheet, address: cells }, values) =>
      writeContents(sheetOf(workbook, sheet), rectangle(cells), values),
    setFormulas: async ({ sheet, address: cells }, formulas) =>
      writeContents(
        sheetOf(workbook, sheet),
        rectangle(cells),
        formulas.map((row) => row.map(formulaOf)),
      ),
    setNamed: async (name, value) => {
      const text = nameFormula(value);
      const found = workbook.getDefinedName(name);
      // `setFormula` would put a second `=` before it.
      if (found) found.setRef(text);
      else workbook.insertDefinedName(name, text);
    },
  };

  return {
    capabilities: {
      host: "browser",
      undoGroups: true,
      undo: true,
      formulas: true,
    },
    sheets: async () => {
      const active = workbook.getActiveSheet().getSheetId();
      return workbook.getSheets().map((sheet) => ({
        name: sheet.getSheetName(),
        active: sheet.getSheetId() === active,
      }));
    },
    table: (name) => tableData(host, name),
    named: async (name) =>
      constantOf(workbook.getDefinedName(name)?.getFormulaOrRefString()),
    values: async ({ sheet, address: cells }) =>
      readValues(sheetOf(workbook, sheet), rectangle(cells), injector),
    formulas: async ({ sheet, address: cells }) =>
      readContents(sheetOf(workbook, sheet), rectangle(cells)).map((row) =>
        row.map((content) =>
          typeof content === "object" ? (content?.formula ?? null) : content,
        ),
      ),
    selection: async () => selection(),
    select: async ({ sheet: name, address: cells }) => {
      const sheet = sheetOf(workbook, name);
      sheet.activate();
      sheet.getRange(cells).activate();
    },
    onSelectionChanged: selectionListeners.add,
    onChanged: changeListeners.add,
    action: actionQueue(async (_label, run) => {
      const group = injector
        .get(IUndoRedoService)
        .__tempBatchingUndoRedo(workbook.getId());
      inAction = true;
      try {
        return await run(edit);
      } finally {
        inAction = false;
        group.dispose();
      }
    }),
    undo: async () => {
      if (!injector.get(IUndoRedoService).pitchTopUndoElement()) return false;
      await api.undo();
      return true;
    },
    recalculate: async () => {
      beforeRecalculation();
      await api.executeCommand(
        SetTriggerFormulaCalculationStartMutation.id,
        { ...cleanStart, forceCalculation: true },
        { onlyLocal: true },
      );
      await api.getFormula().onCalculationResultApplied(calculationLimit);
    },
  };
}

function activeWorkbook(api: FUniver): FWorkbook {
  const workbook = api.getActiveWorkbook();
  if (!workbook) throw new Error("the sheet was started without a workbook");
  return workbook;
}

function extent({ cellValue }: ISetRangeValuesMutationParams) {
  const rows = Object.keys(cellValue ?? {}).map(Number);
  const columns = Object.values(cellValue ?? {}).flatMap((row) =>
    Object.keys(row ?? {}).map(Number),
  );
  if (rows.length === 0 || columns.length === 0) return null;
  const span = (numbers: readonly number[]) => {
    let least = Infinity;
    let most = -Infinity;
    for (const number of numbers) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    return { least, count: most - least + 1 };
  };
  const row = span(rows);
  const column = span(columns);
  return {
    row: row.least,
    rows: row.count,
    column: column.least,
    columns: column.count,
  };
}
