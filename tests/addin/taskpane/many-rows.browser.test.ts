import type { Page } from "playwright-core";
import { violationsOf } from "../../support/axe.ts";
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

/** Rows of a list that stand in the page, of how many there are, and the last one that can be seen. */
function drawn(page: Page, label: RegExp) {
  return page.getByRole("list", { name: label }).evaluate((list) => {
    const items = [...list.querySelectorAll("[role=listitem]")];
    const below = (item: Element) => item.getBoundingClientRect().top;
    return {
      drawn: items.length,
      of: Number(items[0]?.getAttribute("aria-setsize") ?? 0),
      lowest: Math.max(...items.map(below)),
    };
  });
}

/** Rolls what the list stands in down to its end. */
async function toTheEnd(page: Page, label: RegExp): Promise<void> {
  await page.getByRole("list", { name: label }).hover({ force: true });
  await page.mouse.wheel(0, 1e7);
  await page.waitForTimeout(200);
}

describe("the pane with a thousand stages", () => {
  it("draws only the rows that are seen, and all of them when one scrolls", async () => {
    // 200 items at five places each.
    const page = await optimized(pane, { width: 380, items: 200 });
    await page.getByLabel("Tier A").fill("99");
    await optimize(page, "Optimize again");
    await part(page, "Compare");
    const differences = /^Differences, stage by stage/;
    await page.getByRole("list", { name: differences }).waitFor();
    const compared = await drawn(page, differences);
    expect(compared.of).toBeGreaterThan(150);
    expect(compared.drawn).toBeLessThan(40);
    await toTheEnd(page, differences);
    const places = page
      .getByRole("list", { name: differences })
      .getByRole("listitem");
    expect(Number(await places.last().getAttribute("aria-posinset"))).toBe(
      compared.of,
    );

    await page.getByRole("tab", { name: /^Approve/ }).click();
    await button(page, "Plan the write").click();
    const changes = /^Changes, row by row/;
    await page.getByRole("list", { name: changes }).waitFor();
    const planned = await drawn(page, changes);
    expect(planned.of).toBeGreaterThan(500);
    expect(planned.drawn).toBeLessThan(40);
    await toTheEnd(page, changes);
    const end = await drawn(page, changes);
    expect(end.drawn).toBeLessThan(40);
    expect(end.lowest).toBeGreaterThan(300);
    await page.context().close();
  }, 120_000);
});

describe("the review's sums", () => {
  it.each([
    [320, "light"],
    [380, "dark"],
    [900, "light"],
  ] as const)(
    "are accessible at %i pixels in %s, and lead to their rows",
    async (width, theme) => {
      const page = await optimized(pane, { width, theme });
      await button(page, "Review").click();
      await button(page, "Sums").click();
      const table = page.getByRole("table", {
        name: "EUR and service by location",
      });
      await table.waitFor();
      expect(await violationsOf(page, "body")).toEqual([]);
      const cut = await page.evaluate(() =>
        [...document.querySelectorAll("#pane table *")].filter(
          (one) => one.getBoundingClientRect().right > innerWidth + 1,
        ),
      );
      expect(cut).toEqual([]);

      // By the keyboard alone.
      const name = table.getByRole("button").first();
      const location = await name.innerText();
      await name.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("grid").waitFor();
      expect(
        await page.getByLabel("Location", { exact: true }).inputValue(),
      ).toBe(location);
      const rows = await page.getByRole("gridcell").allInnerTexts();
      expect(rows.some((text) => text.includes(location))).toBe(true);

      await button(page, "Sums").click();
      await page.getByLabel("Summed by").selectOption("tier");
      await page
        .getByRole("table", { name: "EUR and service by tier" })
        .getByRole("row", { name: /^A/ })
        .waitFor();
      await page.context().close();
    },
    60_000,
  );
});

describe("scenarios", () => {
  it("are named by what they change, and stand four side by side", async () => {
    const page = await optimized(pane, { width: 320 });
    const run = async (field: string, text: string) => {
      await part(page, "Scenario");
      await page.getByLabel(field).fill(text);
      await optimize(page, "Optimize again");
    };
    await run("Tier A", "99");
    await run("Tier A", "97,5");
    await run("Holding cost a year", "25");
    await part(page, "Compare");
    const choose = async (letter: string, name: RegExp) => {
      const pick = page.getByLabel(letter, { exact: true });
      const option = pick.locator("option", { hasText: name }).first();
      await pick.selectOption((await option.getAttribute("value")) ?? "");
    };
    await page.getByLabel("A", { exact: true }).waitFor();
    await choose("A", /^Plan,/);
    await choose("B", /^Tier A 98.0% → 99.0%,/);
    await choose("C", /^Tier A 98.0% → 97.5%, \d/);
    await choose("D", /^Tier A 98.0% → 97.5%, holding cost/);
    const table = page.getByRole("table", { name: "Today and 4 scenarios" });
    const cells = async (name: RegExp) =>
      (await table.getByRole("row", { name }).innerText()).split("\t");

    // Today, A, and three with their difference below.
    const [, , , ...others] = await cells(/^Inventory value/);
    expect(others.map((text) => text.trim().split("\n").length)).toEqual([
      2, 2, 2,
    ]);
    expect(others[0]).toMatch(/\+/);
    expect(others[1]).toMatch(/−/);
    await page.getByText("D: tier A 98.0% → 97.5%; holding cost").waitFor();
    await page
      .getByLabel("Differences, stage by stage")
      .getByText(/^safety .* → .* → .* → /)
      .first()
      .waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await button(page, "Go on with D").waitFor();
    await choose("D", /^no other/);
    await page.getByRole("table", { name: "Today and 3 scenarios" }).waitFor();
    await page.context().close();
  }, 120_000);
});

describe("a plan after a write", () => {
  it("says that the ERP was written since, and leads to the import", async () => {
    const page = await optimized(pane, { width: 340 });
    await page.getByRole("tab", { name: /^Approve/ }).click();
    await button(page, "Plan the write").click();
    await button(page, "Continue as Alex Approver").click();
    await page
      .getByLabel("Comment, for the record")
      .fill("read row by row, and agreed");
    await button(page, /^Approve \d+ rows/).click();
    await button(page, /^Write \d+ rows/).click();
    await page
      .getByText(/rows? written/)
      .first()
      .waitFor();
    await button(page, /Alex Approver/).click();
    await page.getByRole("menuitemradio", { name: /Pat Planner/ }).click();
    await page.getByRole("tab", { name: /^Approve/ }).click();
    await button(page, "Plan again").click();
    await page.getByText("Written since.").waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await button(page, "Import again").click();
    await page.getByText("What the audit found").waitFor();
    await page.context().close();
  }, 60_000);
});

describe("stages that a run left out", () => {
  it("are told with their reason, to whoever looks at runs or for the stage", async () => {
    const page = await optimized(pane, { width: 460 });
    const section = page.getByRole("region", {
      name: "Not planned in the run on view",
    });
    await section.getByText("1 stage").first().waitFor();
    await section.getByRole("button", { name: /no unit cost/ }).click();
    await section.getByText("P-2001@DC-NORTH").waitFor();

    await button(page, "Review").click();
    await page.getByLabel("Find by item, location or words").fill("p-2001");
    const list = page.getByRole("list", { name: "Not planned" });
    await list.getByRole("button", { name: /no unit cost/ }).click();
    await list.getByText("P-2001@DC-NORTH").waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await button(page, "Clear the filter").click();
    await page.getByRole("grid").waitFor();
    await page.context().close();
  });
});
