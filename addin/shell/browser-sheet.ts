import { CommandType, type IWorkbookData } from "@univerjs/core";
import { SetTriggerFormulaCalculationStartMutation } from "@univerjs/engine-formula";
import type { CellSession } from "../functions/cell-session.ts";
import { functionsMetadata } from "../functions/metadata.ts";
import { functionHelp } from "../functions/register-univer-page.ts";
import { rectangle } from "../workbook/a1.ts";
import type { WorkbookPort } from "../workbook/port.ts";
import { cleanStart } from "../workbook/univer/clean-start.ts";
import { startUniver } from "../workbook/univer/start.ts";
import { univerWorkbook } from "../workbook/univer/workbook.ts";
import { autosave, type SaveState } from "./autosave.ts";
import type { FromFormulas, ToFormulas } from "./formula-channel.ts";
import { keptWorkbook } from "./keep.ts";
import { statusLine } from "./status-line.ts";
import { welcomeWorkbook } from "./welcome.ts";
import "@univerjs/design/lib/index.css";
import "@univerjs/ui/lib/index.css";
import "@univerjs/docs-ui/lib/index.css";
import "@univerjs/sheets-ui/lib/index.css";
import "@univerjs/sheets-formula-ui/lib/index.css";
import "@univerjs/sheets-numfmt-ui/lib/index.css";

/** The sheet of the page, and what the page may tell it. */
export interface BrowserSheet {
  readonly workbook: WorkbookPort;
  setDark(dark: boolean): void;
  /** Whom the cells speak for from now on. */
  tell(session: CellSession): void;
}

/** Starts the sheet with the kept workbook, or with the welcome sheet on a first visit. */
export async function openSheet(options: {
  readonly container: HTMLElement;
  readonly status: HTMLElement;
  readonly session: CellSession;
  readonly dark: boolean;
  showSaved(state: SaveState): void;
}): Promise<BrowserSheet> {
  const functions = functionsMetadata();
  const formulas = startFormulas();
  formulas.tell({ kind: "session", session: options.session });
  const kept = await keptWorkbook();
  const snapshot = kept?.snapshot ?? welcomeWorkbook(functions);
  await formulas.ready;

  const { univer, api } = startUniver({
    container: options.container,
    worker: formulas.worker,
    snapshot,
    functions: functionHelp(functions),
    dark: options.dark,
  });
  const workbook = univerWorkbook(univer, api, () =>
    formulas.tell({ kind: "forget" }),
  );
  const book = api.getActiveWorkbook();
  const line = statusLine(
    options.status,
    workbook,
    (sheet) => book?.getSheetByName(sheet)?.getSheetId() ?? null,
    rectangle,
  );
  const keep = autosave(
    () => book?.save() as Partial<IWorkbookData>,
    kept?.savedAt ?? 0,
    options.showSaved,
  );
  workbook.onSelectionChanged(() => line.refresh());
  api.getFormula().calculationResultApplied(() => line.refresh());
  api.addEvent(api.Event.CommandExecuted, ({ id, type }) => {
    const ofSheet = id.startsWith("sheet.mutation.") || keptMutations.has(id);
    if (type === CommandType.MUTATION && ofSheet) keep.changed();
  });
  formulas.listen((message) => {
    switch (message.kind) {
      case "messages":
        for (const [cell, text] of message.messages) line.message(cell, text);
        line.refresh();
        return;
      case "recalculate": {
        const dirtyRanges = message.cells.map((cell) => ({
          unitId: cell.unitId,
          sheetId: cell.sheetId,
          range: {
            startRow: cell.row,
            endRow: cell.row,
            startColumn: cell.column,
            endColumn: cell.column,
          },
        }));
        void api.executeCommand(
          SetTriggerFormulaCalculationStartMutation.id,
          { ...cleanStart, dirtyRanges },
          { onlyLocal: true },
        );
        return;
      }
      case "ready":
        return;
    }
  });
  return {
    workbook,
    setDark: (dark) => void api.toggleDarkMode(dark),
    tell: (session) => formulas.tell({ kind: "session", session }),
  };
}

/** Changes outside the cells that are worth keeping. */
const keptMutations = new Set([
  "formula.mutation.set-defined-name",
  "formula.mutation.remove-defined-name",
]);

interface Formulas {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  tell(message: ToFormulas): void;
  listen(listener: (message: FromFormulas) => void): void;
}

/** Starts the thread that calculates. */
function startFormulas(): Formulas {
  const name = `stockwright-${crypto.randomUUID()}`;
  const channel = new BroadcastChannel(name);
  const listeners: ((message: FromFormulas) => void)[] = [];
  const waiting: ToFormulas[] = [];
  let isReady = false;
  const ready = new Promise<void>((resolve) => {
    channel.addEventListener(
      "message",
      ({ data }: MessageEvent<FromFormulas>) => {
        if (data.kind === "ready") {
          isReady = true;
          for (const message of waiting) channel.postMessage(message);
          resolve();
        }
        for (const listener of listeners) listener(data);
      },
    );
  });
  const worker = new Worker(
    /* webpackChunkName: "formulas" */ new URL(
      "./formula.worker.ts",
      import.meta.url,
    ),
    { name },
  );
  return {
    worker,
    ready,
    tell: (message) =>
      isReady ? channel.postMessage(message) : void waiting.push(message),
    listen: (listener) => void listeners.push(listener),
  };
}
