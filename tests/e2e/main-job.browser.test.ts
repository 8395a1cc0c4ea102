import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type {
  ChangeSetDetail,
  RecommendationPage,
  Run,
} from "../../engine/contracts/index.ts";
import { eventually } from "../contracts/workbook-cases.ts";
import { picture } from "../support/picture.ts";
import type { RunningServer } from "../support/running-server.ts";
import { startServer } from "../support/running-server.ts";
import {
  pageWorkbook,
  sheetIsThere,
  startChromium,
  typeIntoCells,
} from "../support/sheet-page.ts";
import { openStageWithCharts } from "../support/stage-charts.ts";

/** The whole job as two people do it, in a real browser over the real service. */
describe("from ERP rows to an approved policy in the ERP", () => {
  let server: RunningServer;
  let browser: Browser;
  let planner: Page;
  let approver: Page;
  const contexts: BrowserContext[] = [];
  let run: Run;
  let overridden: { readonly stageId: string; readonly min: number };

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), startChromium()]);
    run = await until("the first run", async () => {
      const { items } = await server.api<{ items: Run[] }>("/runs");
      return items.find(({ state }) => state === "done") ?? null;
    });
    planner = await person("pat");
  }, 240_000);
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser.close();
    await server.remove();
  });

  async function person(id: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: "light",
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${server.url}&person=${id}`);
    await sheetIsThere(page);
    return page;
  }

  const step = (page: Page, name: string) =>
    page.getByRole("tab", { name: new RegExp(name) }).click();

  it("answers formulas that a planner types, and spills what is a table", async () => {
    const workbook = pageWorkbook(planner);
    const [first] = (
      await server.api<RecommendationPage>(
        `/runs/${run.id}/recommendations?offset=0&limit=1`,
      )
    ).rows;
    await typeIntoCells(planner, { sheet: "Sheet1", address: "A1" }, [
      [10],
      [20],
      [30],
      [50],
    ]);
    await typeIntoCells(planner, { sheet: "Sheet1", address: "C1" }, [
      ["=STOCK.SAFETYSTOCK(A1:A4,4,0.95)"],
      ["=STOCK.REORDERPOINT(A1:A4,4,0.95)"],
      ['=STOCK.CROSTON(A1:A4,"sba")'],
      ["=STOCK.DEMANDCLASS(A1:A4)"],
      [`=STOCK.POLICY("${first!.stageId}","min")`],
      ["=STOCK.SAFETYSTOCK(A1:A4,4,95)"],
      ["=STOCK.MINMAX(A1:A4,4,0.95,60,0,0,,,12,24,0)"],
    ]);

    await eventually(async () => {
      const cells = await workbook.values({
        sheet: "Sheet1",
        address: "C1:D7",
      });
      const [safety, reorder, croston, demandClass, policy, wrong, minMax] =
        cells;
      // σ of 10, 20, 30, 50 is 17.07825: 1.644854 · 17.07825 · √4
      expect(safety![0]).toBeCloseTo(56.18245, 4);
      // mean 27.5 over 4 periods, and the safety stock
      expect(reorder![0]).toBeCloseTo(166.18245, 4);
      expect(typeof croston![0]).toBe("number");
      expect(demandClass![0]).toBe("smooth");
      expect(policy![0]).toBe(first!.recommended.reorderPoint);
      expect(wrong![0]).toBe("#NUM!");
      expect(Number(minMax![1]) - Number(minMax![0])).toBe(60);
    });
  }, 120_000);

  it("Data: shows what the ERP said and what the audit found", async () => {
    await step(planner, "Data");
    await planner.getByText("What the audit found").waitFor();
    await planner.getByText("Min above max").waitFor();
    await picture(planner, "data");
  });

  it("Optimize: runs with other targets, live, to the end", async () => {
    await step(planner, "Optimize");
    await planner.getByLabel("Tier A").fill("97");
    await picture(planner, "optimize");
    await planner.getByRole("button", { name: "Optimize again" }).click();

    run = await until("the second run", async () => {
      const { items } = await server.api<{ items: Run[] }>("/runs");
      return (
        items.find(
          ({ state, scenario }) =>
            state === "done" && scenario.serviceTargets["A"] === 0.97,
        ) ?? null
      );
    });
    expect(run.totals!.stages).toBeGreaterThan(2000);
  }, 180_000);

  it("Review: tells why, takes an override with its reason, and fills a sheet", async () => {
    // The pane hears of the run's end a moment after the service knows it, and offers it here.
    await planner.getByRole("button", { name: "Review", exact: true }).click();
    await planner.getByRole("button", { name: "Sums" }).click();
    const sums = planner.getByRole("table", { name: /service by location/ });
    await sums.getByRole("row", { name: /^KASSEL/ }).waitFor();
    await picture(planner, "sums");
    await planner.getByRole("button", { name: /^Exceptions/ }).click();
    const rows = planner.getByRole("grid").getByRole("row");
    await rows.nth(1).click();
    const why = planner.getByRole("region", { name: /^Why / });
    await why.getByText("Safety stock").first().waitFor();
    const stageId = (await why.getAttribute("aria-label"))!.slice(4);
    await picture(planner, "review");

    const stage = (
      await server.api<RecommendationPage>(
        `/runs/${run.id}/recommendations?offset=0&limit=3000`,
      )
    ).rows.find((row) => row.stageId === stageId)!;
    const min = stage.recommended.reorderPoint! + 5;
    await why.getByRole("button", { name: "Override" }).click();
    await why.getByLabel(/^Your min/i).fill(String(min));
    await why
      .getByLabel(/Reason, for the approver/)
      .fill("Strike announced at the vendor");
    await picture(planner, "override");
    await why.getByRole("button", { name: "Keep override" }).click();
    await why.getByText("Strike announced at the vendor").waitFor();
    overridden = { stageId, min };
    await openStageWithCharts(planner);
    await picture(planner, "demand");
    const back = why.getByRole("button", { name: /All rows|Close/ });
    await back.click();
    await planner.getByRole("button", { name: "Put into sheet" }).click();
    const tables = await until("the sheet table", async () => {
      const sheets = await pageWorkbook(planner).sheets();
      return sheets.length > 2 ? sheets : null;
    });
    expect(tables.length).toBeGreaterThan(2);
    await planner.waitForTimeout(1500);
    await picture(planner, "sheet");
  }, 180_000);

  it("Approve: shows the author the exact diff, and lets only another person sign it", async () => {
    await step(planner, "Approve");
    await planner.getByRole("button", { name: "Plan the write" }).click();
    await planner
      .getByText(/another person must approve it: Alex Approver/)
      .waitFor({ timeout: 120_000 });
    expect(
      await planner.getByRole("button", { name: /^Approve \d/ }).count(),
    ).toBe(0);

    approver = await person("alex");
    await step(approver, "Approve");
    const sign = approver.getByRole("button", { name: /^Approve [\d,]+ rows/ });
    await sign.waitFor({ timeout: 120_000 });
    await picture(approver, "approve");
    await approver
      .getByLabel("Comment, for the record")
      .fill("Read, agreed with purchasing");
    await sign.click();
    await approver
      .getByRole("button", { name: /^Write [\d,]+ rows/ })
      .waitFor();
  }, 240_000);

  it("Write back: dry run, write, and every row read back", async () => {
    await planner.reload();
    await sheetIsThere(planner);
    await step(planner, "Write back");
    await planner.getByRole("button", { name: "Dry run" }).click();
    const write = planner.getByRole("button", { name: /^Write [\d,]+ rows/ });
    await until("the dry run", async () =>
      (await write.isEnabled()) ? true : null,
    );
    await write.click();
    await planner
      .getByRole("button", { name: "Verify" })
      .waitFor({ timeout: 180_000 });
    await picture(planner, "write-back");

    const { changeSet } = await newestChangeSet();
    expect(changeSet.state).toBe("written");
    expect(changeSet.counts.written).toBe(changeSet.counts.change);
    expect(changeSet.approval).toMatchObject({
      by: "alex",
      decision: "approved",
    });
    expect(changeSet.author).toBe("pat");
  }, 300_000);

  it("leaves in the ERP exactly what was approved, each row written once", async () => {
    const { rows } = await newestChangeSet();
    const written = rows.filter(({ kind }) => kind === "change");
    await server.stop();

    const erp = await PGlite.create(
      path.join(server.folder, "sample-erp", "database"),
    );
    try {
      const found = await erp.query<{
        id: string;
        reorder_point: string;
        order_up_to: string;
      }>(
        `select item_no || '@' || location as id, reorder_point::text, order_up_to::text
           from erp_item_location`,
      );
      const held = new Map(found.rows.map((row) => [row.id, row]));
      expect(Number(held.get(overridden.stageId)!.reorder_point)).toBe(
        overridden.min,
      );
      for (const row of written) {
        const min = row.changes.find(({ field }) => field === "reorderPoint");
        if (min) {
          expect(Number(held.get(row.stageId)!.reorder_point)).toBe(
            Number(min.newValue),
          );
        }
      }
      const audit = await erp.query<{ times: number; stages: number }>(
        `select max(times)::int as times, count(*)::int as stages from
           (select count(*) as times from erp_item_location_audit
             group by item_no, location) as counted`,
      );
      expect(audit.rows[0]).toEqual({ times: 1, stages: written.length });
    } finally {
      await erp.close();
    }
  }, 120_000);

  async function newestChangeSet(): Promise<ChangeSetDetail> {
    const { items } = await server.api<{ items: { id: string }[] }>(
      "/change-sets",
    );
    return server.api<ChangeSetDetail>(`/change-sets/${items[0]!.id}`);
  }
});

/** Asks until there is an answer. Throws, naming what was waited for, after three minutes. */
async function until<T>(
  what: string,
  ask: () => Promise<T | null>,
): Promise<T> {
  const end = Date.now() + 180_000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain for ${what}`);
}
