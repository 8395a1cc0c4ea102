import {
  meioPolicyCell,
  simulateCell,
} from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import type { PolicyFile } from "../../../engine/contracts/index.ts";
import { drain, simulateFile, solveNetwork } from "../../../engine/index.ts";
import { streamedCell } from "../../support/streamed-cell.ts";
import { trouble } from "./cell-trouble.ts";

beforeAll(() => installCellRuntime());

const stages = [
  ["id", "time", "demand mean", "demand deviation", "service level", "cost"],
  ["Plant", 4, "", "", "", 3],
  ["Shop", 2, 40, 12, 0.95, 5],
];
const links = [
  ["from", "to"],
  ["Plant", "Shop"],
];
const network = {
  stages: [
    { id: "Plant", addedCost: 3, time: 4 },
    {
      id: "Shop",
      addedCost: 5,
      time: 2,
      demand: { mean: 40, deviation: 12 },
      serviceLevel: 0.95,
      maxServiceTime: 0,
    },
  ],
  links: [{ from: "Plant", to: "Shop", units: 1 }],
};

type Arguments = [
  unknown[][],
  unknown[][]?,
  unknown[][]?,
  unknown?,
  unknown?,
  unknown[][]?,
];
const cell = (...[a, b = [], c = [], d, e, f = []]: Arguments) =>
  streamedCell((invocation) => simulateCell(a, b, c, d, e, f, invocation));

