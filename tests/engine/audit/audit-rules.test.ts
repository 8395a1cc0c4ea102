import fc from "fast-check";
import { findingSchema } from "../../../engine/contracts/index.ts";
import { aReceipt, aStage, audit, only } from "./audit-case.ts";

describe("auditSnapshot over receipts, policies and networks", () => {
  it("finds receipts with reversed, equal, future and repeated dates", () => {
    const findings = audit([
      aStage({
        receipts: [
          aReceipt({ shipment: "S1", orderedOn: "2026-02-01" }),
          aReceipt({ shipment: "S2", orderedOn: "2026-01-19" }),
          aReceipt({
            shipment: "S3",
            orderedOn: "2027-01-01",
            receivedOn: "2027-01-15",
          }),
          aReceipt({ shipment: "S4" }),
          aReceipt({ shipment: "S4" }),
          // Another line of the same shipment, with its own quantity, is no repetition.
          aReceipt({ shipment: "S4", quantity: 7 }),
        ],
      }),
    ]);

    const examples = Object.fromEntries(
      findings.map((finding) => [finding.code, finding.examples]),
    );
    expect(examples).toEqual({
      "receipt-before-order": [
        "4711@DC1: shipment S1 was ordered 2026-02-01 and received 2026-01-19",
      ],
      "same-day-receipt": [
        "4711@DC1: shipment S2 was ordered and received 2026-01-19",
      ],
      "future-receipt": [
        "4711@DC1: shipment S3 is received 2027-01-15, the snapshot is of 2026-11-20",
      ],
      "duplicate-receipt": [
        "4711@DC1: shipment S4 of 50 received 2026-01-19 stands there again",
      ],
    });
  });

  it("finds an item master that promises what receipts do not keep", () => {
    const took = [40, 42, 45, 60, 90];
    const receipts = took.map((days, index) =>
      aReceipt({
        shipment: `S${index}`,
        receivedOn: new Date(Date.parse("2026-01-05") + days * 86_400_000)
          .toISOString()
          .slice(0, 10),
      }),
    );

    expect(only({ receipts })).toEqual({
      code: "stale-lead-time",
      examples: [
        "4711@DC1: the item master says 14 days, 5 receipts took 45 (median)",
      ],
    });
    // Four shipments are too few to doubt it.
    expect(audit([aStage({ receipts: receipts.slice(0, 4) })])).toEqual([]);
  });

  it("accepts the receipts of a vendor's other stages as a lead time", () => {
    const stages = [
      aStage({ id: "A@X", receipts: [aReceipt()] }),
      aStage({ id: "B@X", promisedLeadTimeDays: null }),
    ];

    expect(audit(stages)).toEqual([]);
  });

  it("finds min above max and safety stock above max", () => {
    const findings = audit([
      aStage({
        current: {
          safetyStock: 95,
          reorderPoint: 90,
          orderUpTo: 80,
          orderQuantity: null,
        },
      }),
    ]);

    expect(findings.map(({ code, examples }) => [code, examples])).toEqual([
      ["min-above-max", ["4711@DC1: min is 90, max is 80"]],
      ["safety-above-max", ["4711@DC1: safety stock is 95, max is 80"]],
    ]);
  });

  it("finds a service tier that the taxonomy does not cover", () => {
    const stages = [
      aStage({ id: "A@X" }),
      aStage({ id: "B@X", serviceTier: "Z" }),
    ];

    expect(
      audit(stages, [], ["A", "B"]).map(({ examples }) => examples),
    ).toEqual([['B@X: the service tier "Z" is not one of A, B']]);
    // Without a taxonomy half the stages may well be a tier of their own …
    expect(audit(stages)).toEqual([]);
    // … but one in a thousand is doubted.
    const many = Array.from({ length: 1000 }, (_, i) =>
      aStage({ id: `${i}@X` }),
    );
    expect(
      audit([...many, stages[1]!]).map(({ stages: found }) => found),
    ).toEqual([["B@X"]]);
  });

  it("finds two rows for one stage", () => {
    expect(
      audit([aStage(), aStage()]).map(({ code, examples }) => [code, examples]),
    ).toEqual([["duplicate-stage", ["4711@DC1: stage 2 repeats stage 1"]]]);
  });

  it("finds links to nowhere, links twice and stages that supply themselves", () => {
    const stages = ["A@X", "B@X", "C@X"].map((id) => aStage({ id }));
    const link = (from: string, to: string) => ({ from, to, units: 1 });
    const findings = audit(stages, [
      link("A@X", "B@X"),
      link("B@X", "C@X"),
      link("C@X", "A@X"),
      link("A@X", "B@X"),
      link("D@X", "A@X"),
    ]);

    expect(findings.map(({ code, examples }) => [code, examples])).toEqual([
      ["unknown-stage-in-link", ["D@X -> A@X: there is no stage D@X"]],
      ["network-cycle", ["A@X -> B@X -> C@X -> A@X"]],
      ["duplicate-link", ["A@X -> B@X stands there again"]],
    ]);
  });

  it("finds a stage that nothing supplies, and one that nothing draws on", () => {
    const findings = audit(
      [
        aStage({ id: "A@X", demand: null }),
        aStage({ id: "B@X", vendor: null }),
        aStage({ id: "C@X", vendor: null, demand: null }),
      ],
      [{ from: "A@X", to: "B@X", units: 1 }],
    );

    expect(findings.map(({ code, stages }) => [code, stages])).toEqual([
      ["no-supplier", ["C@X"]],
      ["no-demand-no-customer", ["C@X"]],
    ]);
  });

  it("does not ask a plain item list where its items come from", () => {
    expect(audit([aStage({ vendor: null })])).toEqual([]);
  });

  it("shows five examples, counts all, and lists each stage once", () => {
    const quantities = [10, -1, -2, -3, -4, -5, -6];
    const demand = { start: "2026-10-05", quantities };
    const [finding] = audit([
      aStage({ id: "A@X", demand }),
      aStage({ id: "B@X", demand }),
    ]);

    expect(finding).toMatchObject({ code: "negative-demand", count: 12 });
    expect(finding!.examples).toHaveLength(5);
    expect(finding!.stages).toEqual(["A@X", "B@X"]);
  });

  it("puts errors first and answers within the contract, whatever the data", () => {
    const number = fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), {
      nil: null,
    });
    const id = fc.constantFrom("A@X", "B@X", "C@Y", "D@Y");
    const stage = fc
      .record({
        id,
        unitCost: number,
        promisedLeadTimeDays: number,
        onHand: number,
        lotSize: number,
        minOrderQuantity: number,
        quantities: fc.array(number, { maxLength: 70 }),
      })
      .map(({ quantities, ...rest }) =>
        aStage({ ...rest, demand: { start: "2025-09-22", quantities } }),
      );
    const link = fc.record({ from: id, to: id, units: fc.constant(1) });

    fc.assert(
      fc.property(
        fc.array(stage, { maxLength: 6 }),
        fc.array(link),
        (stages, links) => {
          const findings = audit(stages, links);
          const order = findings.map(({ severity }) =>
            ["error", "warning", "info"].indexOf(severity),
          );

          expect(order).toEqual([...order].sort());
          for (const finding of findings) {
            expect(findingSchema.parse(finding)).toEqual(finding);
            expect(finding.examples).toHaveLength(Math.min(5, finding.count));
          }
        },
      ),
    );
  });
});
