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

describe("the network drawn", () => {
  it("draws two thousand stages, finds one, walks to its supplier and tells why", async () => {
    const page = await optimized(pane, { width: 380, items: 400 });
    await part(page, "Network");
    const drawing = page.getByRole("listbox", { name: /2,000 stages/ });
    await drawing.waitFor();
    // At a glance no stage is an element of its own.
    expect(await page.getByRole("option").count()).toBe(0);

    await page.getByLabel(/^Find a stage/).fill("1190 oslo");
    await page.keyboard.press("Enter");
    const selected = page.locator("[role=option][aria-selected=true]");
    const isSelected = (stage: string) =>
      page
        .locator(`[role=option][aria-selected=true][data-stage="${stage}"]`)
        .waitFor();
    await page.getByText("1 of 1").waitFor();
    await isSelected("P-1190@BR-OSLO");
    // Near by, only what is seen is drawn.
    await page.getByRole("option").nth(4).waitFor();
    const drawn = await page.getByRole("option").count();
    expect(drawn).toBeGreaterThan(3);
    expect(drawn).toBeLessThan(120);

    await drawing.focus();
    await page.keyboard.press("ArrowLeft");
    await isSelected("P-1190@DC-NORTH");
    expect(await drawing.getAttribute("aria-activedescendant")).toBe(
      await selected.getAttribute("id"),
    );
    const inView = await selected.evaluate((one) => {
      const box = one.getBoundingClientRect();
      const room = one.closest("[role=listbox]")!.getBoundingClientRect();
      return box.top >= room.top && box.bottom <= room.bottom;
    });
    expect(inView).toBe(true);
    await page.keyboard.press("-");
    await page.keyboard.press("+");
    // Two links around: four branches, what it is made of and what it goes into.
    await button(page, "Only around this stage").click();
    await page
      .getByRole("listbox", { name: /Network of \d\d stages/ })
      .waitFor();
    await isSelected("P-1190@DC-NORTH");
    await button(page, "Only around this stage").click();
    await drawing.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Why P-1190@DC-NORTH" }).waitFor();
    await page.getByRole("heading", { name: /^Why safety stock/ }).waitFor();
    await page
      .getByRole("region", { name: "Replayed day by day" })
      .getByText(/^Cycles without a stockout: .* wanted: confirmed\.$/)
      .waitFor();
    await page.keyboard.press("Escape");
    await drawing.waitFor();
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute("role")),
    ).toBe("listbox");
    await page.context().close();
  }, 120_000);

  it("drags the drawing, and takes a click for a stage", async () => {
    const page = await optimized(pane, { width: 380, items: 400 });
    await part(page, "Network");
    const drawing = page.getByRole("listbox");
    await drawing.focus();
    for (const _ of [1, 2, 3]) await page.keyboard.press("+");
    const top = () => drawing.evaluate((one) => one.scrollTop);
    const box = (await drawing.boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const before = await top();
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y - 120, { steps: 4 });
    await page.mouse.up();

    expect(await top()).toBe(before + 120);
    expect(
      await page.locator("[role=option][aria-selected=true]").count(),
    ).toBe(0);
    const card = page.getByRole("option").first();
    const name = await card.getAttribute("data-stage");
    await card.click();
    expect(
      await page
        .locator("[role=option][aria-selected=true]")
        .getAttribute("data-stage"),
    ).toBe(name);
    await page.context().close();
  }, 60_000);

  it("asks what if a stage held no stock", async () => {
    const page = await optimized(pane, { width: 460 });
    await part(page, "Network");
    await page.getByLabel(/^Find a stage/).fill("1001 north");
    await page.keyboard.press("Enter");
    await button(page, "What if it does not stock").click();
    // Taken back, and supposed again; the scenario is called by it.
    await button(page, "Take the what-if back").click();
    await page
      .getByText("1 change in the scenario form")
      .waitFor({ state: "detached" });
    await button(page, "What if it does not stock").click();
    await button(page, "1 change in the scenario form").click();
    expect(await page.getByLabel("Name of the scenario").inputValue()).toBe(
      "P-1001 at DC-NORTH without stock",
    );
    await page
      .getByText("P-1001 at DC-NORTH without stock", { exact: true })
      .waitFor();
    await optimize(page, "Optimize again");
    await part(page, "Network");
    await page.getByLabel(/^Find a stage/).fill("1001 north");
    await page.keyboard.press("Enter");

    await page
      .getByRole("option", { name: /^P-1001 · DC-NORTH.*no stock/ })
      .waitFor();
    await button(page, "What if it stocks").waitFor();
    await page.context().close();
  }, 60_000);

  it("tells what its signs do, under the pointer and under the keyboard's focus", async () => {
    const page = await optimized(pane, { width: 380 });
    await part(page, "Network");
    await page.getByRole("listbox").waitFor();
    const told = (name: string) =>
      button(page, name).evaluate((sign) => {
        const { content } = getComputedStyle(sign, "::after");
        return content;
      });
    const find = page.getByLabel(/^Find a stage/);
    await find.focus();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() =>
        document.activeElement?.getAttribute("aria-label"),
      );
      if (name !== "Farther") continue;
      expect(await told("Farther")).toBe('"Farther"');
      expect(await told("Everything at a glance")).not.toBe(
        '"Everything at a glance"',
      );
      await button(page, "Everything at a glance").hover();
      expect(await told("Everything at a glance")).toBe(
        '"Everything at a glance"',
      );
      await page.context().close();
      return;
    }
    throw new Error("the keyboard never came to Farther");
  }, 60_000);
});