describe("SIMULATE", () => {
  it("replays what MEIO_POLICY spills, to the last bit as the engine does", () => {
    const policy = streamedCell((invocation) =>
      meioPolicyCell(stages, links, [], "", invocation),
    ).last();
    const note = ["solved in the workbook", "", "", "", "", "", ""];
    const table = cell(stages, links, [...policy, note], 2000, 7).last();

    const rows = drain(solveNetwork(network)).stages.map(
      ({ id, baseStock, serviceTimeOut }) => ({
        type: "baseStock" as const,
        id,
        baseStock,
        serviceTimeOut,
        reviewPeriods: 1,
      }),
    );
    const report = drain(
      simulateFile(network, { stages: rows }, { periods: 2000, seed: 7 }),
    );
    expect(table.slice(1)).toEqual(
      report.stages.map((stage) => [
        stage.id,
        ...[
          stage.cycleService,
          stage.fillRate,
          stage.meanOnHand,
          stage.backorders,
        ].flatMap(({ mean, low, high }) => [mean, low, high]),
        stage.orders.mean,
        stage.serviceLevel ?? "",
        { true: "yes", false: "no", undefined: "" }[String(stage.confirmed)],
      ]),
    );
    expect(table[2]!.at(-2)).toBe(0.95);
  });

  it("replays what MEIO_POLICY spills of the stochastic model, as it was replayed", async () => {
    const wanted = [
      [...stages[0]!, "fill rate", "lot size"],
      [...stages[1]!, "", 60],
      [...stages[2]!.with(3, 25), 0.9, ""],
    ];
    const policy = await streamedCell((invocation) =>
      meioPolicyCell(wanted, links, [], "stochastic", invocation),
    ).end();
    const [header, ...rows] = policy;
    const table = await cell(wanted, links, policy, 5000, 1, [
      ["replications", 10],
    ]).end();

    const column = (name: string) => header!.indexOf(name);
    expect(
      table.slice(1).map((row) => [row[0], row[1], row[4], row[7]]),
    ).toEqual(
      rows.map((row) => [
        row[0],
        row[column("Cycle service")],
        row[column("Fill rate")],
        row[column("On hand")],
      ]),
    );
    // Demand of 40 ± 25 would fall below nothing by a normal law.
    expect(rows[1]![column("Demand law")]).toBe("gamma");
    expect(table[2]!.slice(-2)).toEqual([0.9, "yes"]);
  });

  it("takes every type of policy beside its item, and options", () => {
    const items = [
      [
        "id",
        "time",
        "mean",
        "deviation",
        "type",
        "base stock",
        "min",
        "max",
        "reorder point",
        "order quantity",
        "review periods",
        "lot size",
        "demand law",
        "unmet demand",
      ],
      ["A", 2, 6, 4, "", 30, "", "", "", "", 2, 5, "negative-binomial", "lost"],
      ["B", 2, 6, 4, "min max", "", 14, 30, "", "", "", "", "poisson", ""],
      ["C", 2, 6, 4, "", "", "", "", 14, 12, "", "", "gamma", ""],
    ];
    const table = cell(items, undefined, undefined, 500, 3, [
      ["replications", 4],
      ["Warm up", 20],
      ["allocation", "Fair share"],
    ]).last();

    const demand = { mean: 6, deviation: 4 };
    const common = { serviceTimeOut: 0, reviewPeriods: 1 };
    const policy: PolicyFile = {
      stages: [
        {
          ...common,
          type: "baseStock",
          id: "A",
          baseStock: 30,
          reviewPeriods: 2,
          lotSize: 5,
          demand: { law: "negative-binomial", ...demand },
          unmetDemand: "lost",
        },
        {
          ...common,
          type: "minMax",
          id: "B",
          min: 14,
          max: 30,
          demand: { law: "poisson", mean: 6 },
        },
        {
          ...common,
          type: "rQ",
          id: "C",
          reorderPoint: 14,
          orderQuantity: 12,
          demand: { law: "gamma", ...demand },
        },
      ],
    };
    const report = drain(
      simulateFile(
        {
          stages: ["A", "B", "C"].map((id) => ({
            id,
            time: 2,
            demand,
            maxServiceTime: 0,
          })),
        },
        policy,
        {
          periods: 500,
          seed: 3,
          replications: 4,
          warmUp: 20,
          allocation: "fairShare",
        },
      ),
    );
    expect(table.slice(1).map((row) => [row[0], row[4], row[7]])).toEqual(
      report.stages.map(({ id, fillRate, meanOnHand }) => [
        id,
        fillRate.mean,
        meanOnHand.mean,
      ]),
    );
  });

  const item = [
    ["id", "time", "mean", "deviation", "min", "max"],
    ["A", 2, 6, 4, 14, 30],
  ];

  it("shows how far a long run is, and ends with its cell", async () => {
    const asked = cell(item, [], [], 60_000_000);
    const first = asked.last();
    expect(first).toEqual([[expect.stringMatching(/^simulated \d+ %$/)]]);

    asked.cancel();
    const { length } = asked.shown;
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(asked.shown).toHaveLength(length);
  });

  it.each([
    [
      "a stage without a policy",
      () => cell(stages, links).last(),
      "#VALUE!",
      "stage Plant has no policy: give base stock, or min and max, or reorder point and order quantity",
    ],
    [
      "a max below its min",
      () => cell([item[0]!, ["A", 2, 6, 4, 14, 10]]).last(),
      "#NUM!",
      "max of stage A must be at least 14, got 10",
    ],
    [
      "more than a cell can take",
      () => cell(item, [], [], 100_000_000, 1, [["replications", 10]]).last(),
      "#NUM!",
      "periods must be at most 20000000 for so many stages and replications, got 100000000",
    ],
    [
      "half a period",
      () => cell(item, [], [], 10.5).last(),
      "#NUM!",
      "periods must be a whole number from 2 to 100000000, got 10.5",
    ],
    [
      "a policy of a stage that is none",
      () =>
        cell(
          item,
          [],
          [
            ["id", "base stock"],
            ["A", 9],
            ["B", 9],
          ],
        ).last(),
      "#VALUE!",
      'policy, row 3, id must be a stage, got "B"',
    ],
    [
      "an option nobody knows",
      () => cell(item, [], [], 10, 1, [["speed", 9]]).last(),
      "#VALUE!",
      'options must be replications, warm up, allocation, crossing or unmet demand, got "speed"',
    ],
    [
      "no stage",
      () => cell([["id", "time"]]).last(),
      "#N/A",
      "stages is empty: give one row for each stage under the header",
    ],
  ])("%s says what to mend", (_, work, code, message) => {
    expect(trouble(work)).toEqual({ code, message });
  });
});
