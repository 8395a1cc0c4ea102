import {
  type IWorkbookData,
  LocaleType,
  merge,
  Univer,
  UniverInstanceType,
} from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import designEnUS from "@univerjs/design/locale/en-US";
import { UniverDocsPlugin } from "@univerjs/docs";
import { UniverDocsUIPlugin } from "@univerjs/docs-ui";
import docsUIEnUS from "@univerjs/docs-ui/locale/en-US";
import { UniverFormulaEnginePlugin } from "@univerjs/engine-formula";
import { UniverRenderEnginePlugin } from "@univerjs/engine-render";
import { UniverRPCMainThreadPlugin } from "@univerjs/rpc";
import { UniverSheetsPlugin } from "@univerjs/sheets";
import {
  CalculationMode,
  UniverSheetsFormulaPlugin,
} from "@univerjs/sheets-formula";
import { UniverSheetsFormulaUIPlugin } from "@univerjs/sheets-formula-ui";
import formulaUIEnUS from "@univerjs/sheets-formula-ui/locale/en-US";
import formulaEnUS from "@univerjs/sheets-formula/locale/en-US";
import { UniverSheetsNumfmtPlugin } from "@univerjs/sheets-numfmt";
import { UniverSheetsNumfmtUIPlugin } from "@univerjs/sheets-numfmt-ui";
import numfmtUIEnUS from "@univerjs/sheets-numfmt-ui/locale/en-US";
import { UniverSheetsUIPlugin } from "@univerjs/sheets-ui";
import sheetsUIEnUS from "@univerjs/sheets-ui/locale/en-US";
import sheetsEnUS from "@univerjs/sheets/locale/en-US";
import { UniverUIPlugin } from "@univerjs/ui";
import uiEnUS from "@univerjs/ui/locale/en-US";
import "@univerjs/engine-formula/facade";
import "@univerjs/sheets-formula/facade";
import "@univerjs/sheets-numfmt/facade";
import "@univerjs/sheets-ui/facade";
import "@univerjs/sheets/facade";
import "@univerjs/ui/facade";
import { retrieveLostCalculations } from "./lost-calculations.ts";
import { hiddenMenuItems } from "./menu.ts";
import { sheetTheme } from "./theme.ts";
import type { IFunctionInfo } from "@univerjs/engine-formula";

/** What the sheet is started with. */
export interface UniverOptions {
  readonly container: HTMLElement;
  /** Calculates the formulas. */
  readonly worker: Worker;
  readonly snapshot: Partial<IWorkbookData>;
  /** Help for the custom functions. */
  readonly functions: readonly IFunctionInfo[];
  readonly dark: boolean;
}

/** Starts the sheet in the page. Formulas are calculated in the worker, never here. */
export function startUniver(options: UniverOptions): {
  readonly univer: Univer;
  readonly api: FUniver;
} {
  const univer = new Univer({
    theme: sheetTheme,
    darkMode: options.dark,
    locale: LocaleType.EN_US,
    locales: {
      [LocaleType.EN_US]: merge(
        {},
        designEnUS,
        uiEnUS,
        docsUIEnUS,
        sheetsEnUS,
        sheetsUIEnUS,
        formulaEnUS,
        formulaUIEnUS,
        numfmtUIEnUS,
      ),
    },
  });
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverFormulaEnginePlugin, { notExecuteFormula: true });
  univer.registerPlugin(UniverUIPlugin, {
    container: options.container,
    header: true,
    toolbar: true,
    ribbonType: "simple",
    footer: true,
    contextMenu: true,
    disableAutoFocus: true,
    menu: hiddenMenuItems,
  });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    formulaBar: true,
    disableForceStringAlert: true,
    disableForceStringMark: true,
    menu: hiddenMenuItems,
  });
  univer.registerPlugin(UniverRPCMainThreadPlugin, {
    workerURL: options.worker,
  });
  univer.registerPlugin(UniverSheetsFormulaPlugin, {
    notExecuteFormula: true,
    initialFormulaComputing: CalculationMode.FORCED,
    description: [...options.functions],
  });
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin);
  univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
  retrieveLostCalculations(univer);
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, options.snapshot);
  return { univer, api: FUniver.newAPI(univer) };
}
