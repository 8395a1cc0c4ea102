import fs from "node:fs";
import path from "node:path";
import type {
  NetworkPolicy,
  SimulationReport,
} from "../../../engine/contracts/index.ts";
import { simulationReportSchema } from "../../../engine/contracts/index.ts";
import {
  answered,
  ensureBuilt,
  removeFolder,
  stockwright,
  temporaryFolder,
} from "../../support/cli.ts";

const aNetwork = {
  stages: [
    { id: "Plant", addedCost: 3, time: 4, inboundServiceTime: 2 },
    { id: "DC", addedCost: 1, time: 2 },
    {
      id: "Shop A",
      addedCost: 1,
      time: 2,
      demand: { mean: 40, deviation: 10 },
      serviceLevel: 0.95,
      maxServiceTime: 0,
    },
    {
      id: "Shop B",
      addedCost: 1,
      time: 1,
      demand: { mean: 20, deviation: 5 },
      serviceLevel: 0.9,
      maxServiceTime: 2,
    },
  ],
  links: [
    { from: "Plant", to: "DC", units: 2 },
    { from: "DC", to: "Shop A" },
    { from: "DC", to: "Shop B" },
  ],
};

const mixedPolicy = {
  stages: [
    { id: "Plant", type: "baseStock", baseStock: 900, reviewPeriods: 2 },
    { id: "DC", type: "rQ", reorderPoint: 190, orderQuantity: 200 },
    { id: "Shop A", type: "minMax", min: 130, max: 200, lotSize: 10 },
    {
      id: "Shop B",
      baseStock: 22,
      demand: { law: "poisson", mean: 20 },
      unmetDemand: "lost",
    },
  ],
};

