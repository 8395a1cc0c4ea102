import { memoryWorkbook } from "../../addin/workbook/memory.ts";
import { workbookContract } from "../contracts/workbook-contract.ts";

workbookContract("memory", async () => {
  const workbook = memoryWorkbook();
  return {
    workbook,
    type: async (range, contents) => workbook.type(range, contents),
    close: async () => undefined,
  };
});
