import { sample } from "../../../connectors/profiles/sample.ts";
import type { plan } from "./a-plan.ts";
import { one, target, wanted } from "./a-plan.ts";

describe("guardrails", () => {
  const codes = (...args: Parameters<typeof plan>) => {
    const row = one(...args);
    return [row.kind, ...row.guardrails.map((g) => `${g.severity} ${g.code}`)];
  };

  it("stops a change above the limit, and lets a reasoned override pass with a warning", () => {
    const values = { safetyStock: 5, reorderPoint: 200, orderUpTo: 230 };

    // (200 - 20) / 20 = 9, the limit is 5
    expect(codes([wanted({ values })], [target()])).toEqual([
      "blocked",
      "block max-change",
    ]);
    expect(
      codes(
        [wanted({ values, overridden: true, overrideReason: "new contract" })],
        [target()],
      ),
    ).toEqual(["change", "warn max-change"]);
  });

  it("stops a min above its max, also where only one of the two moves", () => {
    expect(
      codes(
        [wanted({ values: { reorderPoint: 30, orderUpTo: 29 } })],
        [target()],
      ),
    ).toEqual(["blocked", "block min-above-max"]);
    expect(
      codes([wanted({ values: { reorderPoint: 51 } })], [target()]),
    ).toEqual(["blocked", "block min-above-max"]);
  });

  it("stops numbers finer than the unit or the column", () => {
    const half = { values: { reorderPoint: 20.5 } };

    expect(codes([wanted(half)], [target()])).toEqual([
      "blocked",
      "block unit-decimals",
    ]);
    expect(
      codes([wanted({ ...half, unitDecimals: 1 })], [target()], {
        fields: {
          reorderPoint: { column: "reorderPoint", type: "integer" },
        },
        invariants: [],
      }),
    ).toEqual(["blocked", "block unit-decimals"]);
  });

  it("stops a negative number that the ERP's meaning makes", () => {
    expect(
      codes(
        [wanted({ values: { safetyStock: 9, reorderPoint: 8 } })],
        [target()],
        { reorderIncludesSafety: false },
      ),
    ).toEqual(["blocked", "block below-zero"]);
  });

  it("warns of an order that is no multiple of the lot, and stops it where it is written", () => {
    const row = wanted({ values: { orderQuantity: 25 }, lotSize: 10 });

    expect(codes([row], [target()])).toEqual([
      "unchanged",
      "warn lot-multiple",
    ]);
    expect(
      codes([row], [target({}, { targetMeaning: "quantity" })], {
        targetMeaning: { kind: "quantity" },
        fields: {
          ...sample.fields,
          orderQuantity: { column: "q", type: "decimal", scale: 3 },
        },
      }),
    ).toEqual(["blocked", "block lot-multiple"]);
  });

  it("stops everything planned on an old snapshot", () => {
    expect(
      codes([wanted()], [target()], {}, { snapshotAgeHours: 169 }),
    ).toEqual(["blocked", "block stale-snapshot"]);
  });

  it("stops a row whose values the ERP would ignore", () => {
    const row = one(
      [wanted()],
      [target({}, { closedGates: ["set the planning type first"] })],
    );

    expect([row.kind, row.message]).toEqual([
      "blocked",
      "set the planning type first",
    ]);
  });
});
