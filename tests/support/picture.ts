import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";

/** Set by `npm run pictures`: where the README's pictures go. */
const folder = process.env["STOCKWRIGHT_PICTURES"];

/** Keeps the page as it stands, light and dark, where pictures are asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  fs.mkdirSync(folder, { recursive: true });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(1200);
    await page.screenshot({
      path: path.join(folder, `${name}-${colorScheme}.png`),
    });
  }
  await page.emulateMedia({ colorScheme: "light" });
}
