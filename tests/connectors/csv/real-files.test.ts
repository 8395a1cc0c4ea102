import path from "node:path";
import { openCsvConnector } from "../../../connectors/csv/csv-connector.ts";
import type { SnapshotDraft } from "../../../connectors/connector.ts";
import { stageRecordSchema } from "../../../engine/contracts/index.ts";
import { auditSnapshot } from "../../../engine/index.ts";
import { reference, sharedPath } from "../../support/reference.ts";
import { snapshotOf } from "./folder.ts";

const mappings = path.resolve(
  import.meta.dirname,
  "../../../connectors/csv/mappings",
);

async function shipped(name: string, file: string): Promise<SnapshotDraft> {
  const connector = await openCsvConnector({
    folder: path.dirname(sharedPath(`data/${file}`)),
    mapping: path.join(mappings, `${name}.json`),
  });
  expect(await connector.check()).toMatchObject({ ok: true, canWrite: false });
  return snapshotOf(connector);
}

describe("the distributor's item master and weekly sales (man)", () => {
  // Counted by pandas over the same files.
  const { man } = reference<{
    man: {
      skus: number;
      zero_demand_skus: number;
      negative_cells: number;
      blank_cells: number;
      lead_time_weeks_values: Record<string, number>;
      moq_values_top: Record<string, number>;
      zero_cost: number;
      blank_moq: number;
    };
  }>("forecast/hygiene.json");
  let draft: SnapshotDraft;
  beforeAll(async () => {
    draft = await shipped("man", "man_items.csv");
  });

  it("reads every article with 150 weeks from 2012-W01", () => {
    expect(draft.findings).toEqual([]);
    expect(draft.stages).toHaveLength(man.skus);
    for (const stage of draft.stages) {
      expect(stage.demand!.quantities).toHaveLength(150);
      // Monday of 2012-W01.
      expect(stage.demand!.start).toBe("2012-01-02");
    }
    stageRecordSchema.parse(draft.stages[0]);
  });

  it("agrees with the counts of the reference", () => {
    const cells = draft.stages.flatMap((stage) => stage.demand!.quantities);
    expect(cells.filter((cell) => cell === null)).toHaveLength(man.blank_cells);
    expect(cells.filter((cell) => cell! < 0)).toHaveLength(man.negative_cells);
    expect(draft.stages.filter(({ unitCost }) => unitCost === 0)).toHaveLength(
      man.zero_cost,
    );
    expect(
      draft.stages.filter(({ minOrderQuantity }) => minOrderQuantity === null),
    ).toHaveLength(man.blank_moq);

    for (const [weeks, count] of Object.entries(man.lead_time_weeks_values)) {
      const days = Number(weeks) * 7;
      expect(
        draft.stages.filter((stage) => stage.promisedLeadTimeDays === days),
      ).toHaveLength(count);
    }
    for (const [quantity, count] of Object.entries(man.moq_values_top)) {
      expect(
        draft.stages.filter(
          (stage) => stage.minOrderQuantity === Number(quantity),
        ),
      ).toHaveLength(count);
    }
  });

  it("lets the audit find the articles that never sold", () => {
    const findings = auditSnapshot({ ...draft, asOf: "2014-11-17" });
    const counts = Object.fromEntries(
      findings.map(({ code, count }) => [code, count]),
    );

    expect(counts["all-zero-history"]).toBe(man.zero_demand_skus);
    expect(counts["no-service-tier"]).toBe(man.skus);
    expect(counts["negative-demand"]).toBeUndefined();
    expect(counts["stale-history"]).toBeUndefined();
  });
});

describe("deliveries with order, promise and receipt dates (scms)", () => {
  let draft: SnapshotDraft;
  beforeAll(async () => {
    draft = await shipped("scms", "scms_deliveries.csv.gz");
  });

  it("reads every line as a receipt of its item and country", () => {
    // data/README.md: 7384 lines, 68 vendors, 41 countries.
    const receipts = draft.stages.flatMap((stage) => stage.receipts);

    expect(draft.findings).toEqual([]);
    expect(receipts).toHaveLength(7384);
    expect(new Set(receipts.map(({ vendor }) => vendor)).size).toBe(68);
    expect(new Set(draft.stages.map(({ location }) => location)).size).toBe(41);
  });

  it("agrees with the reference on the lead time of each vendor", () => {
    const { totals, vendors } = reference<{
      totals: { lines_with_po_date: number; late_share_all_lines: number };
      vendors: readonly {
        vendor: string;
        receipts: number;
        mean_days: number;
      }[];
    }>("forecast/lead_times.json");
    const lines = draft.stages.flatMap((stage) => stage.receipts);
    const late = lines.filter((one) => one.receivedOn > one.promisedOn!);
    expect(late.length / lines.length).toBeCloseTo(
      totals.late_share_all_lines,
      12,
    );

    const receipts = lines.filter(({ orderedOn }) => orderedOn !== null);
    expect(receipts).toHaveLength(totals.lines_with_po_date);

    const days = (from: string, to: string) =>
      (Date.parse(to) - Date.parse(from)) / 86_400_000;
    for (const expected of vendors) {
      const shipments = new Map(
        receipts
          .filter(({ vendor }) => vendor === expected.vendor)
          .filter((one) => days(one.orderedOn!, one.receivedOn) > 0)
          .map((one) => [one.shipment, one]),
      );
      const all = [...shipments.values()];
      const total = all.reduce(
        (sum, one) => sum + days(one.orderedOn!, one.receivedOn),
        0,
      );

      expect(all).toHaveLength(expected.receipts);
      expect(total / all.length).toBeCloseTo(expected.mean_days, 9);
    }
  });
});
