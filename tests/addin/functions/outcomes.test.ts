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
    outcomes.forget(() => true);
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
    outcomes.forget(() => true);
    look();

    asked[0]!(value(1));
    asked[1]!(value(2));

    expect(look()).toEqual(value(2));
    asked[0]!(value(1));
    expect(look()).toEqual(value(2));
  });

  it("are there at once when they come at once, and are no news then", async () => {
    const calculated: unknown[] = [];
    const outcomes = callOutcomes((cells) => calculated.push(cells));
    const outcome = outcomes.of("MEIO_POLICY", cell, (tell) => {
      tell(value(7));
      return { cancel: () => undefined };
    });

    expect(outcome).toEqual(value(7));
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(calculated).toEqual([]);
  });

  const other: CellPlace = { ...cell, row: 5 };
  const asking = () => {
    const cancelled: string[] = [];
    const outcomes = callOutcomes(() => undefined);
    const ask = (key: string, place: CellPlace) =>
      outcomes.of(key, place, () => ({
        cancel: () => void cancelled.push(key),
      }));
    return { outcomes, ask, cancelled };
  };

  it("are cancelled when the last cell that waits for them is gone", () => {
    const { outcomes, ask, cancelled } = asking();
    ask("one", cell);
    ask("one", other);
    ask("two", other);

    outcomes.release(({ row }) => row === other.row);
    expect(cancelled).toEqual(["two"]);

    outcomes.release(({ row }) => row === cell.row);
    expect(cancelled).toEqual(["two", "one"]);
  });

  it("are cancelled when their cell asks for something else", async () => {
    const { ask, cancelled } = asking();
    ask("old", cell);
    ask("same", other);
    await new Promise((resolve) => setTimeout(resolve, 600));

    ask("new", cell);
    ask("beside", cell);
    ask("same", other);
    await new Promise((resolve) => setTimeout(resolve, 1200));

    expect(cancelled).toEqual(["old"]);
  });
});
