import type { Page } from "playwright-core";

/** Rows that are looked at before we give up: most stages have customers and receipts. */
const mostRows = 40;

/**
 * From an open stage, goes on to the first one that has both a demand chart and a lead-time
 * histogram, and brings the first into view.
 *
 * @throws Error when none of the next forty has
 */
export async function openStageWithCharts(page: Page): Promise<void> {
  const why = page.getByRole("region", { name: /^Why .*@/ });
  const charts = why.getByRole("slider");
  for (let row = 0; row < mostRows; row += 1) {
    // The lead time is there when the demand is.
    await why.getByRole("region", { name: "Lead time" }).waitFor();
    if ((await charts.count()) === 2) {
      const demand = why.getByRole("region", { name: "Demand", exact: true });
      await demand.evaluate((section) => section.scrollIntoView());
      // They are drawn once their place has its width.
      await charts.first().locator("svg").waitFor();
      await charts.last().locator("svg").waitFor();
      return;
    }
    const before = await why.getAttribute("aria-label");
    await why.getByRole("button", { name: "Next row" }).click();
    await page.waitForFunction(
      (old) => !document.querySelector(`[aria-label="${old}"]`),
      before,
    );
  }
  throw new Error(`none of ${mostRows} stages has demand and receipts`);
}
