import type { IWorkbookData } from "@univerjs/core";
import type { FunctionMetadata } from "../functions/metadata.ts";

/** stub while the page is being built */
export function welcomeWorkbook(
  _functions: readonly FunctionMetadata[],
): Partial<IWorkbookData> {
  return {
    id: "workbook",
    name: "Stockwright",
    sheetOrder: ["welcome"],
    sheets: {
      welcome: {
        id: "welcome",
        name: "Welcome",
        cellData: {
          0: {
            0: { v: 12 },
            1: { f: "=STOCK.EOQ(1200,50,3)" },
            2: { f: "=STOCK.EOQ(-1,50,3)" },
            3: { f: "=NORM.S.INV(0.95)" },
          },
        },
      },
    },
  };
}
