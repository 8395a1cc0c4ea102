import type { Page } from "playwright-core";
import type { PaneServer } from "./open-pane.ts";

/** A button by its name. */
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });

/** Goes to a part of the optimize step. */
export const part = (page: Page, name: string) =>
  page.getByRole("tab", { name, exact: true }).click();

/** A pane after its first run. */
export async function optimized(
  pane: PaneServer,
  options: Parameters<PaneServer["open"]>[0],
): Promise<Page> {
  const page = await pane.open(options);
  await button(page, "Import").click();
  await button(page, "Optimize").click();
  await page.getByLabel("Tier A").waitFor();
  await optimize(page, "Optimize");
  return page;
}

/** Runs what the scenario form says, to its end. */
export async function optimize(page: Page, name: string): Promise<void> {
  await button(page, name).click();
  // The first pane after a run offers its review; while it runs, that waits.
  await page.getByText("A run changes nothing in the ERP.").waitFor();
  await page.waitForFunction(
    () =>
      ![...document.querySelectorAll("button")].find(
        (one) => one.textContent === "Review",
      )?.disabled,
  );
}
