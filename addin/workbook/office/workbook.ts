import { address, rectangle } from "../a1.ts";
import { actionQueue } from "../action-queue.ts";
import { constantOf, formulaOf, nameFormula } from "../constants.ts";
import type { WorkbookEdit, WorkbookPort } from "../port.ts";
import { putTable, tableData, updateRows } from "../tables.ts";
import { contentOf, fromExcel, writeCells } from "./cells.ts";
import { onExcelEvents } from "./events.ts";
import type { OfficeHost } from "./host.ts";
import { excelSelection } from "./selection.ts";
import { ensureSheet, officeTables } from "./table-host.ts";

/** The workbook in Excel. */
export function officeWorkbook(office: OfficeHost): WorkbookPort {
  const undoGroups = office.supports("ExcelApi", "1.20");
  const events = onExcelEvents(office);
  const range = (
    context: Excel.RequestContext,
    { sheet, address: cells }: { sheet: string; address: string },
  ) => context.workbook.worksheets.getItem(sheet).getRange(cells);

  return {
    capabilities: { host: "excel", undoGroups, undo: false, formulas: true },
    sheets: () =>
      office.run(async (context) => {
        const { worksheets } = context.workbook;
        const active = worksheets.getActiveWorksheet();
        worksheets.load("items/name");
        active.load("name");
        await context.sync();
        return worksheets.items.map(({ name }) => ({
          name,
          active: name === active.name,
        }));
      }),
    table: (name) =>
      office.run((context) => tableData(officeTables(context), name)),
    named: (name) =>
      office.run(async (context) => {
        const item = context.workbook.names.getItemOrNullObject(name);
        item.load("formula");
        await context.sync();
        return item.isNullObject ? null : constantOf(String(item.formula));
      }),
    values: (place) =>
      office.run(async (context) => {
        const cells = range(context, place);
        cells.load("values");
        await context.sync();
        return cells.values.map((row) => row.map(fromExcel));
      }),
    formulas: (place) =>
      office.run(async (context) => {
        const cells = range(context, place);
        cells.load(["formulas", "values"]);
        await context.sync();
        return cells.formulas.map((row, r) =>
          row.map((formula: unknown, c) => {
            const content = contentOf(formula, cells.values[r]?.[c]);
            return content !== null && typeof content === "object"
              ? content.formula
              : content;
          }),
        );
      }),
    selection: () => office.run(excelSelection),
    select: (place) =>
      office.run(async (context) => {
        range(context, place).select();
        await context.sync();
      }),
    onSelectionChanged: events.onSelectionChanged,
    onChanged: events.onChanged,
    action: actionQueue((_label, run) =>
      office.run(
        {
          delayForCellEdit: true,
          ...(undoGroups ? { mergeUndoGroup: true } : {}),
        },
        async (context) => {
          const result = await run(excelEdit(context));
          await context.sync();
          return result;
        },
      ),
    ),
    undo: async () => false,
    recalculate: () =>
      office.run(async (context) => {
        const { application } = context.workbook;
        application.calculate("Full");
        do {
          application.load("calculationState");
          await context.sync();
        } while (application.calculationState !== "Done");
      }),
  };
}

function excelEdit(context: Excel.RequestContext): WorkbookEdit {
  const host = officeTables(context);
  const { names, worksheets } = context.workbook;
  return {
    addSheet: (name) => ensureSheet(context, name),
    activateSheet: async (name) => {
      worksheets.getItem(name).activate();
      await context.sync();
    },
    removeSheet: async (name) => {
      const sheet = worksheets.getItemOrNullObject(name);
      const count = worksheets.getCount();
      sheet.load("isNullObject");
      await context.sync();
      if (sheet.isNullObject || count.value === 1) return;
      sheet.delete();
      await context.sync();
    },
    putTable: (spec) => putTable(host, spec, rectangle(spec.at ?? "A1")),
    updateRows: (table, updates) => updateRows(host, table, updates),
    removeTable: async (name) => {
      const place = await host.find(name);
      if (!place) return;
      context.workbook.tables.getItem(name).convertToRange();
      worksheets.getItem(place.sheet).getRange(address(place.area)).clear();
      await context.sync();
    },
    setValues: ({ sheet, address: cells }, values) =>
      writeCells(context, worksheets.getItem(sheet), rectangle(cells), values),
    setFormulas: ({ sheet, address: cells }, formulas) =>
      writeCells(
        context,
        worksheets.getItem(sheet),
        rectangle(cells),
        formulas.map((row) => row.map(formulaOf)),
      ),
    setNamed: async (name, value) => {
      const item = names.getItemOrNullObject(name);
      item.load("isNullObject");
      await context.sync();
      if (item.isNullObject) names.add(name, nameFormula(value));
      else item.formula = nameFormula(value);
      await context.sync();
    },
  };
}
