import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import * as cells from "../../../addin/functions/functions.ts";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import {
  croston,
  crostonConstants,
  demandClass,
  drain,
  historyMoments,
  safetyStock,
  rateFit,
  sba,
  solveNetwork,
} from "../../../engine/index.ts";
import { policyRows } from "../../support/network-cells.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const history = [[12], [7], [15], [9], [11], [14], [8], [10]];
const numbers = history.flat();

/** The table of a small network, which is there at once. */
function network(stages: unknown[][], links: unknown[][]): unknown[][] {
  return streamedCell((invocation) =>
    cells.meioPolicyCell(stages, links, [], "", invocation),
  ).last();
}

describe("a cell and the engine", () => {
  it("agree to the last bit on a safety stock", () => {
    expect(cells.safetyStockCell(history, 4, 0.95, 0.5)).toBe(
      safetyStock({
        demand: historyMoments(numbers),
        leadTime: { mean: 4, deviation: 0.5 },
        cycleService: 0.95,
      }),
    );
  });

  it("agree to the last bit on Croston's forecast and the demand class", () => {
    const lumpy = [[0], [0], [5], [0], [0], [0], [9], [0], [1]];

    expect(cells.crostonCell(lumpy, "croston", 0.2)).toBe(
      croston(lumpy.flat(), { alpha: 0.2 }),
    );
    expect(cells.demandClassCell(lumpy)).toEqual([
      [demandClass(lumpy.flat()).class],
    ]);
  });

  it("agree on Croston's best constants", () => {
    const lumpy = [0, 0, 5, 0, 0, 0, 9, 0, 1, 4, 0, 7, 0, 0, 3];
    const column = lumpy.map((units) => [units]);

    expect(cells.crostonCell(column, "sba", "Best")).toBe(
      sba(lumpy, crostonConstants(lumpy)),
    );
    expect(trouble(() => cells.crostonCell(column, "tsb", "best"))).toEqual({
      code: "#VALUE!",
      message:
        "alpha must be a number for tsb: best constants are found for croston, sba and sbj",
    });
    expect(cells.crostonCell(column, "tsb", "rate")).toBe(
      rateFit(lumpy, "tsb").forecast,
    );
    expect(trouble(() => cells.crostonCell(column, "imapa", "rate"))).toEqual({
      code: "#VALUE!",
      message:
        "alpha must be blank for imapa, which finds its own: rate is for croston, sba, sbj and tsb",
    });
  });

  it("agree to the last bit on a network, whatever the order of its columns", () => {
    const file: NetworkFileInput = {
      stages: [
        { id: "Part", addedCost: 3, time: 6 },
        {
          id: "Pump",
          addedCost: 5,
          time: 2,
          demand: { mean: 40, deviation: 12 },
          serviceLevel: 0.95,
          maxServiceTime: 0,
        },
      ],
      links: [{ from: "Part", to: "Pump", units: 2 }],
    };
    const policy = drain(solveNetwork(file));

    const table = network(
      [
        [
          "Time",
          "Stage",
          "Added cost",
          "Demand mean",
          "Demand deviation",
          "Service level",
        ],
        [6, "Part", 3, "", "", ""],
        [2, "Pump", 5, 40, 12, 0.95],
        ["", "", "", "", "", ""],
      ],
      [
        ["From", "To", "Units"],
        ["Part", "Pump", 2],
      ],
    );
    expect(table[0]).toEqual([
      "Stage",
      "Service time in",
      "Service time out",
      "Net replenishment time",
      "Safety stock",
      "Base stock",
      "Holding cost",
    ]);
    expect(table.slice(1)).toEqual(policyRows(policy));
  });
});

