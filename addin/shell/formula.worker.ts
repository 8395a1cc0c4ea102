import { LocaleType, Univer } from "@univerjs/core";
import {
  IFunctionService,
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
const functions = univerFunctions(
  functionsMetadata().functions,
  implementation,
  {
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
  },
);

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
univer
  .__getInjector()
  .get(IFunctionService)
  .registerExecutors(...functions.executors);

tell({ kind: "ready" });
