import type { Page } from "playwright-core";
import { violationsOf } from "../../support/axe.ts";
import { keyboardWalk } from "../../support/keyboard.ts";
import {
  startPane,
  type PaneServer,
} from "../../support/pane-harness/open-pane.ts";
import { openStageWithCharts } from "../../support/stage-charts.ts";

let pane: PaneServer;
beforeAll(async () => {
  pane = await startPane();
}, 180_000);
afterAll(() => pane.close());

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const demand = (page: Page) =>
  page.getByRole("region", { name: "Demand", exact: true });
const demandChart = (page: Page) =>
  page.getByRole("slider", { name: "Demand by week" });

/** From an empty pane to the list of the first run. */
async function toReview(page: Page): Promise<void> {
  await button(page, "Import").click();
  await button(page, "Optimize").click();
  await page.getByLabel("Tier A").waitFor();
  await button(page, "Optimize").click();
  await button(page, "Review").click();
  await page.getByRole("grid").waitFor();
}

/** Opens the first stage of the list that belongs to a place. */
async function openStage(page: Page, place: string): Promise<void> {
  await page.getByRole("row").filter({ hasText: place }).first().click();
  await page.getByRole("heading", { name: /^Why min/ }).waitFor();
}

/** What of the charts stands outside the pane. */
function outside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    return [...document.querySelectorAll("[role=slider] svg *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.left < -1 || box.right > limit + 1);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

describe("the demand chart of a stage", () => {
  it.each([
    [320, "light"],
    [320, "dark"],
    [400, "light"],
    [480, "dark"],
  ] as const)(
    "labels itself, whole and accessible, at %i pixels in %s",
    async (width, theme) => {
      const page = await pane.open({ width, theme });
      await toReview(page);
      await openStage(page, "BR-");
      await openStageWithCharts(page);

      const words = await demandChart(page).textContent();
      expect(words).toMatch(/today/);
      expect(words).toMatch(/sold/);
      expect(words).toMatch(/expected/);
      expect(words).toMatch(/19 of 20/);
      const receipts = page.getByRole("slider", { name: /^Receipts by days/ });
      expect(await receipts.textContent()).toMatch(
        /ERP says \d+.*took( up to)? \d+/,
      );
      expect(await outside(page)).toEqual([]);
      expect(await violationsOf(page, "body")).toEqual([]);

      await button(page, "Show as a table").first().click();
      await demand(page).getByRole("table").waitFor();
      await demand(page).getByText("How it was forecast").click();
      expect(await violationsOf(page, "body")).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  it("is read week by week with the arrow keys, and heard as it is", async () => {
    const page = await pane.open({ width: 400 });
    await toReview(page);
    await openStage(page, "BR-");
    await demandChart(page).locator("svg").waitFor();
    await keyboardWalk(page).tabTo(/Demand by week$/);
    const said = () => demandChart(page).getAttribute("aria-valuetext");

    await page.keyboard.press("ArrowLeft");
    const last = await said();
    // The last week that is over; then the one that has begun, and what comes.
    expect(last).toMatch(/^Week of .* sold/);
    expect(last).not.toMatch(/so far/);
    await page.keyboard.press("ArrowRight");
    expect(await said()).toMatch(/ expected; 19 of 20 such weeks sell/);
    await page.keyboard.press("End");
    expect(await said()).toMatch(/ expected; /);
    await page.keyboard.press("Home");
    expect(await said()).toMatch(/sold|recorded/);
    // What is heard stands below, too, where it can be seen.
    const below = demand(page).getByText((await said()) ?? "", { exact: true });
    expect(await below.isVisible()).toBe(true);
    const { y } = (await below.boundingBox())!;
    const foot = (await button(page, "Approve").boundingBox())!;
    expect(y + 14).toBeLessThan(foot.y);
    expect(await demand(page).textContent()).toContain(await said());
    await page.context().close();
  }, 60_000);

  it("tells why a week does not count as it was sold to whoever points at it", async () => {
    const page = await pane.open({ width: 400 });
    await toReview(page);
    await openStage(page, "BR-");
    await demandChart(page).locator("svg").waitFor();
    // A return that is larger than the week's sales is somewhere in the first year.
    const all = button(page, /^All \d+ weeks$/);
    if (await all.isVisible()) await all.click();
    const ring = demandChart(page).locator("circle").last();
    await ring.hover({ force: true });

    // The reason is a sentence of its own.
    expect(await demand(page).textContent()).toMatch(
      /−1 pc sold, counted as 0\. [A-Z1-9][^.]+\./,
    );
    await page.context().close();
  }, 60_000);

  it("has all its numbers in a table for whoever cannot see it", async () => {
    const page = await pane.open({ width: 320 });
    await toReview(page);
    await openStage(page, "BR-");
    await button(page, "Show as a table").first().click();
    const table = demand(page).getByRole("table");

    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      "Week from",
      "Sold, pc",
      "Counts as",
      "Expected",
      "9 of 10 between",
    ]);
    // Whole in a narrow pane, without scrolling sideways.
    expect(
      await table.evaluate(
        ({ parentElement: box, scrollWidth }) =>
          scrollWidth <= (box?.clientWidth ?? 0),
      ),
    ).toBe(true);
    // A head, a year of weeks and half a year to come.
    expect(await table.getByRole("row").count()).toBe(1 + 52 + 26);
    await button(page, "Show as a chart").click();
    await demandChart(page).locator("svg").waitFor();
    await page.context().close();
  }, 60_000);

  it("says who orders where no customer does", async () => {
    const page = await pane.open({ width: 400 });
    await toReview(page);
    await openStage(page, "DC-NORTH");

    await demand(page)
      .getByText(/Only other stages order here/)
      .waitFor();
    expect(await demandChart(page).count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it("shows how far the forecast of all stages is, and its answer when it is there", async () => {
    // Slow enough that the run is reviewed before the catalog is forecast.
    const page = await pane.open({ width: 400, pace: 120 });
    await toReview(page);
    await openStage(page, "BR-");

    await demand(page)
      .getByRole("progressbar", { name: "Forecasting all stages" })
      .waitFor();
    // From the stage's own record for the time being.
    await demandChart(page).locator("svg").waitFor();
    await demand(page).getByText("How it was forecast").click();
    await demand(page)
      .getByText(/by this history alone/)
      .waitFor();
    await demand(page)
      .getByText(/what suits others of its class/)
      .waitFor();
    expect(await demand(page).getByRole("progressbar").count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it("never stands in the way: without it one reads why and overrides, and it comes by itself", async () => {
    const page = await pane.open({ width: 400, away: ["stageForecast"] });
    await toReview(page);
    await openStage(page, "BR-");
    await demand(page).getByText("Demand cannot be read.").waitFor();
    await button(page, "Override").click();
    await page.getByLabel("Your max").fill("5000");
    await page.getByLabel(/^Reason/).fill("a trade fair");
    expect(await violationsOf(page, "body")).toEqual([]);
    await page.evaluate(() => {
      const { harness } = globalThis as unknown as {
        harness: { away: Set<string> };
      };
      harness.away.clear();
    });

    await demandChart(page).locator("svg").waitFor();
    // What was typed is untouched by what came.
    expect(await page.getByLabel("Your max").inputValue()).toBe("5000");
    await page.context().close();
  }, 60_000);

  it("can be told apart in a contrast theme", async () => {
    const page = await pane.open({
      width: 400,
      theme: "dark",
      forcedColors: true,
    });
    await toReview(page);
    await openStage(page, "BR-");
    await demandChart(page).locator("svg").waitFor();
    const colours = await page.evaluate(() => {
      const chart = document.querySelector("[role=slider] svg")!;
      const own = (element: Element | null, name: "fill" | "stroke") =>
        element ? getComputedStyle(element)[name] : "";
      const texts = [...chart.querySelectorAll("text")];
      return {
        background: getComputedStyle(document.body).backgroundColor,
        expected: own(
          chart.querySelector("path[stroke-width='2.5']"),
          "stroke",
        ),
        texts: [...new Set(texts.map((text) => own(text, "fill")))],
      };
    });

    expect(colours.expected).not.toBe(colours.background);
    for (const text of colours.texts) expect(text).not.toBe(colours.background);
    await page.context().close();
  }, 60_000);
});
