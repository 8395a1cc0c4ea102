import type { CellPlace } from "../functions/register-univer-outcomes.ts";
import type { WorkbookPort } from "../workbook/port.ts";
import { errorHelp } from "./error-help.ts";

/** The line under the sheet that says what is behind an error value. */
export interface StatusLine {
  /** News of the calculating thread about one cell. */
  message(cell: CellPlace, message: string | null): void;
  /** Looks at the selected cell again. */
  refresh(): void;
}

/** Fills the status line for the selected cell. `sheetId` gives the id of a sheet's name. */
export function statusLine(
  element: HTMLElement,
  workbook: WorkbookPort,
  sheetId: (sheet: string) => string | null,
  cellOf: (address: string) => {
    readonly row: number;
    readonly column: number;
  },
): StatusLine {
  const messages = new Map<string, string>();
  const place = (sheet: string, row: number, column: number) =>
    `${sheet}|${row}|${column}`;

  const refresh = async (): Promise<void> => {
    const { sheet, address } = await workbook.selection();
    const [first = "A1"] = address.split(":");
    const [[value] = []] = await workbook.values({ sheet, address: first });
    const general = errorHelp(value);
    if (general === null) {
      element.textContent = "";
      element.dataset["kind"] = "none";
      return;
    }
    const { row, column } = cellOf(first);
    const own = messages.get(place(sheetId(sheet) ?? "", row, column));
    const text = document.createElement("span");
    const name = document.createElement("strong");
    name.textContent = `${first} ${String(value)}`;
    text.textContent = own ?? general;
    element.replaceChildren(name, text);
    element.dataset["kind"] = value === "#CALC!" ? "waiting" : "error";
  };

  return {
    message(cell, message) {
      const key = place(cell.sheetId, cell.row, cell.column);
      if (message === null) messages.delete(key);
      else messages.set(key, message);
    },
    refresh: () => void refresh(),
  };
}
