import type { Browser, Page } from "playwright-core";
import {
  openSheetPage,
  pageWorkbook,
  serveAddin,
  sheetIsThere,
  startChromium,
  typeIntoCells,
} from "../support/sheet-page.ts";

const on = (address: string) => ({ sheet: "Sheet1", address });
const saved = (page: Page, state: string) =>
  page.locator(`#saved[data-state=${state}]`).waitFor();
const valueAt = async (page: Page, address: string) =>
  (await pageWorkbook(page).values(on(address)))[0]?.[0];

/** When this browser kept the workbook last. */
const keptAt = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("stockwright", 1);
        opening.addEventListener("success", () => {
          const { result: database } = opening;
          const asked = database
            .transaction("workbooks")
            .objectStore("workbooks")
            .get("workbook");
          asked.addEventListener("success", () => {
            database.close();
            resolve(
              (asked.result as { savedAt: number } | undefined)?.savedAt ?? 0,
            );
          });
        });
      }),
  );

/** Types a cell, and waits until the workbook with it is kept. */
async function keep(page: Page, address: string, value: number): Promise<void> {
  const before = Date.now();
  await typeIntoCells(page, on(address), [[value]]);
  while ((await keptAt(page)) < before) await page.waitForTimeout(100);
}

describe("a workbook in two tabs", () => {
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

  it("is not put back by the second tab to what that one still shows", async () => {
    const context = await browser.newContext();
    const first = await context.newPage();
    await openSheetPage(first, server.url);
    await saved(first, "saved");
    const second = await context.newPage();
    await openSheetPage(second, server.url);
    await saved(second, "elsewhere");
    await first.bringToFront();
    await keep(first, "C3", 42);
    await first.close();
    await saved(second, "overtaken");
    await typeIntoCells(second, on("C4"), [[7]]);
    await second.waitForTimeout(1000);
    await second.reload();
    await sheetIsThere(second);

    expect(await valueAt(second, "C3")).toBe(42);
    expect(await valueAt(second, "C4")).toBeNull();
    await saved(second, "saved");
    await keep(second, "C4", 8);
    await second.reload();
    await sheetIsThere(second);
    expect(await valueAt(second, "C4")).toBe(8);
    await context.close();
  }, 120_000);
});
