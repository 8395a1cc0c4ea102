import {
  demandClassCell,
  frontierCell,
  meioPolicyCell,
  simulateCell,
} from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

type Range = readonly (readonly unknown[])[];

const meio = (stages: Range, links: Range = [], options: Range = []) =>
  streamedCell((invocation) =>
    meioPolicyCell(...plain(stages, links, options), "", invocation),
  ).last();
const simulate = (
  stages: Range,
  links: Range = [],
  policy: Range = [],
  options: Range = [],
) => {
  const [a, b, c, d] = plain(stages, links, policy, options);
  return streamedCell((invocation) =>
    simulateCell(a!, b!, c!, 300, 1, d!, invocation),
  ).last();
};
function plain<Ranges extends Range[]>(...ranges: Ranges) {
  return ranges.map((range) => range.map((row) => [...row])) as {
    [At in keyof Ranges]: unknown[][];
  };
}

const head = ["id", "time", "cost", "mean", "deviation", "service level"];
const plant = ["Plant", 4, 3, "", "", ""];
const shop = ["Shop", 2, 5, 40, 12, 0.95];
const stages = [head, plant, shop];
const links = [
  ["from", "to"],
  ["Plant", "Shop"],
];
const policy = [
  ["id", "base stock"],
  ["Plant", 200],
  ["Shop", 110],
];

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
      "no stage has a cost, so no place is better than another: give added cost",
    );
    expect(meio([head, shop.with(2, 0)])).toHaveLength(2);
    // The note is no stage of the policy.
    expect(simulate(stages, links, meio(free, links))).toHaveLength(3);
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
      frontierCell([
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
      frontierCell(items, undefined, 3, details)[0]!.length;

    expect([true, "TRUE", "yes", 1].map(width)).toEqual([6, 6, 6, 6]);
    expect([false, "FALSE", " no ", 0, ""].map(width)).toEqual([5, 5, 5, 5, 5]);
    expect(demandClassCell([[1], [0], [3]], "FALSE")[0]).toHaveLength(1);
  });

  it.each<[string, () => unknown, string]>([
    [
      "a link to a stage spelt otherwise",
      () => meio([head, plant.with(0, "PLANT"), shop], links),
      'links, row 2, from must be a stage, got "Plant"; stages, row 2 spells it "PLANT"',
    ],
    [
      "leading zeros that the links lost",
      () =>
        meio(
          [head, plant.with(0, "0101"), shop],
          [
            ["from", "to"],
            ["", ""],
            [101, "Shop"],
          ],
        ),
      'links, row 3, from must be a stage, got "101"; stages, row 2 spells it "0101"',
    ],
    [
      "a link to a stage without a row",
      () => meio(stages, [...links, ["Shop", "Moon"]]),
      'links, row 3, to must be a stage, got "Moon"',
    ],
    [
      "a stage in two rows",
      () => meio([...stages, ["", "", "", "", "", ""], plant], links),
      "stages, row 5, id must be there once, got Plant in row 2 too",
    ],
    [
      "two columns of one meaning",
      () => meio([["time", "id", "Lead time"]], links),
      'stages has two columns for time, "time" and "Lead time": keep one',
    ],
    [
      "a number that is text",
      () => meio([head, plant.with(1, "1 000,5"), shop], links),
      'time of stage Plant must be a number, got "1 000,5", which is text: make it a number',
    ],
    [
      "a percentage that is text",
      () => meio([head, plant, shop.with(5, "95 %")], links),
      'serviceLevel of stage Shop must be a number, got "95 %", which is text: make it a number',
    ],
    [
      "one cell in place of a table",
      () => meio([["Proving the placement: at most 5 % to gain"]], links),
      'stages must be a range with a header row, got one cell, "Proving the placement: at most 5 % to gain"',
    ],
    [
      "a policy of a stage spelt otherwise",
      () => simulate(stages, links, policy.with(1, ["plant", 200])),
      'policy, row 2, id must be a stage, got "plant"; stages, row 2 spells it "Plant"',
    ],
    [
      "a stage without a row of policy",
      () => simulate(stages, links, policy.slice(0, 2)),
      "policy has no row for stage Shop",
    ],
    [
      "a row of policy without one",
      () => simulate(stages, links, policy.with(2, ["Shop", ""])),
      "stage Shop has no policy: give base stock, or min and max, or reorder point and order quantity",
    ],
    [
      "a stage with two rows of policy",
      () => simulate(stages, links, [...policy, ["Shop", 5]]),
      "policy, row 4, id must be there once, got Shop in row 3 too",
    ],
    [
      "two policies in one row",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "min", "max"],
          ["Plant", 200, "", ""],
          ["Shop", 110, 90, 160],
        ]),
      "stage Shop has base-stock and min-max policy: give base stock, or min and max, or reorder point and order quantity",
    ],
    [
      "a column of policy that nobody knows",
      () => simulate([["id", "time", "colour"]]),
      'stages has a column "colour": the header must name type, baseStock, min, max, reorderPoint, orderQuantity, reviewPeriods, lotSize, minOrderQuantity, initialOnHand, unmetDemand, demandLaw, serviceTimeOut, id, addedCost, time, timeDeviation, timeDistribution, mean, deviation, serviceLevel, fillRate, maxServiceTime, inboundServiceTime, holdingCost',
    ],
    [
      "half a review",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "review periods"],
          ["Plant", 200, ""],
          ["Shop", 110, 1.5],
        ]),
      "reviewPeriods of stage Shop must be a whole number from 0 to 1000000, got 1.5",
    ],
    [
      "a law misspelt where nobody asks",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "demand law"],
          ["Plant", 200, "gama"],
          ["Shop", 110, ""],
        ]),
      'demandLaw of stage Plant must be normal, poisson, gamma or negative-binomial, got "gama"',
    ],
    [
      "neither yes nor no",
      () => simulate(stages, links, policy, [["crossing", "maybe"]]),
      'option crossing must be true, yes, 1, false, no or 0, got "maybe"',
    ],
    [
      "an item's deviation about nothing",
      () =>
        frontierCell([
          ["id", "lead time", "cost", "mean", "deviation"],
          ["A", 2, 100, 0, 3],
        ]),
      "mean of item A must be above 0, got 0",
    ],
  ])("%s says what to mend", (_, work, message) => {
    expect(trouble(work).message).toBe(message);
  });
});
