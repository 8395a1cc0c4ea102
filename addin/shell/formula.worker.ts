import { ICommandService, LocaleType, Univer } from "@univerjs/core";
import {
  FormulaDataModel,
  IFunctionService,
  SetFormulaDataMutation,
  UniverFormulaEnginePlugin,
} from "@univerjs/engine-formula";
import { UniverRPCWorkerThreadPlugin } from "@univerjs/rpc";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import { UniverRemoteSheetsFormulaPlugin } from "@univerjs/sheets-formula";
import { setCellSession } from "../functions/cell-session.ts";
import { functionsMetadata } from "../functions/metadata.ts";
import type { CellPlace } from "../functions/register-univer-outcomes.ts";
import { installCellRuntime } from "../functions/register-univer-runtime.ts";
import { univerFunctions } from "../functions/register-univer-worker.ts";
import { implementation } from "./implementations.ts";
import type { FromFormulas, ToFormulas } from "./formula-channel.ts";

installCellRuntime();

// Univer talks over the worker's own messages; ours go beside them, on a channel of this page.
const channel = new BroadcastChannel(self.name);
const tell = (message: FromFormulas): void => channel.postMessage(message);

let messages: (readonly [CellPlace, string | null])[] = [];
const functions = univerFunctions(functionsMetadata(), implementation, {
  message(cell, message) {
    if (messages.length === 0) {
      setTimeout(() => {
        tell({ kind: "messages", messages });
        messages = [];
      });
    }
    messages.push([cell, message]);
  },
  recalculate: (cells) => tell({ kind: "recalculate", cells }),
});

channel.addEventListener("message", ({ data }: MessageEvent<ToFormulas>) => {
  switch (data.kind) {
    case "session":
      setCellSession(data.session);
      functions.forget();
      return;
    case "forget":
      functions.forget();
      return;
  }
});

const univer = new Univer({ locale: LocaleType.EN_US, locales: {} });
univer.registerPlugin(UniverSheetsPlugin, {
  onlyRegisterFormulaRelatedMutations: true,
});
univer.registerPlugin(UniverFormulaEnginePlugin);
univer.registerPlugin(UniverRPCWorkerThreadPlugin);
univer.registerPlugin(UniverRemoteSheetsFormulaPlugin);
const injector = univer.__getInjector();
injector.get(IFunctionService).registerExecutors(...functions.executors);

// A cell that was cleared, or went with its row or sheet, takes its calculation with it.
let releasing: ReturnType<typeof setTimeout> | null = null;
injector.get(ICommandService).onCommandExecuted(({ id }) => {
  const removes = id === SetFormulaDataMutation.id || id.includes(".remove-");
  if (!removes || releasing !== null) return;
  releasing = setTimeout(() => {
    releasing = null;
    const formulas = injector.get(FormulaDataModel);
    functions.release(
      ({ unitId, sheetId, row, column }) =>
        !formulas.getFormulaStringByCell(row, column, sheetId, unitId),
    );
  }, 100);
});

tell({ kind: "ready" });
