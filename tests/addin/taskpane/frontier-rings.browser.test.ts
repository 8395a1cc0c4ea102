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

describe("rings of runs that lie at one spot of the frontier", () => {
  it("are each seen, named by mouse and by keys, and lead to their capital", async () => {
    const page = await optimized(pane, { width: 340 });
    for (const name of ["Second", "Third", "Fourth"]) {
      await page.getByLabel("Name of the scenario").fill(name);
      await optimize(page, "Optimize again");
    }
    await part(page, "Frontier");
    await button(page, "Work out the frontier").click();
    const slider = page.getByRole("slider");
    await slider.waitFor();
    const box = (await slider.boundingBox())!;
    const rings = await slider
      .locator("svg circle[r='7.5']")
      .evaluateAll((circles) =>
        circles.map((circle) => ({
          x: Number(circle.getAttribute("cx")),
          y: Number(circle.getAttribute("cy")),
        })),
      );

    expect(rings).toHaveLength(3);
    rings.forEach((one, at) => {
      for (const other of rings.slice(0, at)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(
          15,
        );
      }
    });
    // Newest first; the run on view has a sign of its own.
    const names = ["Third", "Second", "Plan"];
    const line = (at: number) =>
      slider.locator("div > div", { hasText: names[at]! }).last();
    const shown = async (at: number) => {
      await line(at).waitFor();
      for (const other of [0, 1, 2]) {
        expect(await line(other).count()).toBe(1);
        const weight = await line(other).evaluate(
          (element) => getComputedStyle(element).fontWeight,
        );
        expect([other, weight]).toEqual([other, other === at ? "600" : "400"]);
      }
    };
    for (const [at, { x, y }] of rings.entries()) {
      await page.mouse.move(box.x + x, box.y + y);
      await shown(at);
    }
    await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2);
    await line(0).waitFor({ state: "detached" });
    await slider.focus();
    for (const at of [0, 1, 2]) {
      await page.keyboard.press(String(at + 1));
      await shown(at);
      expect(
        (await page.locator("main [role=status]").allInnerTexts()).join(),
      ).toMatch(new RegExp(`${names[at]}: \\d+\\.\\d% cycle service, EUR`));
    }
    expect(await violationsOf(page, "body")).toEqual([]);

    await page.keyboard.press("End");
    const first = await slider.getAttribute("aria-valuetext");
    const row = page
      .getByRole("table", { name: /^Other runs/ })
      .getByRole("row", { name: /Second/ });
    await row.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(first);
    const capital = await row.getByRole("cell").first().innerText();
    expect(await slider.getAttribute("aria-valuetext")).toContain(
      capital.replace(/\s.*/, ""),
    );
    await page.context().close();
  }, 60_000);
});
