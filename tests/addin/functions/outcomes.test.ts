import {
  callOutcomes,
  type CellPlace,
  type Outcome,
} from "../../../addin/functions/register-univer-outcomes.ts";

const cell: CellPlace = { unitId: "book", sheetId: "one", row: 0, column: 0 };
const value = (number: number): Outcome => ({ kind: "value", value: number });

describe("the answers behind cells that take time", () => {
  it("show the old answer while they are asked again, then the new one", async () => {
    const calculated: (readonly CellPlace[])[] = [];
    let again = () => undefined as void;
    const outcomes = callOutcomes((cells) => {
      calculated.push(cells);
      again();
    });
    const asked: ((outcome: Outcome) => void)[] = [];
    const look = () =>
      outcomes.of("POLICY A@X", cell, (tell) => {
        asked.push(tell);
        return { cancel: () => undefined };
      });
    const recalculation = () =>
      new Promise<void>((resolve) => {
        again = resolve;
      });

    expect(look()).toEqual({ kind: "pending" });
    const first = recalculation();
    asked[0]!(value(1));
    await first;
    expect(look()).toEqual(value(1));
    expect(asked).toHaveLength(1);

    const told = recalculation();
    outcomes.forget();
    await told;
    expect(look()).toEqual(value(1));
    expect(asked).toHaveLength(2);

    const second = recalculation();
    asked[1]!(value(2));
    await second;
    expect(look()).toEqual(value(2));
    expect(calculated).toEqual([[cell], [cell], [cell]]);
  });

  it("do not take a late answer to an old question", async () => {
    const outcomes = callOutcomes(() => undefined);
    const asked: ((outcome: Outcome) => void)[] = [];
    const look = () =>
      outcomes.of("POLICY A@X", cell, (tell) => {
        asked.push(tell);
        return { cancel: () => undefined };
      });
    look();
    outcomes.forget();
    look();

    asked[0]!(value(1));
    asked[1]!(value(2));

    expect(look()).toEqual(value(2));
    asked[0]!(value(1));
    expect(look()).toEqual(value(2));
  });
});
