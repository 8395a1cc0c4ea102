import type { Browser, Page } from "playwright-core";
import type {
  CatalogFrontier,
  RecommendationPage,
  Run,
} from "../../engine/contracts/index.ts";
import { picture } from "../support/picture.ts";
import type { RunningServer } from "../support/running-server.ts";
import { startServer } from "../support/running-server.ts";
import { sheetIsThere, startChromium } from "../support/sheet-page.ts";

/** Held at the plant by the plan: without, its stock and orders cost nine percent more. */
const pump = "PMP-1170";

/** What a planner tries before she decides, in a real browser over the real service. */
describe("what if", () => {
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  let base: Run;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startChromium()]);
    base = await finished("the first run", () => true);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: "light",
    });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${server.url}&person=pat`);
    await sheetIsThere(page);
    await page.getByRole("tab", { name: /Optimize/ }).click();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await server.remove();
  });

  async function finished(
    what: string,
    is: (run: Run) => boolean,
  ): Promise<Run> {
    const end = Date.now() + 150_000;
    while (Date.now() < end) {
      const { items } = await server.api<{ items: Run[] }>("/runs");
      const run = items.find((one) => one.state === "done" && is(one));
      if (run) return run;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`${what} never came`);
  }
  const part = (name: string) =>
    page.getByRole("tab", { name, exact: true }).click();
  const button = (name: string) =>
    page.getByRole("button", { name, exact: true });
  const stageOf = async (run: Run, stageId: string) => {
    const { rows } = await server.api<RecommendationPage>(
      `/runs/${run.id}/recommendations?offset=0&limit=5000`,
    );
    return rows.find((row) => row.stageId === stageId)!;
  };

  it("says that a part did not come, and goes on without loading the page again", async () => {
    const late = await page.context().newPage();
    const code = "**/*what-if*.js";
    await late.route(code, (route) => route.abort());
    await late.goto(`${server.url}&person=pat`);
    await late.getByRole("tab", { name: /Optimize/ }).click();
    await late.getByText("This part did not load.").waitFor();
    // The rest is there.
    await late.getByLabel("Tier A").waitFor();
    await late.getByRole("tab", { name: "Network", exact: true }).click();
    await late.getByText("This part did not load.").waitFor();
    await late.unroute(code);
    await late.getByRole("button", { name: "Try again" }).click();
    await late.getByLabel(/^Find a stage/).waitFor({ timeout: 60_000 });
    await late.close();
  }, 120_000);

  it("draws the network, and asks what if the plant held no stock", async () => {
    await part("Network");
    await page.getByLabel(/^Find a stage/).fill(`${pump} kassel`);
    await page.keyboard.press("Enter");
    const plant = page.locator(`[data-stage="${pump}@KASSEL"]`);
    await plant.waitFor();
    await picture(page, "network");
    await button("What if it does not stock").click();
    await part("Scenario");
    await page.getByLabel("Name of the scenario").fill("No pumps at Kassel");
    await button("Optimize again").click();
    const run = await finished(
      "the run without stock at the plant",
      ({ scenario }) => scenario.name === "No pumps at Kassel",
    );

    expect(run.scenario.changes).toEqual([
      {
        kind: "stocking",
        name: `${pump} at KASSEL without stock`,
        stages: { stageIds: [`${pump}@KASSEL`] },
        may: false,
      },
    ]);
    expect(await stageOf(run, `${pump}@KASSEL`)).toMatchObject({
      recommended: { safetyStock: 0 },
      after: { inventoryValue: 0 },
    });
    // The centre waits for what the plant passes on.
    const centre = await stageOf(run, `${pump}@DC-WEST`);
    expect(centre.serviceTimeIn).toBeGreaterThan(0);
    // Other networks do not notice.
    expect(run.totals!.stages).toBe(base.totals!.stages);
  }, 240_000);

  it("shows both side by side, and where they differ", async () => {
    await part("Compare");
    await page
      .getByLabel("Differences, stage by stage")
      .getByText(pump)
      .first()
      .waitFor();
    await page.getByText(`B: ${pump}@KASSEL may not hold stock`).waitFor();
    await picture(page, "compare");
  }, 120_000);

  it("works out the frontier, and runs a point of it", async () => {
    await part("Frontier");
    await button("Work out the frontier").click();
    const slider = page.getByRole("slider", { name: /^Service against/ });
    await slider.waitFor({ timeout: 120_000 });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await picture(page, "frontier");
    await button("Make it a scenario").click();
    await page.getByText("A point of the frontier.").waitFor();
    await button("Optimize again").click();
    const run = await finished("the run of the point", ({ scenario }) =>
      scenario.name.startsWith("Frontier "),
    );
    const { requiredReturn, changes } = run.scenario;
    const from = await finished(
      "the run of the frontier",
      ({ scenario }) => scenario.name === "No pumps at Kassel",
    );
    const { points } = await server.api<CatalogFrontier>(
      `/runs/${from.id}/frontier`,
    );
    const point = points.find((one) => one.requiredReturn === requiredReturn)!;

    expect(changes).toEqual(from.scenario.changes);
    // What was promised is what the run ties up, within whole units.
    const { inventoryValueAfter } = run.totals!;
    expect(inventoryValueAfter / point.inventoryValue).toBeCloseTo(1, 2);
  }, 240_000);

  it("asks what a demand that grows would take, beside what was", async () => {
    await part("Scenario");
    await button("Back to defaults").click();
    await button("Add a change").click();
    const form = page.getByRole("form", { name: "A change to the snapshot" });
    await form.getByLabel("Kind of change").selectOption("demand");
    await form.getByLabel("Tiers").fill("A");
    await form.getByLabel(/^Grows by/).fill("10");
    await button("Add change").click();
    await button("Optimize again").click();
    const run = await finished(
      "the run with more demand",
      ({ scenario }) => scenario.name === "All tier A: demand +10%",
    );
    const rows = async ({ id }: Run) =>
      (
        await server.api<RecommendationPage>(
          `/runs/${id}/recommendations?offset=0&limit=5000`,
        )
      ).rows;
    const before = new Map(
      (await rows(base)).map((row) => [row.stageId, row.demandMean]),
    );
    for (const row of await rows(run)) {
      // Who feeds others grows with those of tier A among them.
      const ratio = row.demandMean / before.get(row.stageId)!;
      if (row.demandClass === "dependent") continue;
      expect(ratio).toBeCloseTo(row.serviceTier === "A" ? 1.1 : 1, 9);
    }
    expect(run.totals!.inventoryValueAfter).toBeGreaterThan(
      base.totals!.inventoryValueAfter,
    );
  }, 240_000);
});
