import type { Page } from "playwright-core";
import { violationsOf } from "../../support/axe.ts";
import type { PaneHarness } from "../../support/pane-harness/main.tsx";
import {
  startPane,
  type PaneServer,
} from "../../support/pane-harness/open-pane.ts";
import {
  button,
  optimize,
  optimized,
  part,
} from "../../support/pane-harness/optimized.ts";

let pane: PaneServer;
beforeAll(async () => {
  pane = await startPane();
}, 180_000);
afterAll(() => pane.close());

const step = (page: Page, name: RegExp) =>
  page.getByRole("tab", { name }).click();

/** What has the keyboard, by its name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    const { labels } = activeElement as HTMLInputElement;
    return (
      labels?.[0]?.textContent ??
      activeElement?.getAttribute("aria-label") ??
      activeElement?.textContent ??
      ""
    );
  });

const said = (page: Page) =>
  page
    .locator("main > div > [role=status], main [role=status]")
    .allInnerTexts();

/** A scenario half written: a target, and a cost that is no number yet. */
async function halfWritten(page: Page): Promise<void> {
  await page.getByLabel("Tier A").fill("97,5");
  await page.getByLabel("Cost of an order").fill("abc");
  await page.getByLabel("Name of the scenario").fill("For the board");
}

async function standsAgain(page: Page): Promise<void> {
  expect(await page.getByLabel("Tier A").inputValue()).toBe("97,5");
  expect(await page.getByLabel("Cost of an order").inputValue()).toBe("abc");
  expect(await page.getByLabel("Name of the scenario").inputValue()).toBe(
    "For the board",
  );
}

