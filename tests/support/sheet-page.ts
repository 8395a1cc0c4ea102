import fs from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type {
  CellGrid,
  RangeAddress,
  Selection,
  WorkbookChange,
  WorkbookEdit,
  WorkbookPort,
} from "../../addin/workbook/port.ts";
import { serveFolder } from "./static-server.ts";

const built = path.resolve(import.meta.dirname, "../../dist/addin");

/** What the page offers at its console. */
interface PageWindow {
  readonly stockwright: { readonly workbook: WorkbookPort };
  edit: WorkbookEdit;
  endAction(): void;
  ending: Promise<unknown>;
}

/** Starts Chromium; `CHROMIUM` names another one than the system's. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Serves the built add-in. Throws when it was not built. */
export async function serveAddin(): Promise<{
  readonly url: string;
  close(): Promise<void>;
}> {
  if (!fs.existsSync(path.join(built, "workbook.html"))) {
    throw new Error("dist/addin is missing: run npm run build:addin");
  }
  return serveFolder(built);
}

/** Opens the workbook page and waits until its sheet is there. */
export async function openSheetPage(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(30_000);
  await page.goto(`${url}/workbook.html`);
  await sheetIsThere(page);
}

/** Waits until the sheet can be typed into. */
export async function sheetIsThere(page: Page): Promise<void> {
  await page.waitForSelector("#loading", { state: "detached" });
  await page.evaluate(() =>
    (window as unknown as PageWindow).stockwright.workbook.selection(),
  );
  // The keyboard goes where the planner has clicked last.
  await page.locator("canvas[id^=univer-sheet-main-canvas]").click({
    position: { x: 300, y: 400 },
  });
}

/**
 * Types into cells by the keyboard, as a planner does: who sees that a formula was not taken, a key
 * having come too early for a busy page, types it once more.
 */
export async function typeIntoCells(
  page: Page,
  range: RangeAddress,
  contents: CellGrid,
): Promise<void> {
  const workbook = pageWorkbook(page);
  const [, letters = "A", first = "1"] =
    /^([A-Z]+)(\d+)/.exec(range.address) ?? [];
  for (const [r, row] of contents.entries()) {
    for (const [c, value] of row.entries()) {
      const column = String.fromCharCode(letters.charCodeAt(0) + c);
      const cell = {
        sheet: range.sheet,
        address: `${column}${Number(first) + r}`,
      };
      const text = String(value ?? "");
      await workbook.select(cell);
      await typeText(page, text);
      if (!text.startsWith("=")) continue;
      const [[taken] = []] = await workbook.formulas(cell);
      if (taken === text) continue;
      await page.keyboard.press("Escape");
      await workbook.select(cell);
      await typeText(page, text);
    }
  }
}

async function typeText(page: Page, text: string): Promise<void> {
  const [head = "", ...rest] = text;
  await page.keyboard.press(head === "=" ? "Equal" : head);
  // The first key opens the cell's editor; a person's second key comes later than this.
  await page.waitForTimeout(120);
  await page.keyboard.type(rest.join(""), { delay: 5 });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(60);
}

/** The page's workbook, from the test's side: each call crosses into the page. */
export function pageWorkbook(page: Page): WorkbookPort {
  let joined: Promise<unknown> = Promise.resolve();
  const call = async <T>(
    method: keyof WorkbookPort,
    ...args: unknown[]
  ): Promise<T> => {
    await joined;
    return page.evaluate(
      ([name, values]) => {
        const { workbook } = (window as unknown as PageWindow).stockwright;
        const run = workbook[name as "values"] as unknown as (
          ...all: unknown[]
        ) => Promise<unknown>;
        return run(...(values as unknown[]));
      },
      [method, args] as const,
    ) as Promise<T>;
  };
  const listen = <E>(
    method: "onSelectionChanged" | "onChanged",
    listener: (event: E) => void,
  ) => {
    const name = `hear_${Math.random().toString(36).slice(2)}`;
    let heard = true;
    joined = page
      .exposeFunction(name, (event: E) => {
        if (heard) listener(event);
      })
      .then(() =>
        page.evaluate(
          ([on, hear]) => {
            const page = window as unknown as PageWindow &
              Record<string, (event: unknown) => void>;
            page.stockwright.workbook[on]((event: unknown) =>
              page[hear]?.(event),
            );
          },
          [method, name] as const,
        ),
      );
    return () => {
      heard = false;
    };
  };
  const edit = new Proxy({} as WorkbookEdit, {
    get:
      (_, method) =>
      (...args: unknown[]) =>
        page.evaluate(
          ([name, values]) => {
            const open = (window as unknown as PageWindow).edit;
            const run = open[name as "addSheet"] as unknown as (
              ...all: unknown[]
            ) => Promise<unknown>;
            return run(...(values as unknown[]));
          },
          [String(method), args] as const,
        ),
  });
  let last: Promise<unknown> = Promise.resolve();

  return {
    capabilities: {
      host: "browser",
      undoGroups: true,
      undo: true,
      formulas: true,
    },
    sheets: () => call("sheets"),
    table: (name) => call("table", name),
    named: (name) => call("named", name),
    values: (range) => call("values", range),
    formulas: (range) => call("formulas", range),
    selection: () => call("selection"),
    select: (range) => call("select", range),
    onSelectionChanged: (listener) =>
      listen<Selection>("onSelectionChanged", listener),
    onChanged: (listener) => listen<WorkbookChange>("onChanged", listener),
    action: (label, run) => {
      const next = last.then(async () => {
        await page.evaluate(
          (name) =>
            new Promise<void>((begun) => {
              const here = window as unknown as PageWindow;
              here.ending = here.stockwright.workbook.action(name, (open) => {
                here.edit = open;
                begun();
                return new Promise<void>((end) => {
                  here.endAction = end;
                });
              });
            }),
          label,
        );
        try {
          return await run(edit);
        } finally {
          await page.evaluate(() => {
            const here = window as unknown as PageWindow;
            here.endAction();
            return here.ending.then(() => undefined);
          });
        }
      });
      last = next.catch(() => undefined);
      return next;
    },
    undo: () => call("undo"),
    recalculate: () => call("recalculate"),
  };
}
