// Draws the PNG icons from their SVG sources. Run it after changing one: node manifests/icons/render.mjs
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const folder = import.meta.dirname;
const ribbon = [16, 32, 80];

/** Which sizes Office asks for: ribbon buttons, lists of add-ins, and the app package. */
const sizes = {
  mark: [...ribbon, 64, 128, 192],
  outline: [32],
  data: ribbon,
  optimize: ribbon,
  review: ribbon,
  approve: ribbon,
  "write-back": ribbon,
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const [name, wanted] of Object.entries(sizes)) {
  const svg = fs.readFileSync(path.join(folder, `source/${name}.svg`), "utf8");
  for (const size of wanted) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    await page.screenshot({
      path: path.join(folder, `${name}-${size}.png`),
      omitBackground: true,
    });
  }
}
await browser.close();
