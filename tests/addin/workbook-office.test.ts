import { officeWorkbook } from "../../addin/workbook/office/workbook.ts";
import { workbookContract } from "../contracts/workbook-contract.ts";
import { excelStandIn } from "../support/excel/stand-in.ts";

workbookContract("Excel, played by a stand-in", async () => {
  const excel = excelStandIn();
  return {
    workbook: officeWorkbook(excel.host),
    type: async (range, contents) => excel.type(range, contents),
    close: async () => undefined,
  };
});
