import fc from "fast-check";
import { orderChanges } from "../../../addin/taskpane/change-order.ts";

const row = (stageId: string, valueChange: number | null) => ({
  stageId,
  valueChange,
});

describe("the order of a planned write", () => {
  const rows = [
    row("B@X", 40),
    row("A@X", null),
    row("C@X", -900),
    row("D@X", 40),
    row("E@X", 0),
  ];
  const ids = (order: Parameters<typeof orderChanges>[1]) =>
    orderChanges(rows, order).map(({ stageId }) => stageId[0]);

  it("puts the most money first, whichever way it moves, and rows without a value last", () => {
    // |−900| > |40| = |40| > 0 > unknown; equal ones by id
    expect(ids("money")).toEqual(["C", "B", "D", "E", "A"]);
  });

  it("puts what is added or what is released first when asked", () => {
    expect(ids("more")).toEqual(["B", "D", "E", "C", "A"]);
    expect(ids("less")).toEqual(["C", "E", "B", "D", "A"]);
    expect(ids("item")).toEqual(["A", "B", "C", "D", "E"]);
  });

  it("loses and invents no row", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            stageId: fc.string(),
            valueChange: fc.option(fc.double({ noNaN: true })),
          }),
        ),
        fc.constantFrom("money", "more", "less", "item"),
        (some, order) => {
          const ordered = orderChanges(some, order);
          expect(ordered).toHaveLength(some.length);
          expect(new Set(ordered)).toEqual(new Set(some));
        },
      ),
    );
  });
});
