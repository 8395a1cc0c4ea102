import type { Page } from "playwright-core";
import { violationsOf } from "../../support/axe.ts";
import { keyboardWalk } from "../../support/keyboard.ts";
import {
  startPane,
  type PaneServer,
} from "../../support/pane-harness/open-pane.ts";

let pane: PaneServer;
beforeAll(async () => {
  pane = await startPane();
}, 180_000);
afterAll(() => pane.close());

/** Elements whose text does not fit and is not cut on purpose with its whole text in a title. */
function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    return [...document.querySelectorAll<HTMLElement>("#pane *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const hidden = getComputedStyle(element).clipPath !== "none";
        return box.width > 1 && !hidden && box.right > limit + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });

/** The whole story with two people; `look` sees the pane at every step. */
async function story(
  page: Page,
  look: (step: string) => Promise<void>,
): Promise<void> {
  await button(page, "Import").click();
  await button(page, /Receipts come later/).click();
  await look("data");

  await button(page, "Optimize").click();
  await page.getByLabel("Tier A").fill("97");
  await look("optimize");
  await button(page, "Optimize").click();
  await button(page, "Review").click();

  await page.getByRole("grid").waitFor();
  await look("review");
  await page.getByRole("row").nth(2).click();
  await page.getByRole("heading", { name: /^Why min/ }).waitFor();
  await button(page, "Override").click();
  await page.getByLabel("Your max").fill("5000");
  await page.getByLabel(/^Reason/).fill("a second shift starts in March");
  await look("why");
  await button(page, "Keep override").click();
  await page.getByText("“a second shift starts in March”").waitFor();
  await button(page, "Put into sheet").click();
  await page.getByText(/60 rows in the sheet/).waitFor();
  await button(page, "Approve").click();

  await button(page, "Plan the write").click();
  await page.getByText(/another person must approve it: Alex/).waitFor();
  await look("approve, as the author");
  await button(page, "Continue as Alex Approver").click();
  await button(page, /^Approve \d+ rows/).waitFor();
  await look("approve");
  await button(page, /^Approve \d+ rows/).click();

  await button(page, /^Write \d+ rows/).waitFor();
  await look("write back, before");
  await button(page, /^Write \d+ rows/).click();
  await page.getByText(/rows written, 1 row not/).waitFor();
  await look("write back");
}

