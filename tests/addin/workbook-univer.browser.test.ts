import type { Browser } from "playwright-core";
import {
  openSheetPage,
  pageWorkbook,
  serveAddin,
  startChromium,
  typeIntoCells,
} from "../support/sheet-page.ts";
import { eventually } from "../contracts/workbook-cases.ts";
import { workbookContract } from "../contracts/workbook-contract.ts";

let browser: Browser;
let server: Awaited<ReturnType<typeof serveAddin>>;

beforeAll(async () => {
  server = await serveAddin();
  browser = await startChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

workbookContract("the browser page", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await openSheetPage(page, server.url);
  return {
    workbook: pageWorkbook(page),
    type: (range, contents) => typeIntoCells(page, range, contents),
    close: () => context.close(),
  };
});

describe("a table on the browser's sheet", () => {
  it("grows the sums below it when it grows", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await openSheetPage(page, server.url);
    const workbook = pageWorkbook(page);
    const put = (rows: readonly (readonly [string, number])[]) =>
      workbook.action("put", (edit) =>
        edit.putTable({
          name: "Plan",
          sheet: "Plan",
          columns: [{ title: "Stage" }, { title: "Units" }],
          rows,
        }),
      );
    await put([
      ["A@DC", 1],
      ["B@DC", 2],
    ]);
    await typeIntoCells(page, { sheet: "Plan", address: "B5" }, [
      ["=SUM(B2:B3)"],
    ]);

    await put([
      ["A@DC", 1],
      ["B@DC", 2],
      ["C@DC", 4],
    ]);
    await workbook.recalculate();

    const below = { sheet: "Plan", address: "B6" };
    expect(await workbook.formulas(below)).toEqual([["=SUM(B2:B4)"]]);
    // 1 + 2 + 4
    expect(await workbook.values(below)).toEqual([[7]]);
    await context.close();
  });
});

describe("a calculation that takes a while", () => {
  it("leaves no cell without its value that was written meanwhile", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await openSheetPage(page, server.url);
    const workbook = pageWorkbook(page);
    const write = (address: string, formulas: readonly string[]) =>
      workbook.action("write", (edit) =>
        edit.setFormulas(
          { sheet: "Sheet1", address },
          formulas.map((formula) => [formula]),
        ),
      );
    await workbook.action("fill", (edit) =>
      edit.setValues(
        { sheet: "Sheet1", address: "A1:A1000" },
        Array.from({ length: 1000 }, (_, index) => [index + 1]),
      ),
    );
    const squares = "SUMPRODUCT(A$1:A$1000*A$1:A$1000)";
    const long = `=${Array(8).fill(squares).join("+")}`;

    for (let row = 1; row <= 2; row++) {
      await write("D1:D400", Array<string>(400).fill(`${long}+${row}`));
      // Changes are gathered for a tenth of a second before they are calculated.
      await page.waitForTimeout(250);
      await write(`B${row}`, [`=SUM(${row},1)`]);
      await page.waitForTimeout(1500);
    }

    await eventually(async () => {
      const sums = await workbook.values({ sheet: "Sheet1", address: "B1:B2" });
      expect(sums).toEqual([[2], [3]]);
    });
    await context.close();
  });
});
