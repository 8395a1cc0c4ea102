import {
  address,
  overlap,
  type Rectangle,
  rectangle,
} from "../../../addin/workbook/a1.ts";
import {
  cellsOf,
  clearCells,
  type ExcelModel,
  type ExcelTable,
  moveCells,
  readCells,
  typeCells,
} from "./model.ts";

/** Work that waits for `context.sync()`, as it does in Excel. */
export interface Batch {
  readonly queue: (() => void)[];
  readonly model: ExcelModel;
}

/**
 * An object whose properties can be read only after `load` and a `sync`, and whose
 * setters wait for the `sync`: Excel's own discipline, which ordinary mocks forgive.
 */
function remote<T extends object>(
  batch: Batch,
  read: Record<string, () => unknown>,
  write: Record<string, (value: unknown) => void>,
  methods: T,
): T {
  const loaded = new Map<string, unknown>();
  return new Proxy(methods, {
    get(target, property) {
      const name = String(property);
      if (name === "load") {
        return (names: string | readonly string[]) => {
          for (const path of [names].flat() as string[]) {
            const own = path.split("/")[0] ?? path;
            batch.queue.push(() => {
              const reader = read[own];
              if (!reader) throw new Error(`InvalidArgument: ${own}`);
              loaded.set(own, reader());
            });
          }
        };
      }
      if (name in target) return target[name as keyof T];
      // Known after any sync that touched the object, without being asked for.
      if (name === "isNullObject" && loaded.size > 0) {
        return read["isNullObject"]?.();
      }
      if (name in read) {
        if (!loaded.has(name)) throw new Error(`PropertyNotLoaded: ${name}`);
        return loaded.get(name);
      }
      return undefined;
    },
    set(_, property, value) {
      const writer = write[String(property)];
      if (!writer) throw new Error(`InvalidOperation: ${String(property)}`);
      batch.queue.push(() => writer(value));
      return true;
    },
  });
}

/** Properties that only change how a cell looks; the stand-in has no looks. */
const looks = new Proxy({}, { set: () => true });

export function rangeObject(
  batch: Batch,
  sheet: () => string,
  area: () => Rectangle,
): object {
  const { model } = batch;
  const cells = () => readCells(cellsOf(model, sheet()), area());
  const type = (contents: unknown): void => {
    const grid = contents as unknown[][];
    const { rows, columns } = area();
    if (grid.length !== rows || grid.some((row) => row.length !== columns)) {
      throw new Error("InvalidArgument: the values do not fit the range");
    }
    typeCells(cellsOf(model, sheet()), area(), grid);
    tellChange(model, sheet(), area(), "ThisLocalAddin");
  };
  return remote(
    batch,
    {
      address: () => `'${sheet()}'!${address(area())}`,
      values: () => cells().map((row) => row.map(({ value }) => value)),
      formulas: () => cells().map((row) => row.map(({ formula }) => formula)),
    },
    { values: type, formulas: type, numberFormat: () => undefined },
    {
      format: looks,
      worksheet: sheetObject(batch, sheet),
      getCell: (row: number, column: number) =>
        rangeObject(batch, sheet, () => ({
          row: area().row + row,
          column: area().column + column,
          rows: 1,
          columns: 1,
        })),
      getTables: () => {
        const found = () =>
          model.tables.filter(
            (table) => table.sheet === sheet() && overlap(table.area, area()),
          );
        return remote(
          batch,
          {
            // With the names that `items/name` asks for.
            items: () =>
              found().map((table) => ({
                name: table.name,
                getRange: () =>
                  rangeObject(
                    batch,
                    () => table.sheet,
                    () => table.area,
                  ),
              })),
          },
          {},
          {},
        );
      },
      clear: () => {
        batch.queue.push(() => {
          clearCells(cellsOf(model, sheet()), area());
          tellChange(model, sheet(), area(), "ThisLocalAddin");
        });
      },
      select: () => {
        batch.queue.push(() => {
          cellsOf(model, sheet());
          model.active = sheet();
          model.selected = area();
          for (const listener of model.onSelectionChanged) void listener();
        });
      },
    },
  );
}

