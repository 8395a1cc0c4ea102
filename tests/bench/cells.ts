import type { Page } from "playwright-core";
import { meioPolicyCell } from "../../addin/functions/network-functions.ts";
import { installCellRuntime } from "../../addin/functions/register-univer-runtime.ts";
import { aNetwork } from "../engine/planning/a-network.ts";
import { networkRanges } from "../support/network-cells.ts";
import { streamedCell } from "../support/streamed-cell.ts";
import {
  openSheetPage,
  pageWorkbook,
  serveAddin,
  startChromium,
} from "../support/sheet-page.ts";
import { cpuClock } from "../support/cpu-seconds.ts";
/** One row of the table that the benches print. */
interface BenchRow {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  readonly baselineName: string;
  readonly ratio: number;
}

const cells = 10_000;
const perRow = 10;

/**
 * 10,000 SAFETYSTOCK cells in the browser's sheet, against as many cells of the sheet's own
 * NORM.S.INV; and networks of 50 stages in a cell, against the bar of 50 ms.
 */
export async function run(): Promise<BenchRow[]> {
  return [await networkRow(80), await networkRow(110), ...(await sheetRows())];
}

/** Networks that are looked at: one might be lucky. */
const seeds = 20;

/** The slowest of some networks of 50 stages, from ranges to the proven table. */
async function networkRow(linkCount: number): Promise<BenchRow> {
  const networks = Array.from({ length: seeds }, (_, seed) =>
    aNetwork(50, linkCount, seed),
  );
  installCellRuntime();
  const seconds: number[] = [];
  // The second time: a workbook that calculates has compiled what it runs.
  for (const file of [...networks, ...networks]) {
    const [stages, links] = networkRanges(file);
    const spent = cpuClock();
    const table = await streamedCell((invocation) =>
      meioPolicyCell(stages, links, [], "", invocation),
    ).end();
    const elapsed = spent();
    if (table.length !== 51) throw new Error(String(table.at(-1)));
    seconds.push(elapsed);
  }
  const ours = Math.max(...seconds.slice(networks.length));
  return {
    name: `MEIO_POLICY of 50 stages and ${linkCount} links, slowest of ${seeds}`,
    unit: "s",
    ours,
    baseline: 0.05,
    baselineName: "the bar",
    ratio: 0.05 / ours,
  };
}

async function sheetRows(): Promise<BenchRow[]> {
  const server = await serveAddin();
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await openSheetPage(page, server.url);
    const ours = await recalculation(
      page,
      "Ours",
      (row) => `=STOCK.SAFETYSTOCK($A$1:$A$12,4+${row}/1000,0.95)`,
    );
    const builtIn = await recalculation(
      page,
      "BuiltIn",
      (row) => `=NORM.S.INV(0.5+${row}/100000)*SUM($A$1:$A$12)`,
    );
    const baselineName = "the sheet's own NORM.S.INV of a sum";
    return [
      {
        name: "10,000 SAFETYSTOCK cells, recalculation",
        unit: "s",
        ours: ours.seconds,
        baseline: builtIn.seconds,
        baselineName,
        ratio: ours.seconds / builtIn.seconds,
      },
      {
        name: "10,000 SAFETYSTOCK cells, longest pause of the page",
        unit: "s",
        ours: ours.pause,
        baseline: builtIn.pause,
        baselineName,
        ratio: ours.pause / builtIn.pause,
      },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Fills a sheet of its own, changes one cell that all depend on, and waits for the last result. */
async function recalculation(
  page: Page,
  sheet: string,
  formula: (row: number) => string,
): Promise<{ readonly seconds: number; readonly pause: number }> {
  const workbook = pageWorkbook(page);
  const rows = cells / perRow;
  await workbook.action("fill", async (edit) => {
    await edit.addSheet(sheet);
    await edit.setValues(
      { sheet, address: "A1" },
      Array.from({ length: 12 }, (_, month) => [100 + ((month * 37) % 50)]),
    );
    await edit.setFormulas(
      { sheet, address: "C1" },
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: perRow }, (__, column) =>
          formula(row * perRow + column + 1),
        ),
      ),
    );
  });
  const last = { sheet, address: `L${rows}` };
  const settled = async (before: unknown): Promise<void> => {
    const started = Date.now();
    for (;;) {
      const [[value] = []] = await workbook.values(last);
      if (typeof value === "number" && value !== before) return;
      if (Date.now() - started > 120_000) throw new Error(`${sheet} hangs`);
      await page.waitForTimeout(20);
    }
  };
  await settled(null);
  await page.waitForTimeout(2000);
  const [[before] = []] = await workbook.values(last);
  const pause = await watchPauses(page);
  const started = performance.now();
  await workbook.action("change", (edit) =>
    edit.setValues({ sheet, address: "A1" }, [[999]]),
  );
  await settled(before);
  const seconds = (performance.now() - started) / 1000;
  await page.waitForTimeout(500);
  return { seconds, pause: await pause() };
}

/** Measures the longest time in which the page drew nothing and answered nothing. */
async function watchPauses(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const seen = { last: performance.now(), longest: 0, stop: false };
    const tick = (): void => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      if (!seen.stop) setTimeout(tick, 5);
    };
    tick();
    return seen;
  });
  return () =>
    watch.evaluate((seen) => {
      seen.stop = true;
      return seen.longest / 1000;
    });
}
