import type { StageRecord } from "../../../engine/contracts/index.ts";
import { auditSnapshot } from "../../../engine/index.ts";
import { aStage, asOf, audit, only } from "./audit-case.ts";

describe("auditSnapshot", () => {
  it("finds nothing in clean data", () => {
    expect(audit([aStage()])).toEqual([]);
    expect(
      auditSnapshot({ stages: [], links: [], period: "day", asOf }),
    ).toEqual([]);
  });

  it("names the rule, the effect, the remedy, the stages and the field", () => {
    const [finding] = audit([aStage({ unitCost: null })]);

    expect(finding).toEqual({
      code: "missing-cost",
      severity: "error",
      title: "No unit cost",
      effect: expect.stringContaining("worth nothing"),
      remedy: expect.stringContaining("Enter the unit cost"),
      stages: ["4711@DC1"],
      examples: ["4711@DC1: the unit cost is empty"],
      count: 1,
    });
  });

  it.each<[string, Partial<StageRecord>, string]>([
    ["zero-cost", { unitCost: 0 }, "the unit cost is 0"],
    ["negative-cost", { unitCost: -3.5 }, "the unit cost is -3.5"],
    [
      "non-positive-lead-time",
      { promisedLeadTimeDays: 0 },
      "the item master says 0 days",
    ],
    [
      "no-lead-time",
      { promisedLeadTimeDays: null },
      "no lead time in the item master and no usable receipt",
    ],
    ["no-service-tier", { serviceTier: null }, "the service tier is empty"],
    ["negative-stock", { onHand: -4 }, "-4 on hand"],
    [
      "unit-decimals",
      { onHand: 12.5 },
      "on hand is 12.5 pcs, the unit allows 0 decimals",
    ],
    [
      "minimum-order-not-in-lots",
      { minOrderQuantity: 12 },
      "the minimum order is 12, the lot is 5",
    ],
    [
      "single-period",
      { demand: { start: "2026-11-09", quantities: [7] } },
      "only 2026-11-09 is recorded",
    ],
    [
      "empty-history",
      { demand: { start: "2026-11-09", quantities: [null, null] } },
      "no period holds a number",
    ],
    [
      "demand-gap",
      // The third bucket from Monday 2026-10-05.
      { demand: { start: "2026-10-05", quantities: [4, 5, null, 6, 4, 5] } },
      "1 missing, the first is 2026-10-19",
    ],
  ])("finds %s", (code, change, example) => {
    expect(only(change)).toEqual({ code, examples: [`4711@DC1: ${example}`] });
  });

  it("finds a negative demand by its week", () => {
    const quantities = new Array<number>(60).fill(10);
    quantities[2] = -12;

    // 2025-09-22 + 2 weeks.
    expect(only({ demand: { start: "2025-09-22", quantities } })).toEqual({
      code: "negative-demand",
      examples: ["4711@DC1: demand of 2025-10-06 is -12"],
    });
  });

  it("names a month as year and month", () => {
    const quantities = [10, 11, 9, -12, 10, 10];
    const stage = aStage({ demand: { start: "2026-05-01", quantities } });
    const findings = auditSnapshot({
      stages: [stage],
      links: [],
      period: "month",
      asOf,
    });

    expect(findings.map((finding) => finding.examples)).toEqual([
      ["4711@DC1: demand of 2026-08 is -12"],
    ]);
  });

  it("finds an order typed with fifty times the quantity", () => {
    const quantities = Array.from({ length: 60 }, (_, week) => 8 + (week % 5));
    quantities[30] = 500;

    // 2025-09-22 + 30 weeks = 2026-04-20; the median of 8 to 12 is 10.
    expect(only({ demand: { start: "2025-09-22", quantities } })).toEqual({
      code: "demand-outlier",
      examples: ["4711@DC1: demand of 2026-04-20 is 500, usual is 10"],
    });
  });

  it("takes a promotion and lumpy sizes for ordinary", () => {
    const promotion = Array.from({ length: 60 }, (_, week) =>
      week % 12 ? 10 : 40,
    );
    // Sizes from 1 to 64, each power of two as often: log spread 1.4.
    const lumpy = Array.from({ length: 60 }, (_, week) => 2 ** (week % 7));

    for (const quantities of [promotion, lumpy]) {
      expect(
        audit([aStage({ demand: { start: "2025-09-22", quantities } })]),
      ).toEqual([]);
    }
  });

  it("finds stock that nobody asked for in a year, with its worth", () => {
    const quantities = [3, ...new Array<number>(59).fill(0)];

    expect(
      only({ demand: { start: "2025-09-22", quantities }, onHand: 30 }),
    ).toEqual({
      code: "dead-stock",
      // 30 · 12.5
      examples: ["4711@DC1: 30 on hand, worth 375, last sold 2025-09-22"],
    });
  });

  it("gives a launch its year before it calls its stock dead", () => {
    const launched = (weeks: number) => ({
      start: "2024-01-01",
      quantities: [
        ...new Array<null>(150 - weeks).fill(null),
        ...new Array<number>(weeks).fill(0),
      ],
    });
    const codes = (weeks: number) =>
      audit([aStage({ demand: launched(weeks) })]).map(({ code }) => code);

    expect(codes(51)).not.toContain("dead-stock");
    expect(codes(52)).toContain("dead-stock");
  });

  it("finds what never sold", () => {
    const demand = {
      start: "2025-09-22",
      quantities: new Array<number>(60).fill(0),
    };

    expect(only({ demand, onHand: 0 })).toEqual({
      code: "all-zero-history",
      examples: ["4711@DC1: all 60 recorded periods are 0"],
    });
  });

  it("finds a history that ended long ago, once for the whole snapshot", () => {
    const demand = {
      start: "2024-01-01",
      quantities: new Array<number>(60).fill(10),
    };
    const findings = audit([
      aStage({ id: "A@X", demand }),
      aStage({ id: "B@X", demand }),
    ]);

    // 2024-01-01 + 59 weeks.
    expect(findings.map(({ code, examples }) => [code, examples])).toEqual([
      [
        "stale-history",
        [
          "the newest period of any stage is 2025-02-17, the snapshot is of 2026-11-20",
        ],
      ],
    ]);
  });
});
