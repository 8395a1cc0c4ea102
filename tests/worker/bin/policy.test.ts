import type { ItemPolicy } from "../../../engine/contracts/index.ts";
import { stockwright } from "../../support/cli.ts";
import { policyCommand } from "../../../worker/bin/commands/policy.ts";
import { reference } from "../../support/reference.ts";
import { policyFolder } from "./policy-folder.ts";

interface Case {
  readonly id: string;
  readonly fn: string;
  readonly input: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}

describe("stockwright policy", () => {
  const { file, policies } = policyFolder("policy");

  it("answers the published safety stocks and reorder points, in the order of the file", async () => {
    const cases = reference<{ cases: Case[] }>(
      "meio/single_echelon.json",
    ).cases.filter(({ fn }) => /^(ss_normal_csl|rop_normal_fill)/.test(fn));
    const { rows } = await policies([
      "id,mean,deviation,leadTime,leadTimeDeviation,serviceLevel,fillRate,orderQuantity,distribution",
      ...cases.map(({ id, input }) =>
        [
          id,
          input["demandMean"],
          input["demandSd"],
          input["leadTime"],
          input["leadTimeSd"],
          input["csl"],
          input["fillRate"],
          input["orderQty"],
          "normal",
        ].join(","),
      ),
    ]);

    expect(cases.length).toBeGreaterThan(4);
    expect(rows.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
    rows.forEach((row, i) => {
      const { expected } = cases[i]!;
      const point = expected["reorderPoint"] ?? expected["reorderPointExact"]!;
      const stock = expected["safetyStock"] ?? expected["safetyStockExact"]!;
      expect(row.reorderPoint).toBeCloseTo(Math.max(point, 0), 3);
      expect(row.safetyStock).toBeCloseTo(Math.max(stock, 0), 3);
      expect(row.min).toBe(row.reorderPoint);
      expect(row.max).toBeCloseTo(row.min + row.orderQuantity, 9);
    });
  });

  it("sizes orders, reaches its target in whole lots, and explains every number", async () => {
    const { rows } = await policies([
      "id,mean,deviation,leadTime,leadTimeDeviation,serviceLevel,fillRate,orderQuantity,orderingCost,holdingCost,unitCost,lotSize,minOrderQuantity,unitDecimals,reviewPeriods,distribution",
      "economic,50,20,2,0.5,0.95,,,40,1,3,,,0,,",
      "lots,50,20,2,0.5,,0.98,,40,1,3,25,90,0,1,",
      "plain,0.4,0.9,3,,0.9,,,,,,,,,,",
      "given,9,3,1,,,0.9,14.5,,,,,,1,2,gamma",
      "poisson,2,,3,,0.95,,5,,,,,,,,poisson",
      "idle,0,0,3,,0.9,,5,,,7,,,0,,",
    ]);
    const of = (id: string) => rows.find((row) => row.id === id)!;

    // √(2·40·50/1) = 63.2, up to a whole unit
    expect(of("economic").orderQuantity).toBe(64);
    // At least 90, in lots of 25
    expect(of("lots")).toMatchObject({ orderQuantity: 100, reviewPeriods: 1 });
    expect(of("plain")).toMatchObject({
      orderQuantity: 1,
      workingCapital: null,
      leadTimeDemand: { distribution: "negative-binomial" },
    });
    expect(of("given").orderQuantity).toBe(14.5);
    // P(D ≤ 10) = 0.957 is the first to pass 0.95 for a mean of 6
    expect(of("poisson")).toMatchObject({ reorderPoint: 10, max: 15 });
    expect(of("idle")).toMatchObject({ max: 0, workingCapital: 0 });

    for (const row of rows) {
      const { target, cycleService, fillRate } = row;
      const reached = target.measure === "cycle" ? cycleService : fillRate;
      expect(reached).toBeGreaterThanOrEqual(target.value - 1e-11);
      expect(row.explanations.length).toBeGreaterThanOrEqual(3);
      for (const { total, parts } of row.explanations) {
        const sum = parts.reduce((all, { amount }) => all + amount, 0);
        expect(sum).toBeCloseTo(total, 6);
      }
    }
    const { meanOnHand, workingCapital } = of("lots");
    // On hand, and two periods of 50 on their way, at 3 each
    expect(workingCapital).toBeCloseTo((meanOnHand + 100) * 3, 6);
  });

  it("learns demand and lead times from files, and says what it left out", async () => {
    const demand = file("demand.csv", [
      "id,m1,m2,m3,m4,m5,m6",
      "A,10,12,8,11,9,10",
      "B,,,0,6,0,3",
      "C,1,2,3,4,5,6",
    ]);
    const receipts = file("receipts.csv", [
      "item,ordered_on,received_on,shipment,promised_on",
      "A,2025-01-01,2025-01-15,S1,2025-01-14",
      "A,2025-01-01,2025-01-15,S1,2025-01-14",
      "A,2025-02-01,2025-02-17,S2,2025-02-14",
      "A,2025-03-01,2025-02-28,S3,",
      "A,2025-04-01,,S4,",
    ]);
    const { rows, stderr } = await policies(
      [
        "id,leadTime,serviceLevel,distribution",
        "A,,0.95,",
        "B,3,0.95,empirical",
      ],
      ...["--demand", demand, "--receipts", receipts, "--period", "week"],
    );
    const [a, b] = rows as [ItemPolicy, ItemPolicy];

    // 14 and 16 days: two weeks and 1/7, the deviation √2 days
    expect(a.leadTime.mean).toBeCloseTo(15 / 7, 12);
    expect(a.leadTime.deviation).toBeCloseTo(Math.SQRT2 / 7, 12);
    expect(a.leadTime).toMatchObject({ receipts: 2, source: "2 receipts" });
    expect(a.leadTime.excluded).toEqual([
      { reason: "duplicate shipment", lines: 1 },
      { reason: "received before ordered", lines: 1 },
      { reason: "no receipt date", lines: 1 },
    ]);
    expect(a.demand.class).toBe("smooth");
    // The forecast's law stands on a grid: its mean is that of the history to half a percent.
    expect(Math.abs(a.demand.mean / 10 - 1)).toBeLessThan(0.005);
    expect(Number.isInteger(a.reorderPoint)).toBe(true);
    expect(b.leadTimeDemand.distribution).toBe("empirical");
    expect(b.leadTime).toMatchObject({ mean: 3, source: "as given" });
    expect(stderr).toContain("--demand: 1 that");
    expect(stderr).toContain('as "C"');
  });

  it("covers what orders find missing below min when asked to", async () => {
    const weeks = Array.from({ length: 40 }, (_, week) => week);
    const demand = file("lumps.csv", [
      `id,${weeks.map((week) => `w${week}`).join(",")}`,
      `L,${weeks.map((week) => (week % 9 === 4 ? 30 : 0)).join(",")}`,
    ]);
    const items = ["id,leadTime,serviceLevel,orderQuantity", "L,1,0.95,40"];
    const options = ["--demand", demand, "--period", "week"];
    const [formula] = (await policies(items, ...options)).rows;
    const [covering] = (await policies(items, ...options, "--undershoot")).rows;

    // All lumps are of 30: a part of one is missing, and never more than one.
    expect(covering!.min).toBeGreaterThan(formula!.min);
    expect(covering!.min).toBeLessThanOrEqual(formula!.min + 35);
    expect(covering!.max).toBe(covering!.min + 40);
  });

  it("explains its columns", async () => {
    const { code, stdout } = await stockwright(["policy", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "stockwright policy items.csv --demand demand.csv",
    );
    expect(stdout).toContain("JSON Lines");
    expect(stdout).toContain("minOrderQuantity");
  });

  /** The command itself, without a process of its own: what is refused is thrown. */
  const refused = (...args: string[]) =>
    policyCommand().parseAsync(args, { from: "user" });

  const head = "id,mean,deviation,leadTime,serviceLevel";
  const good = "A,9,3,2,0.95";
  it.each([
    [
      [head, good, "B,9,3,2,95"],
      'line 3 (id "B"): serviceLevel must be above 0 and below 1, got 95; write 95 % as 0.95',
    ],
    [
      [head, "A,9,3,2,"],
      'line 2 (id "A"): serviceLevel or fillRate must be given, got neither',
    ],
    [
      [`${head},fillRate`, `${good},0.9`],
      "serviceLevel or fillRate must be given, got both",
    ],
    [[head, "A,,,2,0.95"], "mean must be given, or --demand; got neither"],
    [[head, "A,9,,2,0.95"], "deviation must be given with mean unless"],
    [[head, "A,9,-3,2,0.95"], "deviation must be at least 0, got -3"],
    [
      [head, "A,0,3,2,0.95"],
      "mean must be above 0 where deviation is, got 0 with a deviation of 3",
    ],
    [
      [head, "A,9,3,,0.95"],
      "leadTime must be given, or --receipts; got neither",
    ],
    [[head, "A,9,3,-2,0.95"], "leadTime must be at least 0, got -2"],
    [
      [head, good, good],
      'line 3 (id "A"): id must be there once, got it in line 2 too',
    ],
    [
      [`${head},distribution`, `${good},Normal`],
      'distribution must be auto or normal or gamma or poisson or negative-binomial or empirical or bootstrap, got "Normal"',
    ],
    [
      [`${head},distribution`, `${good},empirical`],
      "distribution must not be empirical",
    ],
    [
      [`${head},distribution`, `${good},bootstrap`],
      "distribution must not be bootstrap without two periods of --demand",
    ],
    [
      [`${head},orderingCost`, `${good},5`],
      "holdingCost must be given with orderingCost, got nothing",
    ],
    [
      [`${head},orderingCost,holdingCost`, `${good},5,0`],
      "holdingCost must be above 0, got 0",
    ],
    [
      [`${head},unitDecimals`, `${good},0.5`],
      "unitDecimals must be a whole number from 0 to 6, got 0.5",
    ],
    [
      [`${head},unitDecimals,lotSize`, `${good},0,0.333333`],
      "lotSize must have a multiple with 0 decimals, got 0.333333",
    ],
    [
      [`${head},orderQuantity`, `${good},-4`],
      "orderQuantity must be at least 0, got -4",
    ],
    [
      [`${head},reviewPeriods`, `${good},-1`],
      "reviewPeriods must be at least 0, got -1",
    ],
    [[head], "must hold at least one item, got none"],
  ])("refuses %j", async (items, message) => {
    const bad = file("bad.csv", items);
    await expect(refused(bad)).rejects.toThrow(message);
    await expect(refused(bad)).rejects.toThrow("bad.csv: ");
  });

  it.each([
    ["--demand", ["id,m1,m2", "B,1,2"], "--demand has no record of the item"],
    ["--demand", ["id,m1,m2", "A,1,x"], "extra.csv: record 2"],
    [
      "--demand",
      ["id,m1,m2", "A,1,2", "A,1,2"],
      'extra.csv: record 3: id must be there once, got "A" in record 2 too',
    ],
    [
      "--receipts",
      ["item,ordered_on,received_on", "A,2025-02-30,2025-03-05"],
      'extra.csv: line 2 (item "A"): ordered_on must be a day like 2026-11-20, got "2025-02-30"',
    ],
    [
      "--receipts",
      ["item,ordered_on,received_on", "A,2025-03-05,2025-03-05"],
      "--receipts has none of the item that counts",
    ],
    ["--demand", ["id,m1,m2"], "extra.csv: holds no series"],
    [
      "--receipts",
      ["item,ordered_on,received_on"],
      "extra.csv: must hold at least one receipt, got none",
    ],
    [
      "--receipts",
      ["item,ordered_on", "A,2025-03-05"],
      "column received_on must be there",
    ],
  ])("refuses what %s says: %j", async (option, lines, message) => {
    const items = file("items.csv", [
      "id,leadTime,mean,deviation,serviceLevel",
      option === "--demand" ? "A,2,,,0.95" : "A,,9,3,0.95",
    ]);
    const extra = file("extra.csv", lines);
    await expect(refused(items, option, extra)).rejects.toThrow(message);
  });

  it("prints nothing when its last record is bad", async () => {
    const items = [head, good, "B,9,3,2,95"];
    const { code, stdout, stderr } = await stockwright([
      "policy",
      file("bad.csv", items),
    ]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain('bad.csv: line 3 (id "B"): serviceLevel must be');
  });
});