export function sheetObject(batch: Batch, sheet: () => string): object {
  const { model } = batch;
  const exists = () => model.sheets.has(sheet());
  return remote(
    batch,
    {
      name: () => {
        cellsOf(model, sheet());
        return sheet();
      },
      isNullObject: () => !exists(),
    },
    {},
    {
      getRange: (text: string) =>
        rangeObject(batch, sheet, () => rectangle(text)),
      activate: () => {
        batch.queue.push(() => {
          cellsOf(model, sheet());
          model.active = sheet();
        });
      },
      delete: () => {
        batch.queue.push(() => {
          model.sheets.delete(sheet());
          model.tables = model.tables.filter((one) => one.sheet !== sheet());
          if (model.active === sheet()) {
            model.active = [...model.sheets.keys()][0] ?? "";
          }
        });
      },
      freezePanes: { freezeRows: () => undefined },
      tables: {
        add: (text: string) => {
          const table: ExcelTable = {
            name: `Table${model.tables.length + 1}`,
            sheet: sheet(),
            area: rectangle(text),
          };
          batch.queue.push(() => {
            cellsOf(model, sheet());
            if (
              model.tables.some(
                (one) =>
                  one.sheet === table.sheet && overlap(one.area, table.area),
              )
            ) {
              throw new Error("InvalidOperation: tables must not overlap");
            }
            model.tables.push(table);
          });
          return namedTable(batch, () => table);
        },
      },
    },
  );
}

/** A table found by name, or the one just made. */
export function namedTable(
  batch: Batch,
  find: () => ExcelTable | undefined,
): object {
  const { model } = batch;
  const table = (): ExcelTable => {
    const found = find();
    if (!found) throw new Error("ItemNotFound: table");
    return found;
  };
  const sheet = () => table().sheet;
  return remote(
    batch,
    { isNullObject: () => find() === undefined, name: () => table().name },
    {
      name: (value) => {
        table().name = String(value);
      },
      style: () => undefined,
      showBandedRows: () => undefined,
    },
    {
      worksheet: sheetObject(batch, sheet),
      getRange: () => rangeObject(batch, sheet, () => table().area),
      resize: (text: string) => {
        batch.queue.push(() => {
          table().area = rectangle(text);
        });
      },
      convertToRange: () => {
        batch.queue.push(() => {
          const gone = table();
          model.tables = model.tables.filter((one) => one !== gone);
        });
      },
      rows: {
        add: (index: number, values: readonly (readonly unknown[])[]) => {
          batch.queue.push(() => {
            const { area } = table();
            const room = {
              ...area,
              row: area.row + 1 + index,
              rows: values.length,
            };
            const cells = cellsOf(model, sheet());
            moveCells(cells, room, "down");
            typeCells(cells, room, values);
            table().area = { ...area, rows: area.rows + values.length };
          });
        },
      },
      columns: {
        add: () => {
          batch.queue.push(() => {
            const { area } = table();
            const room = {
              ...area,
              column: area.column + area.columns,
              columns: 1,
            };
            moveCells(cellsOf(model, sheet()), room, "right");
            table().area = { ...area, columns: area.columns + 1 };
          });
        },
      },
    },
  );
}

/** A named constant. */
export function nameObject(batch: Batch, name: string): object {
  const { names } = batch.model;
  return remote(
    batch,
    {
      isNullObject: () => !names.has(name),
      formula: () => names.get(name) ?? "",
    },
    { formula: (value) => void names.set(name, String(value)) },
    {},
  );
}

export { remote };

export function tellChange(
  model: ExcelModel,
  sheet: string,
  area: Rectangle,
  triggerSource: "ThisLocalAddin" | "Unknown",
): void {
  const change = { worksheetId: sheet, address: address(area), triggerSource };
  for (const listener of model.onChanged) void listener(change);
}