describe("a scenario that was half written", () => {
  it("is kept beside the copy that takes its place, and is one press away by keyboard", async () => {
    const page = await optimized(pane, { width: 380 });
    await page.getByLabel("Tier B").fill("90");
    await optimize(page, "Optimize again");
    await halfWritten(page);
    await part(page, "Compare");
    await button(page, "Edit a copy of B").click();
    const earlier = page.getByRole("region", { name: "Earlier drafts" });
    await earlier.getByText("For the board").waitFor();

    expect(await focused(page)).toBe("Scenario");
    expect((await said(page)).join()).toMatch(
      /A copy of .* stands in the form; your draft For the board is kept above it/,
    );
    expect(await page.getByLabel("Tier B").inputValue()).toBe("90");
    expect(await violationsOf(page, "body")).toEqual([]);
    await button(page, "Go on with For the board").focus();
    await page.keyboard.press("Enter");
    await standsAgain(page);
    expect(await focused(page)).toBe("Measure");
    // The copy was made by a press and not typed in: nothing of it is lost.
    expect(await earlier.count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it("is kept beside a point of the frontier and beside the defaults, in this browser, until it is thrown away", async () => {
    const page = await optimized(pane, { width: 460 });
    await halfWritten(page);
    await part(page, "Frontier");
    await button(page, "Work out the frontier").click();
    await page.getByRole("slider").focus();
    await page.keyboard.press("End");
    await button(page, "Make it a scenario").click();
    await button(page, "Go on with For the board").waitFor();
    // The point itself is work as soon as somebody types in it.
    await page.getByLabel("Holding cost a year").fill("25");
    await button(page, "Back to defaults").click();
    await button(page, /^Go on with Frontier \d/).waitFor();
    expect(await page.getByLabel("Holding cost a year").inputValue()).toBe(
      "20",
    );
    const kept = await page.evaluate(() =>
      Object.entries(localStorage).filter(([key]) => key.includes("scenarios")),
    );
    expect(kept).toHaveLength(1);
    expect(kept[0]![1]).toContain("97,5");

    await button(page, "Go on with For the board").click();
    await standsAgain(page);
    await button(page, /^Throw away Frontier \d/).click();
    await page
      .getByRole("region", { name: "Earlier drafts" })
      .waitFor({ state: "detached" });
    await standsAgain(page);
    await page.context().close();
  }, 60_000);

  it("is not kept twice once a run keeps it", async () => {
    const page = await optimized(pane, { width: 380 });
    await page.getByLabel("Tier A").fill("97,5");
    await optimize(page, "Optimize again");
    await part(page, "Compare");
    await button(page, "Edit a copy of B").click();
    await page.getByLabel("Tier A").waitFor();

    expect(
      await page.getByRole("region", { name: "Earlier drafts" }).count(),
    ).toBe(0);
    await page.context().close();
  }, 60_000);

  it("is the same in every window, so that none overwrites it with an older one", async () => {
    const page = await optimized(pane, { width: 380 });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await button(other, "Import").click();
    await button(other, "Optimize").click();
    await other.getByLabel("Tier A").waitFor();
    await page.getByLabel("Tier A").fill("97,5");
    await other.waitForFunction(() =>
      [...document.querySelectorAll("input")].some(
        ({ value }) => value === "97,5",
      ),
    );
    await other.getByLabel("Cost of an order").fill("77");
    await step(page, /^Data/);
    await step(page, /^Optimize/);

    expect(await page.getByLabel("Tier A").inputValue()).toBe("97,5");
    expect(await page.getByLabel("Cost of an order").inputValue()).toBe("77");
    await page.context().close();
  }, 60_000);
});

describe("what a planner types", () => {
  it("of a change waits with its kind, and its stages go along to another", async () => {
    const page = await optimized(pane, { width: 460 });
    await button(page, "Add a change").click();
    const kind = page.getByLabel("Kind of change");
    await kind.selectOption("demand");
    await page.getByLabel("Locations").fill("KASSEL, BR-OSLO");
    await page.getByLabel(/^Grows by/).fill("12,5");
    await kind.selectOption("lead-time");
    expect(await page.getByLabel("Locations").inputValue()).toBe(
      "KASSEL, BR-OSLO",
    );
    // A number means something else there.
    expect(await page.getByLabel("Becomes").inputValue()).toBe("");
    await kind.selectOption("demand");

    expect(await page.getByLabel(/^Grows by/).inputValue()).toBe("12,5");
    await page.context().close();
  }, 60_000);

  it("of an override is told of when its stage is out of sight, in Review and before a plan", async () => {
    const page = await optimized(pane, { width: 380 });
    await button(page, "Review").click();
    const row = page.getByRole("row").nth(1);
    await row.click();
    await button(page, "Override").click();
    await page.keyboard.press("Escape");
    // Opened and not typed in: there is nothing to tell.
    expect(await page.getByText("typed and not kept").count()).toBe(0);
    await row.click();
    await page.getByLabel("Your max").fill("7777");
    await page.keyboard.press("Escape");
    await page.getByText("1 override typed and not kept.").waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await step(page, /^Approve/);
    await page.getByText(/The plan goes without what is not kept/).waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await button(page, "Show it").click();

    expect(await page.getByLabel("Your max").inputValue()).toBe("7777");
    expect(await page.getByText("typed and not kept").count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it("of an override is kept by the service, though its stage is left at once", async () => {
    const page = await optimized(pane, { width: 380 });
    await button(page, "Review").click();
    await page.getByRole("row").nth(1).click();
    await button(page, "Override").click();
    await page.getByLabel("Your max").fill("7777");
    await page.getByLabel(/^Reason/).fill("trade fair");
    await page.evaluate(() => {
      const { client } = (globalThis as unknown as { harness: PaneHarness })
        .harness;
      const save = client.saveOverride.bind(client);
      Object.assign(client, {
        saveOverride: async (...args: Parameters<typeof save>) => {
          await new Promise((resolve) => setTimeout(resolve, 500));
          args[3]?.signal?.throwIfAborted();
          return save(...args);
        },
      });
    });
    await button(page, "Keep override").click();
    await page.keyboard.press("Escape");
    await step(page, /^Approve/);
    await page
      .getByText("1 override typed and not kept.")
      .waitFor({ state: "detached" });
    await step(page, /^Review/);
    await page.getByRole("row").nth(1).click();

    await page.getByText("“trade fair”").waitFor();
    await page.context().close();
  }, 60_000);

  it("of a plan's limit, and the point of the frontier, are there again after another step", async () => {
    const page = await optimized(pane, { width: 460 });
    await part(page, "Frontier");
    await button(page, "Work out the frontier").click();
    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await step(page, /^Approve/);
    await page.getByLabel("Hold back changes above").fill("150");
    await page.getByLabel("Which rows").selectOption("flagged");
    await step(page, /^Optimize/);
    expect(await slider.getAttribute("aria-valuenow")).toBe("1");
    await step(page, /^Approve/);

    expect(await page.getByLabel("Hold back changes above").inputValue()).toBe(
      "150",
    );
    expect(await page.getByLabel("Which rows").inputValue()).toBe("flagged");
    await page.context().close();
  }, 60_000);

  it("outlives its view where the browser takes nothing to keep", async () => {
    const page = await optimized(pane, { width: 380 });
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await halfWritten(page);
    await step(page, /^Data/);
    await step(page, /^Optimize/);

    await standsAgain(page);
    await page.context().close();
  }, 60_000);

  it("is not taken from under the keyboard when a newer snapshot comes", async () => {
    const page = await optimized(pane, { width: 380 });
    const field = page.getByLabel("Cost of an order");
    await field.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("12");
    await page.evaluate(async () => {
      const { client } = (globalThis as unknown as { harness: PaneHarness })
        .harness;
      // The defaults take their time to come again.
      Object.assign(client, { defaultScenario: () => new Promise(() => 0) });
      const before = await client.snapshots();
      await client.startImport(before[0]!.connectionId);
      while ((await client.snapshots())[0]!.state !== "ready") {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      dispatchEvent(new Event("focus"));
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await page.keyboard.type("34");

    expect(await focused(page)).toBe("Cost of an order");
    expect(await field.inputValue()).toBe("1234");
    await page.context().close();
  }, 60_000);
});
