import { rectangle } from "../../../addin/workbook/a1.ts";
import type { OfficeHost } from "../../../addin/workbook/office/host.ts";
import type { CellGrid, RangeAddress } from "../../../addin/workbook/port.ts";
import { cellsOf, emptyModel, typeCells } from "./model.ts";
import {
  type Batch,
  namedTable,
  nameObject,
  rangeObject,
  remote,
  sheetObject,
  tellChange,
} from "./objects.ts";

/** A stand-in for Excel's side of Office.js, and the planner's hands on it. */
export interface ExcelStandIn {
  readonly host: OfficeHost;
  /** Types into cells; a table takes in the column typed beside it, as Excel does. */
  type(range: RangeAddress, contents: CellGrid): void;
}

/** Starts a workbook that answers `Excel.run` as Excel does; README.md beside says what it leaves out. */
export function excelStandIn(): ExcelStandIn {
  const model = emptyModel();
  const context = (): object => {
    const batch: Batch = { queue: [], model };
    const active = () => model.active;
    return {
      sync: async () => {
        for (const work of batch.queue.splice(0)) work();
      },
      workbook: {
        application: remote(
          batch,
          { calculationState: () => "Done" },
          {},
          { calculate: () => undefined },
        ),
        worksheets: remote(
          batch,
          {
            items: () => [...model.sheets.keys()].map((name) => ({ name })),
          },
          {},
          {
            getItem: (name: string) => sheetObject(batch, () => name),
            getItemOrNullObject: (name: string) =>
              sheetObject(batch, () => name),
            getActiveWorksheet: () => sheetObject(batch, active),
            getCount: () => ({
              get value() {
                return model.sheets.size;
              },
            }),
            add: (name: string) => {
              batch.queue.push(() => void model.sheets.set(name, new Map()));
            },
            onChanged: {
              add: (listener: (typeof model.onChanged)[number]) => {
                batch.queue.push(() => void model.onChanged.push(listener));
              },
            },
          },
        ),
        tables: {
          getItem: (name: string) => tableNamed(batch, name),
          getItemOrNullObject: (name: string) => tableNamed(batch, name),
        },
        names: {
          getItemOrNullObject: (name: string) => nameObject(batch, name),
          add: (name: string, formula: string) => {
            batch.queue.push(() => void model.names.set(name, formula));
          },
        },
        getSelectedRange: () =>
          rangeObject(batch, active, () => model.selected),
        getActiveCell: () =>
          rangeObject(batch, active, () => ({
            ...model.selected,
            rows: 1,
            columns: 1,
          })),
        onSelectionChanged: {
          add: (listener: () => Promise<void>) => {
            batch.queue.push(
              () => void model.onSelectionChanged.push(listener),
            );
          },
        },
      },
    };
  };
  const tableNamed = (batch: Batch, name: string) =>
    namedTable(batch, () => model.tables.find((one) => one.name === name));
  const run = (...args: readonly unknown[]): Promise<unknown> => {
    const work = args.at(-1) as (inner: object) => Promise<unknown>;
    return work(context());
  };

  return {
    host: { run: run as unknown as typeof Excel.run, supports: () => true },
    type: ({ sheet, address }, contents) => {
      const first = rectangle(address);
      const area = {
        ...first,
        rows: contents.length,
        columns: contents[0]?.length ?? 0,
      };
      typeCells(cellsOf(model, sheet), area, contents);
      for (const table of model.tables) {
        const beside = table.area.column + table.area.columns;
        const inRows =
          area.row >= table.area.row &&
          area.row < table.area.row + table.area.rows;
        if (table.sheet === sheet && inRows && area.column === beside) {
          table.area = {
            ...table.area,
            columns: table.area.columns + area.columns,
          };
        }
      }
      tellChange(model, sheet, area, "Unknown");
    },
  };
}
