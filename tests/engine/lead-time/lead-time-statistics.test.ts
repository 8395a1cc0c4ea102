import { parse } from "csv-parse/sync";
import {
  leadTimeByVendor,
  leadTimeStatistics,
  type LeadTimeReceipt,
} from "../../../engine/index.ts";
import { reference, sharedText } from "../../support/reference.ts";

interface VendorCase {
  readonly vendor: string;
  readonly lines_with_po_date: number;
  readonly nonpositive_lead_time_lines: number;
  readonly receipts: number;
  readonly mean_days: number;
  readonly sd_days: number;
  readonly quantiles_nearest_rank: Readonly<Record<string, number>>;
  readonly promised_mean_days: number;
  readonly late_share: number;
  readonly early_share: number;
  readonly mean_slip_days: number;
  readonly slip_q90: number;
}
const { totals, vendors } = reference<{
  totals: { lines: number; lines_with_po_date: number; nonpositive: number };
  vendors: VendorCase[];
}>("forecast/lead_times.json");

const deliveries = parse(sharedText("data/scms_deliveries.csv.gz"), {
  columns: true,
}) as Record<string, string>[];
const receipts = deliveries.map((line) => ({
  shipment: `${line["po_so"]} ${line["asn_dn"]}`,
  vendor: line["vendor"] ?? null,
  orderedOn: line["po_date"] || null,
  promisedOn: line["promised_date"] || null,
  receivedOn: line["received_date"] || null,
}));
const byVendor = leadTimeByVendor(receipts);

function aReceipt(overrides: Partial<LeadTimeReceipt> = {}): LeadTimeReceipt {
  return {
    shipment: "S1",
    vendor: "ACME",
    orderedOn: "2025-03-01",
    promisedOn: "2025-03-10",
    receivedOn: "2025-03-12",
    ...overrides,
  };
}

describe("lead times of the real deliveries", () => {
  it.each(vendors)("agree with the reference for $vendor", (expected) => {
    const found = byVendor.get(expected.vendor)!;

    expect(found.shipments).toBe(expected.receipts);
    expect(found.leadTimeDays!.mean).toBeCloseTo(expected.mean_days, 9);
    expect(found.leadTimeDays!.deviation).toBeCloseTo(expected.sd_days, 9);
    expect(found.quantilesDays).toEqual({
      p50: expected.quantiles_nearest_rank["0.5"],
      p80: expected.quantiles_nearest_rank["0.8"],
      p90: expected.quantiles_nearest_rank["0.9"],
      p95: expected.quantiles_nearest_rank["0.95"],
    });
    const promise = found.promise!;
    expect(promise.promisedMeanDays).toBeCloseTo(
      expected.promised_mean_days,
      9,
    );
    expect(promise.lateShare).toBeCloseTo(expected.late_share, 12);
    expect(promise.earlyShare).toBeCloseTo(expected.early_share, 12);
    expect(promise.meanSlipDays).toBeCloseTo(expected.mean_slip_days, 9);
    expect(promise.slipQuantile90Days).toBe(expected.slip_q90);
    const excluded = new Map(
      found.excluded.map(({ reason, lines }) => [reason, lines]),
    );
    expect(
      (excluded.get("received before ordered") ?? 0) +
        (excluded.get("received on the day of the order") ?? 0),
    ).toBe(expected.nonpositive_lead_time_lines);
  });

  it("account for every line, kept or left out", () => {
    const all = [...byVendor.values()];
    const excluded = all.flatMap((vendor) => vendor.excluded);
    const count = (reason: string) =>
      excluded
        .filter((one) => one.reason === reason)
        .reduce((sum, { lines }) => sum + lines, 0);

    expect(receipts).toHaveLength(totals.lines);
    expect(count("no order date")).toBe(
      totals.lines - totals.lines_with_po_date,
    );
    expect(
      count("received before ordered") +
        count("received on the day of the order"),
    ).toBe(totals.nonpositive);
    for (const { lines, shipments, excluded: out } of all) {
      expect(out.reduce((sum, one) => sum + one.lines, shipments)).toBe(lines);
    }
  });
});

describe("leadTimeStatistics", () => {
  it("counts each line it leaves out, with its reason", () => {
    const { excluded, shipments, lines } = leadTimeStatistics([
      aReceipt(),
      aReceipt(),
      aReceipt({ shipment: "S2", orderedOn: null }),
      aReceipt({ shipment: "S3", orderedOn: "2025-02-30" }),
      aReceipt({ shipment: "S4", receivedOn: "2025-02-01" }),
      aReceipt({ shipment: "S5", receivedOn: "2025-03-01" }),
      aReceipt({ shipment: "S6", receivedOn: null }),
    ]);

    expect({ shipments, lines }).toEqual({ shipments: 1, lines: 7 });
    expect(excluded).toEqual([
      { reason: "duplicate shipment", lines: 1 },
      { reason: "no order date", lines: 1 },
      { reason: "impossible date", lines: 1 },
      { reason: "received before ordered", lines: 1 },
      { reason: "received on the day of the order", lines: 1 },
      { reason: "no receipt date", lines: 1 },
    ]);
  });

  it("keeps a shipment whose promise is no date, without the promise", () => {
    const { shipments, promise } = leadTimeStatistics([
      aReceipt({ promisedOn: "soon" }),
    ]);

    expect(shipments).toBe(1);
    expect(promise).toBeNull();
  });

  it("says nothing when nothing counts", () => {
    expect(leadTimeStatistics([])).toMatchObject({
      lines: 0,
      shipments: 0,
      leadTimeDays: null,
      quantilesDays: null,
      promise: null,
      lastReceivedOn: null,
    });
  });
});
