import path from "node:path";
import { openCsvConnector } from "../../../connectors/csv/csv-connector.ts";
import type { SnapshotDraft } from "../../../connectors/connector.ts";
import { auditSnapshot } from "../../../engine/index.ts";
import { sharedPath } from "../../support/reference.ts";
import { snapshotOf } from "./folder.ts";

describe("invoice lines of a web shop as a snapshot", () => {
  let draft: SnapshotDraft;
  beforeAll(async () => {
    const connector = await openCsvConnector({
      folder: path.dirname(sharedPath("data/online_retail_lines.csv.gz")),
      mapping: path.resolve(
        import.meta.dirname,
        "../../../connectors/csv/mappings/online-retail.json",
      ),
    });
    expect(await connector.check()).toMatchObject({ ok: true });
    draft = await snapshotOf(connector, "2011-12-10");
  }, 300_000);
  const demandOf = (item: string) =>
    draft.stages.find((stage) => stage.item === item)!.demand;

  it("is not moved by orders that were cancelled within minutes", () => {
    // 80,995 units on the last day: their only month is not over.
    expect(demandOf("23843")).toBeNull();
    // 74,215 units of January 2011.
    expect(Math.max(...demandOf("23166")!.quantities.map(Number))).toBeLessThan(
      1000,
    );
  });

  it("ends with November, and holds nothing negative", () => {
    for (const { demand } of draft.stages) {
      if (demand === null) continue;
      const months =
        12 * Number(demand.start.slice(0, 4)) +
        Number(demand.start.slice(5, 7)) +
        demand.quantities.length;
      // November 2011 is the last month: 12 · 2011 + 11, and one after it.
      expect(months).toBe(12 * 2011 + 12);
      expect(demand.quantities.every((units) => units! >= 0)).toBe(true);
    }
    const codes = auditSnapshot({ ...draft, asOf: "2011-12-10" }).map(
      ({ code }) => code,
    );
    expect(codes).not.toContain("negative-demand");
    expect(codes).not.toContain("unfinished-period");
  });

  it("tells what was set right, a few lines of each kind", () => {
    const told = draft.findings.map(({ message }) => message);

    expect(draft.findings.length).toBeLessThan(60);
    expect(told.some((one) => /more of cancellation$/.test(one))).toBe(true);
    expect(told.some((one) => one.includes("given without a price"))).toBe(
      true,
    );
  });
});
