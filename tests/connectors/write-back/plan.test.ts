import { sample } from "../../../connectors/profiles/sample.ts";
import { one, plan, target, wanted } from "./a-plan.ts";

describe("planChanges", () => {
  it("takes off the safety stock that the ERP keeps where the planner writes none", () => {
    // The ERP adds its own 5 to the min: 20 + 5 gives the 25 that is wanted.
    const [row] = plan(
      [wanted({ values: { reorderPoint: 25, orderUpTo: 65 } })],
      [target()],
      { reorderIncludesSafety: false },
    );

    expect(
      row?.changes.map(({ field, newValue }) => [field, newValue]),
    ).toEqual([["orderUpTo", "65"]]);
  });

  it("keeps the whole policy in our words beside the changes in the ERP's", () => {
    const [row] = plan([wanted()], [target({ orderUpTo: "65" })], {
      trigger: "lt",
    });

    expect(row?.policy).toEqual({
      safetyStock: 8,
      reorderPoint: 25,
      orderUpTo: 65,
    });
    // 25 + 1: this ERP orders below its min; a max of 65 it has already.
    expect(
      row?.changes.map(({ field, newValue }) => [field, newValue]),
    ).toEqual([
      ["safetyStock", "8"],
      ["reorderPoint", "26"],
    ]);
  });

  it("diffs field by field with exact texts and values the change", () => {
    const row = one([wanted()], [target()]);

    expect(row.kind).toBe("change");
    expect(row.state).toBe("pending");
    expect(row.version).toBe("7");
    expect(
      row.changes.map(({ field, oldValue, newValue }) => [
        field,
        oldValue,
        newValue,
      ]),
    ).toEqual([
      ["safetyStock", "5", "8"],
      ["reorderPoint", "20", "25"],
      ["orderUpTo", "50", "65"],
    ]);
    // 10 · ((8 - 5) + ((65 - 25) - (50 - 20)) / 2) = 10 · (3 + 5)
    expect(row.valueChange).toBe(80);
  });

  it("writes as many decimals as the ERP's text has", () => {
    const row = one([wanted()], [target({ reorderPoint: "20.000" })]);

    expect(row.changes[1]?.newValue).toBe("25.000");
  });

  it("is unchanged when the numbers are equal, however they are written", () => {
    const row = one(
      [wanted()],
      [target({ safetyStock: "8.0", reorderPoint: "25", orderUpTo: "65.00" })],
    );

    expect([row.kind, row.state, row.changes]).toEqual([
      "unchanged",
      "skipped",
      [],
    ]);
  });

  it("leaves fields alone that nobody asked for", () => {
    const row = one(
      [wanted({ values: { reorderPoint: 25, orderUpTo: null } })],
      [target()],
    );

    expect(row.changes.map(({ field }) => field)).toEqual(["reorderPoint"]);
  });

  it("adds one smallest unit where the ERP orders below its point", () => {
    const whole = one([wanted()], [target()], { trigger: "lt" });
    const fine = one(
      [wanted({ unitDecimals: 2 })],
      [target({ reorderPoint: "20.00" })],
      { trigger: "lt" },
    );

    // "at or below 25" is "below 26" in pieces and "below 25.01" in hundredths.
    expect(whole.changes[1]?.newValue).toBe("26");
    expect(fine.changes[1]?.newValue).toBe("25.01");
  });

  it("takes the safety stock off where the ERP adds it", () => {
    const row = one([wanted()], [target()], { reorderIncludesSafety: false });

    // 25 - 8
    expect(row.changes[1]?.newValue).toBe("17");
  });

  it("writes an order quantity where the target is one", () => {
    const row = one([wanted()], [target({}, { targetMeaning: "quantity" })], {
      targetMeaning: { kind: "quantity" },
      fields: {
        ...sample.fields,
        orderQuantity: { column: "orderQuantity", type: "decimal", scale: 3 },
      },
    });

    // 65 - 25
    expect(row.changes.at(-1)).toMatchObject({
      field: "orderQuantity",
      oldValue: "30",
      newValue: "40",
    });
    expect(row.changes.map(({ field }) => field)).not.toContain("orderUpTo");
  });

  it("reports a stage without a row as missing", () => {
    const row = one([wanted()], []);

    expect([row.kind, row.key]).toEqual([
      "missing",
      { item_no: "PUMP", location: "DC1" },
    ]);
    expect(row.message).toContain("has no row for PUMP@DC1");
  });

  it("calls a row changed since the snapshot a conflict, and says what moved", () => {
    const snapshotValues = {
      safetyStock: 5,
      reorderPoint: 18,
      orderUpTo: 50,
      orderQuantity: null,
    };
    const row = one([wanted({ snapshotValues })], [target()]);

    expect([row.kind, row.state]).toEqual(["conflict", "skipped"]);
    expect(row.message).toBe(
      "min was 18 in the snapshot and is 20 now: import again",
    );
  });

  it("blocks two rows of one key, two stages of one row and a stage asked for twice", () => {
    const twoRows = one(
      [wanted()],
      [target(), target({}, { key: { id: "2" } })],
    );
    const shared = plan(
      [wanted(), wanted({ stageId: "pump@DC1" })],
      [target(), target({}, { stageId: "pump@DC1" })],
    );
    const twice = plan([wanted(), wanted()], [target()]);

    for (const row of [twoRows, ...shared, ...twice]) {
      expect(row.kind).toBe("blocked");
      expect(row.guardrails[0]?.code).toBe("duplicate-key");
    }
  });
});
