import { demandClassCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import {
  frontier,
  head,
  links,
  meio,
  plant,
  policy,
  shop,
  simulate,
  stages,
} from "./typed-tables.ts";

beforeAll(() => installCellRuntime());

describe("tables as planners have them", () => {
  it("are read the same with blank rows around, units in headers, columns in any order", () => {
    const blank = ["", null, "", "  ", "", undefined];
    const wide = [
      blank,
      [
        "Item",
        "Deviation [pcs]",
        "Cost (EUR)",
        "Lead time (weeks)",
        "Demand",
        "Service level",
      ],
      blank,
      [" Plant\u00a0", "", 3, 4, "", ""],
      ["Shop", 12, 5, 2, 40, 0.95],
      ...Array.from({ length: 1000 }, () => blank),
    ];
    const linked = [["", ""], ...links, ["", ""]];

    expect(meio(wide, linked, [["Holding rate (per period)", ""]])).toEqual(
      meio(stages, links),
    );
  });

  it("join ids that are numbers in one table and text in the other", () => {
    const numbered = [head, plant.with(0, 1001), shop.with(0, "1002")];
    const table = meio(numbered, [
      ["from", "to"],
      ["1001", 1002],
    ]);

    expect(table.slice(1).map(([id, ...figures]) => [id, figures])).toEqual(
      meio(stages, links)
        .slice(1)
        .map(([, ...figures], at) => [String(1001 + at), figures]),
    );
  });

  it("of stages without any cost say that no place is better than another", () => {
    const free = [head, plant.with(2, 0), shop.with(2, "")];

    expect(meio(free, links).at(-1)![0]).toBe(
      "no stage has a cost, so no place is better than another: give added costs",
    );
    expect(meio([head, shop.with(2, 0)])).toHaveLength(2);
    // The note is no stage of the policy.
    expect(simulate(stages, links, meio(free, links))).toHaveLength(3);
  });

  it("say below the answer what of them does not count", () => {
    const varying = [
      [...head, "Lead time deviation"],
      [...plant, 1],
      [...shop, ""],
    ];

    expect(meio(varying, links).at(-1)![0]).toBe(
      "the time of Plant counts as fixed: it varies with the option stage times = stochastic",
    );
    expect(meio(varying, links, [["Stage times", "stochastic"]])).toHaveLength(
      3,
    );
  });

  it("of stages that hold no stock, and order now and then, are solved and replayed so", () => {
    const stages = [
      [...head, "Holds stock", "Review periods"],
      [...plant, "no", ""],
      [...shop, true, 3],
    ];
    const spilled = meio(stages, links);

    // The plant quotes its 4 periods; the shop covers 4 + 2 and two more until it orders again.
    expect(spilled.map((row) => row.slice(1, 4))).toEqual([
      ["Service time in", "Service time out", "Net replenishment time"],
      [0, 4, 0],
      [4, 0, 8],
    ]);
    const beside = spilled.map((row, at) => [
      ...row,
      ["Review periods", "", 3][at],
    ]);
    const once = stages.map((row) => row.slice(0, -1));
    expect(simulate(stages, links, spilled)).toEqual(
      simulate(once, links, beside),
    );
  });

  it("take yes and no in words, in any spelling of the type of policy", () => {
    const types = [
      ["id", "type", "reorder point", "order quantity", "min", "max"],
      ["Plant", "(r,Q)", 100, 120, "", ""],
      ["Shop", "Min/Max", "", "", 90, 160],
    ];
    const untyped = types.map(([id, , ...figures]) => [id, ...figures]);
    const random = [
      [...head, "lead time deviation"],
      [...plant, ""],
      [...shop, 3],
    ];
    const crossing = (said: unknown) =>
      simulate(random, links, policy, [["crossing", said]]);

    expect(simulate(stages, links, types)).toEqual(
      simulate(stages, links, untyped),
    );
    expect(crossing("Yes")).toEqual(crossing(true));
    expect(crossing("FALSE")).toEqual(crossing(""));
    expect(crossing("Yes")).not.toEqual(crossing("no"));
  });

  it("of items take the demand that they name, as a rate or beside a deviation", () => {
    const table = (names: string[], ...values: unknown[]) =>
      frontier([
        ["Stage", "Time", "Cost", ...names],
        ["A", 2, 100, ...values],
      ]);

    expect(table(["Demand"], 4)).toEqual(table(["Rate"], 4));
    expect(table(["Demand", "Deviation"], 4, 3)).toEqual(
      table(["Mean", "Deviation"], 4, 3),
    );
    expect(table(["Demand", "Deviation"], 4, "")).toEqual(table(["Rate"], 4));
  });

  it("add details for TRUE and yes, and none for FALSE and no in any form", () => {
    const items = [
      ["id", "lead time", "cost", "rate"],
      ["A", 2, 100, 4],
    ];
    const width = (details: unknown) =>
      frontier(items, [], 3, details)[0]!.length;

    expect([true, "TRUE", "yes", 1].map(width)).toEqual([6, 6, 6, 6]);
    expect([false, "FALSE", " no ", 0, ""].map(width)).toEqual([5, 5, 5, 5, 5]);
    expect(demandClassCell([[1], [0], [3]], "FALSE")[0]).toHaveLength(1);
  });
});