describe("the pane", () => {
  it.each([
    [380, "light"],
    [460, "light"],
    [460, "dark"],
    [900, "light"],
    [900, "dark"],
  ] as const)(
    "tells the whole story at %i pixels in %s, accessible and uncut at every step",
    async (width, theme) => {
      const page = await pane.open({ width, theme });
      const problems: string[] = [];
      const seen: string[] = [];
      await story(page, async (step) => {
        seen.push(step);
        for (const one of await violationsOf(page, "body")) {
          problems.push(`${step}: ${one}`);
        }
        for (const one of await overflowing(page)) {
          problems.push(`${step} is cut: ${one}`);
        }
      });

      expect(problems).toEqual([]);
      expect(seen).toHaveLength(8);
      await page.context().close();
    },
    120_000,
  );

  it("calls no snapshot clean before its audit has ended, and shows what it finds by itself", async () => {
    const page = await pane.open({ width: 460, pace: 150 });
    await button(page, "Import").click();
    await page.getByText("The audit is looking at every stage.").waitFor();
    await button(page, "Optimize").waitFor();

    expect(await page.getByText(/every row could be used/).count()).toBe(0);
    await button(page, /Receipts come later/).waitFor();
    await page.context().close();
  }, 60_000);

  it("puts the results into a sheet table that one undo takes back", async () => {
    const page = await pane.open({ width: 460 });
    await story(page, async () => undefined);
    const read = () =>
      page.evaluate(async () => {
        const { harness } = globalThis as unknown as {
          harness: {
            workbook: {
              table(name: string): Promise<{ rows: unknown[] } | null>;
              undo(): Promise<boolean>;
            };
          };
        };
        const rows = (await harness.workbook.table("Recommendations"))?.rows;
        await harness.workbook.undo();
        const left = await harness.workbook.table("Recommendations");
        return { rows: rows?.length ?? 0, left };
      });

    expect(await read()).toEqual({ rows: 60, left: null });
    await page.context().close();
  }, 120_000);

  it("can be walked from import to the proof of the write with the keyboard alone", async () => {
    const page = await pane.open({ width: 460 });
    await button(page, "Import").waitFor();
    const { keyboard } = page;
    const { tabTo, enter } = keyboardWalk(page);

    await enter("Import");
    await button(page, "Optimize").waitFor();
    await tabTo(/^Data/);
    await keyboard.press("ArrowRight");
    await page.getByLabel("Tier A").waitFor();
    await enter("Optimize");
    await button(page, "Review").waitFor();
    await enter("Review");
    await page.getByRole("grid").waitFor();
    await tabTo(/Recommendations$/);
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Why min/ }).waitFor();
    const open = () =>
      page.getByRole("region", { name: /^Why P-/ }).getAttribute("aria-label");
    const third = await open();
    await enter("Override");
    await tabTo(/Your max/);
    await keyboard.press("Control+A");
    await keyboard.type("4000");
    await keyboard.press("Escape");
    await page.getByRole("grid").waitFor();
    // Back in the list, on the row that was open.
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute("role")),
    ).toBe("grid");
    await keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Why min/ }).waitFor();
    expect(await open()).toBe(third);
    // What was typed is still there.
    expect(await page.getByLabel("Your max").inputValue()).toBe("4000");

    await enter("Approve");
    await enter("Plan the write");
    await page.getByText(/another person must approve it/).waitFor();
    await enter("Continue as Alex Approver");
    await button(page, /^Approve \d+ rows/).waitFor();
    await tabTo(/Changes, row by row$/);
    await enter(/^Approve \d+ rows/);
    await button(page, /^Write \d+ rows/).waitFor();
    await enter("Dry run");
    await page.getByText("would be written").first().waitFor();
    await enter(/^Write \d+ rows/);
    await page.getByText(/rows written, 1 row not/).waitFor();
    await tabTo(/Results, row by row$/);
    await page.context().close();
  }, 120_000);

  it("lets the cells follow a change of person, a run and an approval, without a reload", async () => {
    const page = await pane.open({ width: 460 });
    const seen: { step: string; person: unknown; asked: number }[] = [];
    await story(page, async (step) => {
      const { people, recalculations } = await page.evaluate(() => {
        const { harness } = globalThis as unknown as {
          harness: { people: (string | null)[]; recalculations: number };
        };
        return harness;
      });
      seen.push({ step, person: people.at(-1), asked: recalculations });
    });
    const at = (step: string) => seen.find((one) => one.step === step);

    expect(at("optimize")?.asked).toBe(0);
    // The run, and the override.
    expect(at("approve, as the author")).toMatchObject({ asked: 2 });
    expect(at("approve")).toMatchObject({ person: "alex", asked: 3 });
    expect(at("write back, before")?.asked).toBe(4);
    await page.context().close();
  }, 120_000);

  it("sums what is overridden into the totals of the review", async () => {
    const page = await pane.open({ width: 460 });
    const first = page.getByLabel("Totals, now and after").locator("dl > div");
    await button(page, "Import").click();
    await button(page, "Optimize").click();
    await page.getByLabel("Tier A").waitFor();
    await button(page, "Optimize").click();
    await button(page, "Review").click();
    await page.getByRole("row").nth(1).click();
    const advised = await first.first().getAttribute("title");
    await button(page, "Override").click();
    await page.getByLabel("Your max").fill("900000");
    await page.getByLabel(/^Reason/).fill("a trade fair in spring");
    await button(page, "Keep override").click();
    await page.getByText("Value with 1 override, EUR").waitFor();

    const after = (text: string | null) =>
      Number(/([\d,]+) after/.exec(text ?? "")?.[1]?.replaceAll(",", ""));
    const summed = await first.first().getAttribute("title");
    expect(after(summed)).toBeGreaterThan(after(advised));
    await page.context().close();
  }, 120_000);

  it("says what is wrong when the service is away, and goes on by itself when it is back", async () => {
    const page = await pane.open({ width: 460, away: ["session"] });
    await page.getByText("Not connected.").waitFor();
    expect(await violationsOf(page, "body")).toEqual([]);
    await page.evaluate(() => {
      const { harness } = globalThis as unknown as {
        harness: { away: Set<string> };
      };
      harness.away.clear();
    });

    await button(page, "Import").waitFor();
    await page.context().close();
  }, 60_000);

  it("shows that the service went away while it was open, and goes on by itself", async () => {
    const page = await pane.open({ width: 460 });
    await button(page, "Import").click();
    await button(page, "Optimize").waitFor();
    const lists = ["snapshots", "runs", "changeSets"];
    await page.evaluate((calls) => {
      const { harness } = globalThis as unknown as {
        harness: { away: Set<string> };
      };
      for (const call of calls) harness.away.add(call);
    }, lists);
    await page.getByText("Offline.").waitFor();
    // What was there is still there.
    expect(await page.getByText("What the audit found").count()).toBe(1);
    expect(await violationsOf(page, "body")).toEqual([]);
    await page.evaluate(() => {
      const { harness } = globalThis as unknown as {
        harness: { away: Set<string> };
      };
      harness.away.clear();
    });

    await page.getByText("Offline.").waitFor({ state: "detached" });
    await page.context().close();
  }, 60_000);
});
