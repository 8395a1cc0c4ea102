import type { Browser, BrowserContext, Page } from "playwright-core";
import type { WorkbookPort } from "../../addin/workbook/port.ts";
import {
  openSheetPage,
  pageWorkbook,
  serveAddin,
  sheetIsThere,
  startChromium,
  typeIntoCells,
} from "../support/sheet-page.ts";

describe("the workbook page", () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveAddin>>;
  let context: BrowserContext;
  let page: Page;
  let workbook: WorkbookPort;

  beforeAll(async () => {
    server = await serveAddin();
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    await openSheetPage(page, server.url);
    workbook = pageWorkbook(page);
  });
  afterEach(() => context.close());

  const on = (address: string) => ({ sheet: "Sheet1", address });
  const valueBecomes = async (
    address: string,
    wanted: (value: unknown) => boolean,
  ): Promise<unknown> => {
    for (let tries = 0; ; tries++) {
      const [[value] = []] = await workbook.values(on(address));
      if (wanted(value)) return value;
      if (tries === 100) {
        throw new Error(`${address} stayed ${String(value)}`);
      }
      await page.waitForTimeout(50);
    }
  };

  it("lets the keyboard go from the sheet to the pane and back", async () => {
    const inPane = () =>
      page.evaluate(() => document.activeElement?.closest("#pane") !== null);
    await page.locator("#pane button").first().waitFor();
    expect(await inPane()).toBe(false);
    // From cell to cell, not out of the sheet.
    await page.keyboard.press("Tab");
    expect(await inPane()).toBe(false);
    await page.keyboard.press("F6");
    expect(await inPane()).toBe(true);
    await page.keyboard.press("F6");
    expect(await inPane()).toBe(false);

    await workbook.select(on("C3"));
    await page.keyboard.type("42");
    await page.keyboard.press("Enter");
    expect(await valueBecomes("C3", (one) => one !== null)).toBe(42);
  });

  it("calculates a custom function typed into a cell", async () => {
    await typeIntoCells(page, on("A1"), [["=STOCK.EOQ(6000,45,2.4)"]]);

    const value = await valueBecomes("A1", (one) => typeof one === "number");

    // √(2 · 45 · 6000 / 2.4)
    expect(value).toBeCloseTo(474.34165, 5);
  });

  it("takes a range, and follows when a cell of it changes", async () => {
    await typeIntoCells(page, on("A1"), [[10], [20], [30]]);
    await typeIntoCells(page, on("B1"), [["=STOCK.SAFETYSTOCK(A1:A3,4,0.95)"]]);
    // σ of 10, 20, 30 is 10: 1.644854 · 10 · √4
    expect(
      await valueBecomes("B1", (one) => typeof one === "number"),
    ).toBeCloseTo(32.89707, 4);

    await typeIntoCells(page, on("A3"), [[50]]);

    // σ of 10, 20, 50 is 20.81666: 1.644854 · 20.81666 · 2
    expect(await valueBecomes("B1", (one) => Number(one) > 40)).toBeCloseTo(
      68.48072,
      4,
    );
  });

  it("spills a table into the cells below and beside", async () => {
    await typeIntoCells(page, on("A1"), [
      ["=STOCK.MEIO_POLICY(Welcome!B23:G27,Welcome!I23:K26)"],
    ]);

    await valueBecomes("A5", (one) => one === "South");

    const [, plant] = await workbook.values(on("A1:E2"));
    expect(plant?.[0]).toBe("Plant");
    expect(plant?.slice(1).every((one) => typeof one === "number")).toBe(true);
  });

  it.each([
    ["LEADTIMEDEMAND(Data!A1:A8,3,0.8,1)", "Periods covered", "B2"],
    ["ACCURACY(Data!A1:A8,Data!A2:A9)", "Mean absolute error (MAE)", "B1"],
    ["EXPLAIN(Data!A1:A8,4,0.95,0.5)", "Safety stock", "B1"],
    ["POLICYTYPE(Data!A1:A8,2,0.95,40,2.4)", "fixed lot (r,Q)", "B3"],
    ["FRONTIER(Data!C1:F3,,4)", "Budget", "B3"],
    ["SIMULATE(Data!C5:H6,,,500)", "Stage", "B2"],
  ])("answers STOCK.%s", async (formula, first, number) => {
    await workbook.action("fill", async (edit) => {
      await edit.addSheet("Data");
      await edit.setValues(
        { sheet: "Data", address: "A1" },
        [12, 7, 15, 9, 11, 14, 8, 10, 9].map((units) => [units]),
      );
      await edit.setValues({ sheet: "Data", address: "C1" }, [
        ["id", "lead time", "cost", "rate"],
        ["X", 2, 100, 0.5],
        ["Y", 1, 900, 1.5],
      ]);
      await edit.setValues({ sheet: "Data", address: "C5" }, [
        ["id", "time", "mean", "deviation", "min", "max"],
        ["A", 2, 6, 4, 14, 30],
      ]);
      await edit.setFormulas(on("A1"), [[`=STOCK.${formula}`]]);
    });

    await valueBecomes("A1", (one) => one === first);
    await valueBecomes(number, (one) => typeof one === "number");
  });

  it("fetches the stochastic model when a network first asks for it", async () => {
    await typeIntoCells(page, on("A1"), [
      ['=STOCK.MEIO_POLICY(Welcome!B23:G27,Welcome!I23:K26,,"stochastic")'],
    ]);
    await valueBecomes("M1", (one) => one === "Confirmed");
    await valueBecomes("I2", (one) => typeof one === "number" && one > 0);
  });

  it("stops the service's work on a network when its cell is cleared", async () => {
    const stages = Array.from({ length: 60 }, (_, i) => [
      `S${i}`,
      2,
      i === 59 ? 10 : "",
      i === 59 ? 3 : "",
    ]);
    await workbook.action("fill", async (edit) => {
      await edit.addSheet("Net");
      await edit.setValues({ sheet: "Net", address: "A1" }, [
        ["id", "time", "mean", "deviation"],
        ...stages,
      ]);
      await edit.setValues({ sheet: "Net", address: "F1" }, [
        ["from", "to"],
        ...stages.slice(1).map(([id], i) => [`S${i}`, id!]),
      ]);
    });
    // A service that is at work until nobody waits.
    await page.route("**/api/v1/cells/network", () => undefined);
    const asked = page.waitForRequest("**/api/v1/cells/network");
    await typeIntoCells(page, on("A1"), [
      ["=STOCK.MEIO_POLICY(Net!A1:D61,Net!F1:G60)"],
    ]);
    await valueBecomes("A1", (one) => one === "#CALC!");
    const request = await asked;

    const ended = page.waitForEvent("requestfailed", {
      predicate: (one) => one === request,
    });
    await workbook.select(on("A1"));
    await page.keyboard.press("Delete");
    await ended;
  });

  it("shows an error as a value, and says beside the sheet what is wrong", async () => {
    await typeIntoCells(page, on("A1"), [["=STOCK.EOQ(-5,45,2.4)"]]);
    await valueBecomes("A1", (one) => one === "#NUM!");

    await workbook.select(on("A1"));

    await page.waitForFunction(() =>
      document
        .getElementById("status")
        ?.textContent?.includes("demandPerYear must be at least 0, got -5"),
    );
  });

  it("names a text where a number belongs, and a value that is missing", async () => {
    await typeIntoCells(page, on("A1"), [
      ['=STOCK.EOQ("many",45,2.4)', "=STOCK.EOQ(6000)"],
    ]);
    await valueBecomes("B1", (one) => one === "#VALUE!");
    const status = () => page.locator("#status").innerText();

    await workbook.select(on("A1"));
    await page.waitForTimeout(300);
    expect(await status()).toContain(
      'demandPerYear must be a number, got "many"',
    );

    await workbook.select(on("B1"));
    await page.waitForTimeout(300);
    expect(await status()).toContain("orderingCost is missing");
  });

  it("offers the functions while a planner types", async () => {
    await workbook.select(on("A1"));
    await page.keyboard.type("=STOCK.SAF");

    const help = page.getByText("STOCK.SAFETYSTOCK").first();
    await help.waitFor({ state: "visible" });
    await page.keyboard.press("Escape");
  });

  it("keeps the planner's work over a reload, even at once", async () => {
    await typeIntoCells(page, on("C3"), [["kept"], ["=1+2"]]);

    await page.reload();
    await sheetIsThere(page);

    expect(await workbook.values(on("C3"))).toEqual([["kept"]]);
    expect(await valueBecomes("C4", (one) => one === 3)).toBe(3);
  });

  it("moves the token out of the address, and never loads office.js", async () => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));

    await page.goto(`${server.url}/workbook.html?token=secret&person=ann`);
    await sheetIsThere(page);

    expect(page.url()).toBe(`${server.url}/workbook.html`);
    expect(
      await page.evaluate(() => sessionStorage.getItem("stockwright.token")),
    ).toBe("secret");
    expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]);
  });
});
