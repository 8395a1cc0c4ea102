import { setCellSession } from "../../../addin/functions/cell-session.ts";
import { meioPolicyCell } from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, solveStochasticNetwork } from "../../../engine/index.ts";
import { aLineService } from "../../support/line-service.ts";
import { streamedCell } from "../../support/streamed-cell.ts";

describe("MEIO_POLICY by the stochastic model", () => {
  const session = { baseUrl: "http://127.0.0.1:9", token: null, person: null };
  beforeAll(() => {
    installCellRuntime();
    setCellSession(session);
  });
  afterEach(() => setCellSession(session));

  const stages = [
    ["id", "time", "cost", "mean", "deviation", "fill rate", "lot size"],
    ["Plant", 4, 3, "", "", "", ""],
    ["DC", 3, 1, "", "", "", 100],
    ["Shop", 2, 5, 40, 12, 0.95, ""],
    ["Web", 1, 5, 20, 6, "", 30],
  ];
  const links = [
    ["from", "to"],
    ["Plant", "DC"],
    ["DC", "Shop"],
    ["DC", "Web"],
  ];
  const file: NetworkFileInput = {
    stages: [
      { id: "Plant", time: 4, addedCost: 3 },
      { id: "DC", time: 3, addedCost: 1, lotSize: 100 },
      {
        id: "Shop",
        time: 2,
        addedCost: 5,
        demand: { mean: 40, deviation: 12 },
        fillRate: 0.95,
      },
      {
        id: "Web",
        time: 1,
        addedCost: 5,
        demand: { mean: 20, deviation: 6 },
        lotSize: 30,
      },
    ],
    links: [
      { from: "Plant", to: "DC" },
      { from: "DC", to: "Shop" },
      { from: "DC", to: "Web" },
    ],
    options: { model: "stochastic" },
  };
  const ask = (rows: unknown[][], model: unknown, options: unknown[][] = []) =>
    streamedCell((invocation) =>
      meioPolicyCell(rows, links, options, model, invocation),
    );

  it("shows what the engine found and replayed, to the last bit", async () => {
    const table = await ask(stages, "Stochastic").end();

    const policy = drain(solveStochasticNetwork(file));
    const [header, ...rows] = table;
    expect(
      rows.map((row) =>
        Object.fromEntries(row.map((value, at) => [header![at], value])),
      ),
    ).toEqual(
      policy.stages.map((stage) => ({
        Stage: stage.id,
        "Base stock": stage.baseStock ?? "",
        "Reorder point": stage.reorderPoint ?? "",
        "Order quantity": stage.orderQuantity ?? "",
        "Safety stock": stage.safetyStock,
        "On hand": stage.simulated.onHand.mean,
        Backorders: stage.simulated.backorders.mean,
        Delay: stage.delay,
        "Fill rate": stage.simulated.fillRate.mean,
        "Cycle service": stage.simulated.cycleService.mean,
        Measure: {
          DC: "",
          Plant: "",
          Shop: "fill rate",
          Web: "cycle service",
        }[stage.id],
        "Service wanted": { Shop: 0.95, Web: 0.95 }[stage.id] ?? "",
        Confirmed: stage.target ? "yes" : "",
        "Demand law": stage.target ? "normal" : "",
        "Holding cost": stage.holdingCost,
      })),
    );
    expect(await ask(stages, "", [["model", "stochastic"]]).end()).toEqual(
      table,
    );
  });

  it("holds whole units where whole units are asked for", async () => {
    const [header, plant, dc, shop, web] = stages;
    const rows = [
      [...header!.slice(0, 5), "Demand law"],
      [...plant!.slice(0, 5), ""],
      [...dc!.slice(0, 5), ""],
      // Blank deviations are roots of the means.
      [...shop!.slice(0, 3), 0.8, "", "Poisson"],
      [...web!.slice(0, 3), 0.3, 0.9, "negative binomial"],
    ];
    const table = await ask(rows, "stochastic").end();

    const column = (name: string) => table[0]!.indexOf(name);
    expect(table.slice(1).map((row) => row[column("Demand law")])).toEqual([
      "",
      "",
      "poisson",
      "negative-binomial",
    ]);
    for (const row of table.slice(1)) {
      expect(row[column("Base stock")]).toBe(
        Math.round(Number(row[column("Base stock")])),
      );
    }
    const wrong = rows.with(3, ["Shop", 2, 5, 0.8, 3, "poisson"]);
    await expect(ask(wrong, "stochastic").end()).rejects.toThrow(
      "demand.deviation of stage Shop must be the root of the mean, 0.8944, for poisson demand, got 3",
    );
  });

  it("names the stages whose replay misses what they are promised", async () => {
    const policy = drain(solveStochasticNetwork(file, { periods: 500 }));
    const { simulated } = policy.stages[2]!;
    const low = { ...simulated.fillRate, high: 0.94 };
    const lines = [
      { kind: "progress", step: "Replaying", done: 1, total: 4 },
      {
        kind: "done",
        policy: {
          ...policy,
          stages: policy.stages.with(2, {
            ...policy.stages[2]!,
            simulated: { ...simulated, fillRate: low },
          }),
        },
      },
    ];
    const service = await aLineService(lines);
    try {
      setCellSession({ ...session, baseUrl: service.url });
      const more = Array.from({ length: 50 }, (_, at) => [
        `Alone ${at}`,
        1,
        1,
        5,
        1,
        0.9,
        "",
      ]);
      const asked = ask([...stages, ...more], "stochastic");
      const table = await asked.end();

      expect(service.heard.bodies).toMatchObject([
        { network: { options: { model: "stochastic" } } },
      ]);
      expect(asked.shown[0]).toEqual([["Replaying: 25 %"]]);
      expect(table.at(-1)![0]).toBe(
        "not confirmed: replayed, Shop missed the target",
      );
      expect(table[3]![12]).toBe("no");
    } finally {
      service.close();
    }
  });

  it("shows nothing in a cell that is gone before its code is there", async () => {
    const asked = ask(stages, "stochastic");
    asked.cancel();
    await ask(stages, "stochastic").end();

    expect(asked.shown).toEqual([]);
  });

  it.each([
    ["foo", stages, 'model must be guaranteed or stochastic, got "foo"'],
    [
      "guaranteed",
      stages,
      'lotSize of stage DC is for options.model "stochastic"; the guaranteed model takes serviceLevel',
    ],
    [
      "stochastic",
      stages.with(3, ["Shop", 2, 5, 40, 12, 95, ""]),
      "fillRate of stage Shop must be above 0 and below 1, got 95",
    ],
    [
      "stochastic",
      stages.with(2, ["DC", 3, 1, "", "", "", 0]),
      "lotSize of stage DC must be above 0, got 0",
    ],
  ])("is refused by the field: %s", (model, rows, message) => {
    expect(() => ask(rows, model).last()).toThrow(message);
  });
});