describe("stockwright simulate", () => {
  const folder = temporaryFolder("simulate");
  const file = (name: string, content: unknown): string => {
    const where = path.join(folder, name);
    fs.writeFileSync(where, JSON.stringify(content));
    return where;
  };
  const network = file("network.json", aNetwork);
  const mixed = file("mixed.json", mixedPolicy);
  beforeAll(() => ensureBuilt(), 300_000);
  afterAll(() => removeFolder(folder));

  const simulated = (policy: string, ...more: string[]) =>
    answered<SimulationReport>([
      "simulate",
      network,
      policy,
      "--seed",
      "1",
      ...more,
    ]);

  it("explains itself with an example", async () => {
    const { code, stdout } = await stockwright(["simulate", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
    expect(stdout).toContain("stockwright simulate network.json policy.json");
  });

  it("confirms what meio promised, for stock as planned", async () => {
    const planned = await answered<NetworkPolicy>(["meio", network]);
    const policy = file("policy.json", planned);
    const report = await simulated(policy, "--periods", "200000");
    expect(() => simulationReportSchema.parse(report)).not.toThrow();
    expect(report.stages.map(({ id }) => id)).toEqual(
      aNetwork.stages.map(({ id }) => id),
    );
    for (const { serviceLevel, cycleService } of report.stages) {
      if (serviceLevel === undefined) continue;
      // Guaranteed service counts on suppliers within their bounds: where those are
      // exceeded the shops' service may be a little less than planned, never far.
      expect(cycleService.high).toBeGreaterThan(serviceLevel - 0.02);
    }
    expect(report.nodePeriods).toBeGreaterThanOrEqual(4 * 200_000);
    expect(report.nodePeriodsPerSecond).toBeGreaterThan(0);
  });

  it("says which stages miss their service level, on half the stock", async () => {
    const { stages } = await answered<NetworkPolicy>(["meio", network]);
    const half = file("half.json", {
      stages: stages.map((row) => ({ ...row, baseStock: row.baseStock / 2 })),
    });
    const report = await simulated(half, "--periods", "5000");
    expect(report.confirmed).toBe(false);
    const shop = report.stages.find(({ id }) => id === "Shop A")!;
    expect(shop.confirmed).toBe(false);
    expect(shop.cycleService.high).toBeLessThan(0.95);
  });

  it("prints the same figures for the same seed, whatever the policy types", async () => {
    const figures = async () => {
      const report = await simulated(
        mixed,
        "--periods",
        "2000",
        "--replications",
        "12",
      );
      return { ...report, seconds: 0, nodePeriodsPerSecond: 0 };
    };
    const first = await figures();
    expect(await figures()).toEqual(first);
    expect(first.replications).toBe(12);
    const [, , minMax, lost] = first.stages;
    expect(minMax!.orders.mean).toBeLessThan(0.8);
    expect(lost!.backorders.mean).toBe(0);
    expect(lost!.lostSales.mean).toBeGreaterThan(0);
    for (const { fillRate } of first.stages) {
      expect(fillRate.low).toBeLessThanOrEqual(fillRate.mean);
      expect(fillRate.high).toBeGreaterThanOrEqual(fillRate.mean);
    }
  });

  it("replays a trace and prints its levels", async () => {
    const one = file("one.json", {
      stages: [{ id: "S", time: 2, demand: { mean: 3, deviation: 1 } }],
    });
    const policy = file("trace.json", {
      stages: [
        {
          id: "S",
          type: "baseStock",
          baseStock: 10,
          demand: { law: "trace", values: [3, 4, 5, 2] },
        },
      ],
    });
    const report = await answered<SimulationReport>([
      ...["simulate", one, policy, "--seed", "1", "--periods", "4"],
      ...["--warm-up", "0", "--levels"],
    ]);
    // 10 less the demand of the last two periods.
    expect(report.stages[0]!.levels).toEqual([7, 3, 1, 3]);
  });

  it.each<[string, unknown, string]>([
    [
      "a stage without policy",
      { stages: mixedPolicy.stages.slice(1) },
      "stages must hold a policy for every stage of the network, got none for Plant",
    ],
    [
      "a policy of no stage",
      { stages: [...mixedPolicy.stages, { id: "Moon", baseStock: 1 }] },
      'stages[4].id must be a stage of the network, got "Moon"',
    ],
    [
      "two policies of one stage",
      { stages: [...mixedPolicy.stages, { id: "DC", baseStock: 1 }] },
      "stage DC must have one policy, got two",
    ],
    [
      "an unknown type",
      { stages: [{ id: "DC", type: "sQ", baseStock: 1 }] },
      'stages[0] (id "DC").type must be "baseStock" or "minMax" or "rQ", got "sQ"',
    ],
    [
      "a number that is a text",
      { stages: [{ id: "DC", type: "minMax", min: "4", max: 9 }] },
      'stages[0] (id "DC").min',
    ],
    [
      "max below min",
      {
        stages: [
          ...mixedPolicy.stages.slice(0, 3),
          { id: "Shop B", type: "minMax", min: 9, max: 4 },
        ],
      },
      "max of stage Shop B must be at least 9, got 4",
    ],
  ])("names %s, and the file it stands in", async (_, policy, message) => {
    const where = file("bad.json", policy);
    const { code, stdout, stderr } = await stockwright([
      "simulate",
      network,
      where,
      "--periods",
      "100",
      "--seed",
      "1",
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`${where}: `);
    expect(stderr).toContain(message);
  });

  it("names the network's file when the network is wrong", async () => {
    const circle = file("circle.json", {
      ...aNetwork,
      links: [...aNetwork.links, { from: "Shop A", to: "Plant" }],
    });
    const { code, stderr } = await stockwright([
      "simulate",
      circle,
      mixed,
      ...["--periods", "100", "--seed", "1"],
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${circle}: links must not run in a circle`);
  });

  it.each<[string, object, string]>([
    [
      "a mean of 0",
      { demand: { mean: 0, deviation: 5 } },
      "demand.mean of stage Shop B must be above 0 to be simulated, got 0 with a deviation of 5",
    ],
    [
      "a time without end",
      { time: 500_000 },
      "time of stage Shop B must be at most 100000 periods, got 500000; use longer periods",
    ],
    [
      "a supplier without end",
      { inboundServiceTime: 500_000 },
      "inboundServiceTime of stage Shop B must be at most 100000 periods",
    ],
  ])("names the network's file for %s in it", async (_, change, message) => {
    const stages = aNetwork.stages.map((stage) =>
      stage.id === "Shop B" ? { ...stage, ...change } : stage,
    );
    const wrong = file("wrong.json", { ...aNetwork, stages });
    const policy = file("plain.json", {
      stages: mixedPolicy.stages.map(({ demand: _, ...row }) => row),
    });
    const { code, stdout, stderr } = await stockwright([
      "simulate",
      wrong,
      policy,
      ...["--periods", "100", "--seed", "1"],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${wrong}: ${message}`);
  });

  it("names the policy's file for demand of its own", async () => {
    const policy = file("negative.json", {
      stages: mixedPolicy.stages.map((row) =>
        row.demand ? { ...row, demand: { law: "trace", values: [-1] } } : row,
      ),
    });
    const { stderr } = await stockwright([
      "simulate",
      network,
      policy,
      ...["--periods", "100", "--seed", "1"],
    ]);
    expect(stderr).toContain(`${policy}: `);
  });

  it.each<[string[], string]>([
    [["--seed", "1"], "--periods"],
    [["--periods", "10"], "--seed"],
    [["--periods", "many", "--seed", "1"], "whole number of at least 2"],
    [["--periods", "10", "--seed", "1", "--allocation", "luck"], "firstCome"],
    [
      ["--periods", "9999999", "--seed", "1", "--levels"],
      "--levels must print",
    ],
  ])("refuses %j", async (options, message) => {
    const { code, stdout, stderr } = await stockwright([
      "simulate",
      network,
      mixed,
      ...options,
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