describe("bad input in a cell", () => {
  it.each([
    [
      "text in the history",
      () => cells.safetyStockCell([[1], ["n/a"], [3]], 4, 0.95),
      "#VALUE!",
      'history, row 2 must be a number, got "n/a"',
    ],
    [
      "negative demand",
      () => cells.safetyStockCell([[1, -4, 3]], 4, 0.95),
      "#NUM!",
      "history, column 2 must be at least 0, got -4",
    ],
    [
      "95 for 95 %",
      () => cells.safetyStockCell(history, 4, 95),
      "#NUM!",
      "serviceLevel must be above 0 and below 1, got 95; write 95 % as 0.95",
    ],
    [
      "a blank lead time",
      () => cells.safetyStockCell(history, "", 0.95),
      "#VALUE!",
      "leadTime must be a number, got an empty cell",
    ],
    [
      "an empty history",
      () => cells.crostonCell([[""], [""]]),
      "#N/A",
      "history is empty: give one number for each period, oldest first",
    ],
    [
      "one period",
      () => cells.reorderPointCell([[5]], 4, 0.95),
      "#N/A",
      "history holds one period: at least two are needed to see how demand varies",
    ],
    [
      "an unknown law",
      () => cells.safetyStockCell(history, 4, 0.95, 0, 0, "weibull"),
      "#VALUE!",
      'distribution must be normal, gamma, poisson, negative-binomial, empirical or forecast, got "weibull"',
    ],
    [
      "a fill rate without an order size",
      () => cells.safetyStockCell(history, 4, 0.95, 0, 0, "", "fill"),
      "#VALUE!",
      "orderQuantity is missing: a fill rate depends on the size of the orders",
    ],
    [
      "a holding cost of zero",
      () => cells.eoqCell(1200, 50, 0),
      "#NUM!",
      "holdingCostPerUnit must be above 0, got 0",
    ],
    [
      "a date that is none",
      () => cells.leadTimeCell([["soon"]], [[45000]]),
      "#VALUE!",
      'orderedOn, row 1 must be a date, got "soon"; write dates as 2025-03-31, or format the cells as dates',
    ],
    [
      "receipts before their orders",
      () => cells.leadTimeCell([[45010], [45020]], [[45000], [45001]]),
      "#N/A",
      "no receipt counts: 2 received before ordered (row 1, 2)",
    ],
    [
      "a column that does not exist",
      () => network([["stage", "colour"]], [["from", "to"]]),
      "#VALUE!",
      'stages has a column "colour": the header must name id, addedCost, time, timeDeviation, timeDistribution, mean, deviation, demandLaw, serviceLevel, fillRate, lotSize, maxServiceTime, inboundServiceTime, holdingCost, holdsStock, reviewPeriods',
    ],
    [
      "a stage without a time",
      () =>
        network(
          [
            ["stage", "time"],
            ["A", ""],
          ],
          [["from", "to"]],
        ),
      "#VALUE!",
      "time of stage A must be a number, got an empty cell",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });

  const two = [
    ["stage", "time", "demand mean", "demand deviation"],
    ["A", 2, "", ""],
    ["B", 1, 10, 3],
  ];

  it("names the stage that a link does not find", () => {
    const { message } = trouble(() =>
      network(two, [
        ["from", "to"],
        ["A", "X"],
      ]),
    );
    expect(message).toContain("X");
  });

  it("names the circle that links run in", () => {
    const { message } = trouble(() =>
      network(two, [
        ["from", "to"],
        ["A", "B"],
        ["B", "A"],
      ]),
    );
    expect(message).toContain("A -> B -> A");
  });

  it("names the stage that stands in two rows", () => {
    const { message } = trouble(() =>
      network(
        [...two, ["B", 3, 5, 1]],
        [
          ["from", "to"],
          ["A", "B"],
        ],
      ),
    );
    expect(message).toContain("B");
  });

  it("has a defined answer for zeros all along", () => {
    expect(cells.safetyStockCell([[0], [0], [0]], 4, 0.95)).toBe(0);
    expect(cells.crostonCell([[0], [0]])).toBe(0);
    expect(cells.demandClassCell([[0], [0]])).toEqual([["none"]]);
  });
});

describe("MINMAX", () => {
  it("gives whole lots that still reach the target", () => {
    const [[min, max] = []] = cells.minMaxCell(
      ...([history, 4, 0.95, 30, 0, 0, "normal", "cycle", 12, 24, 0] as const),
    );

    expect(Number.isInteger(min)).toBe(true);
    expect((max! - min!) % 12).toBe(0);
    expect(cells.serviceLevelCell(history, 4, min)).toBeGreaterThanOrEqual(
      0.95,
    );
  });
});
