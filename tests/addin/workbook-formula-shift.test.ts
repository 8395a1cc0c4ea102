import fc from "fast-check";
import { address, rectangle } from "../../addin/workbook/a1.ts";
import { shiftFormula } from "../../addin/workbook/formula-shift.ts";

describe("shiftFormula", () => {
  it("moves relative references, and leaves fixed ones", () => {
    expect(shiftFormula("=B2*$C$1+D$3+$E4", 2, 1)).toBe("=C4*$C$1+E$3+$E6");
  });

  it("leaves texts, sheet names, functions and table columns alone", () => {
    const formula =
      "=IF('Q1 B2'!A1=\"B2\",LOG10(A1),NORM.S.INV(Plan[B2])+STOCK.A1(A1))";

    expect(shiftFormula(formula, 1, 0)).toBe(
      "=IF('Q1 B2'!A2=\"B2\",LOG10(A2),NORM.S.INV(Plan[B2])+STOCK.A1(A2))",
    );
  });

  it("says so where a reference leaves the sheet", () => {
    expect(shiftFormula("=A1+B5", -2, 0)).toBe("=#REF!+B3");
  });

  it("comes back when it is moved back", () => {
    const cell = fc
      .record({
        row: fc.nat(900),
        column: fc.nat(600),
        rows: fc.constant(1),
        columns: fc.constant(1),
      })
      .map(address);

    fc.assert(
      fc.property(cell, cell, fc.nat(50), (first, second, rows) => {
        const formula = `=SUM(${first}:${second})`;
        expect(shiftFormula(shiftFormula(formula, rows, 2), -rows, -2)).toBe(
          formula,
        );
      }),
    );
  });
});

describe("rectangle", () => {
  it("reads what address writes", () => {
    const area = fc.record({
      row: fc.nat(1000),
      column: fc.nat(16_000),
      rows: fc.integer({ min: 1, max: 50 }),
      columns: fc.integer({ min: 1, max: 50 }),
    });

    fc.assert(
      fc.property(area, (one) => expect(rectangle(address(one))).toEqual(one)),
    );
  });

  it("refuses what is no address", () => {
    expect(() => rectangle("Plan!B")).toThrow(
      "address must be like B2 or B2:D9, got Plan!B",
    );
  });
});
