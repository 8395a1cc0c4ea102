import fs from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = fs.readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/**
 * Accessibility rules that a part of a page breaks, one line each with its first place. Outside
 * the focus guards that Fluent puts beside its menus, whose empty names are on purpose.
 */
export async function violationsOf(
  page: Page,
  selector: string,
): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = await settledViolations(page, selector);
  // What was still being drawn is looked at again: a rule that is broken stays broken.
  return found.length === 0 ? found : settledViolations(page, selector);
}

async function settledViolations(
  page: Page,
  selector: string,
): Promise<readonly string[]> {
  // A colour on its way to another has no contrast to speak of; a turning skeleton never ends.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) =>
          one.playState !== "running" ||
          one.effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  return page.evaluate(async (part) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(context: object): Promise<{
          violations: { id: string; help: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run({
      include: [[part]],
      exclude: [["[data-tabster-dummy]"]],
    });
    return violations.map(
      (one) => `${one.id}: ${one.help}: ${one.nodes[0]?.html ?? ""}`,
    );
  }, selector);
}
