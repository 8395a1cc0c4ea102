import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import {
  networkFileSchema,
  networkPolicySchema,
} from "../../../engine/contracts/index.ts";
import { drain, InputError, solveNetwork } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";
import { aLine } from "./a-line.ts";
import {
  levelOf,
  publishedNetworks,
  publishedTrees,
} from "./published-networks.ts";

interface Line {
  readonly id: string;
  readonly input: {
    readonly addedCostUpstreamFirst: readonly number[];
    readonly leadTimesUpstreamFirst: readonly number[];
    readonly demandMean: number;
    readonly demandSd: number;
    readonly z: number;
    readonly customerServiceTime: number;
  };
  readonly expected: { readonly safetyStockCost: number };
  readonly reltol: number;
}

const lines = reference<{ cases: readonly Line[] }>(
  "meio/gsm_serial_published.json",
).cases;

function lineFile({ input }: Line): NetworkFileInput {
  const last = input.leadTimesUpstreamFirst.length - 1;
  return {
    stages: input.leadTimesUpstreamFirst.map((time, stage) => ({
      id: `S${stage}`,
      time,
      addedCost: input.addedCostUpstreamFirst[stage],
      ...(stage === last
        ? {
            demand: { mean: input.demandMean, deviation: input.demandSd },
            serviceLevel: levelOf(input.z),
            maxServiceTime: input.customerServiceTime,
          }
        : {}),
    })),
    links: Array.from({ length: last }, (_, stage) => ({
      from: `S${stage}`,
      to: `S${stage + 1}`,
    })),
  };
}

describe("solveNetwork", () => {
  it.each(publishedTrees().map((tree) => [tree.id, tree] as const))(
    "finds the proven optimum of %s",
    (_id, { file, cost }) => {
      const policy = drain(solveNetwork(file));
      expect(Math.abs(policy.cost / cost - 1)).toBeLessThan(1e-6);
      expect(policy).toMatchObject({
        bound: policy.cost,
        gap: 0,
        optimal: true,
        seconds: 0,
      });
    },
  );

  it.each(lines.map((line) => [line.id, line] as const))(
    "agrees with the published cost of %s",
    (_id, line) => {
      const { cost } = drain(solveNetwork(lineFile(line)));
      const published = line.expected.safetyStockCost;
      expect(Math.abs(cost / published - 1)).toBeLessThan(line.reltol);
    },
  );

  it.each(publishedNetworks().map((dag) => [dag.id, dag] as const))(
    "is right about %s, as far as it is proven",
    (_id, { file, cost, bound, proven }) => {
      const size = file.stages.length;
      // The largest are not solved in a test; what is known of them at a stop must hold.
      let asked = 0;
      const shouldStop = (): boolean => size >= 500 && ++asked > 3;
      const policy = drain(solveNetwork(file, { shouldStop }));
      expect(policy.bound).toBeLessThanOrEqual(cost * (1 + 1e-6));
      expect(policy.cost).toBeGreaterThanOrEqual(bound * (1 - 1e-6));
      if (size >= 500) return;
      expect(proven).toBe(true);
      expect(policy.optimal).toBe(true);
      expect(Math.abs(policy.cost / cost - 1)).toBeLessThan(1e-6);
    },
  );

  it("works a line of two stages out by hand", () => {
    // Stock at both ends: 2·1.96·3·√4 + 3·1.96·3·√1 = 41.2; all at the shop: 3·1.96·3·√5 = 39.4.
    const policy = drain(solveNetwork(aLine()));
    const k = 1.959963984540054 * 3;
    expect(policy.cost).toBeCloseTo(3 * k * Math.sqrt(5), 9);
    expect(policy.stages).toEqual([
      {
        id: "PLANT",
        serviceTimeIn: 0,
        serviceTimeOut: 4,
        netReplenishmentTime: 0,
        safetyStock: 0,
        baseStock: 0,
        holdingCost: 2,
      },
      {
        id: "SHOP",
        serviceTimeIn: 4,
        serviceTimeOut: 0,
        netReplenishmentTime: 5,
        safetyStock: expect.closeTo(k * Math.sqrt(5), 9) as number,
        baseStock: expect.closeTo(50 + k * Math.sqrt(5), 9) as number,
        holdingCost: 3,
      },
    ]);
    expect(networkPolicySchema.parse(policy)).toEqual(policy);
  });

  it("multiplies by the bill of material", () => {
    const file = aLine();
    const single = drain(
      solveNetwork({
        ...file,
        links: [{ from: "PLANT", to: "SHOP", units: 1 }],
      }),
    );
    const triple = drain(
      solveNetwork({
        ...file,
        links: [{ from: "PLANT", to: "SHOP", units: 3 }],
      }),
    );
    // The shop's unit now holds three plant units of 2, so 7; stock is cheaper upstream:
    // 2·3k·√4 + 7·k·√1 = 19k against 7·k·√5 = 15.65k. Still all at the shop.
    expect(single.stages[1]!.holdingCost).toBe(3);
    expect(triple.stages[1]!.holdingCost).toBe(7);
    expect(triple.cost).toBeCloseTo((single.cost * 7) / 3, 9);
    const upstream = drain(
      solveNetwork({
        ...file,
        stages: [{ ...file.stages[0]!, maxServiceTime: 0 }, file.stages[1]!],
        links: [{ from: "PLANT", to: "SHOP", units: 3 }],
      }),
    );
    const k = 1.959963984540054 * 3;
    expect(upstream.stages[0]).toMatchObject({
      safetyStock: expect.closeTo(3 * k * 2, 9) as number,
      // Three units for each of 10 a period, over 4 periods.
      baseStock: expect.closeTo(120 + 3 * k * 2, 9) as number,
    });
    expect(upstream.cost).toBeCloseTo(19 * k, 9);
  });

  it("serves a demand stage that supplies others too", () => {
    const file = aLine();
    const both = drain(
      solveNetwork({
        ...file,
        stages: [
          {
            ...file.stages[0]!,
            demand: { mean: 5, deviation: 4 },
            serviceLevel: 0.975,
            maxServiceTime: 0,
          },
          file.stages[1]!,
        ],
      }),
    );
    // The plant serves its own customers at once, so covers 4 periods of √(3² + 4²).
    expect(both.stages[0]!.safetyStock).toBeCloseTo(
      1.959963984540054 * 5 * 2,
      9,
    );
    expect(both.stages[0]!.baseStock).toBeCloseTo(
      60 + 1.959963984540054 * 5 * 2,
      9,
    );
    expect(both.stages[1]!.netReplenishmentTime).toBe(1);
  });

  it("waits for a supplier outside, and lets customers wait", () => {
    const policy = drain(
      solveNetwork({
        ...aLine({ maxServiceTime: 2 }),
        stages: [
          { ...aLine().stages[0]!, inboundServiceTime: 3 },
          aLine({ maxServiceTime: 2 }).stages[1]!,
        ],
      }),
    );
    expect(policy.stages[0]!.serviceTimeIn).toBe(3);
    // At the shop 3·k·√6 = 7.35k for 3 + 4 + 1 periods less the 2 that customers wait;
    // at the plant 2·k·√(3 + 4 - 1) = 4.90k, if it quotes 1 and the shop quotes 2.
    expect(policy.stages[0]!.serviceTimeOut).toBe(1);
    expect(policy.stages[1]).toMatchObject({
      serviceTimeIn: 1,
      serviceTimeOut: 2,
      netReplenishmentTime: 0,
    });
    expect(policy.cost).toBeCloseTo(
      2 * 1.959963984540054 * 3 * Math.sqrt(6),
      9,
    );
  });

  it("holds nothing where customers wait for ever", () => {
    expect(drain(solveNetwork(aLine({ maxServiceTime: undefined }))).cost).toBe(
      0,
    );
  });

  it("asks for no negative stock below a service level of one half", () => {
    expect(drain(solveNetwork(aLine({ serviceLevel: 0.3 }))).cost).toBe(0);
  });

  it("reads the same from a file with its defaults filled in", () => {
    const file = aLine();
    expect(drain(solveNetwork(networkFileSchema.parse(file)))).toEqual(
      drain(solveNetwork(file)),
    );
  });

  it.each<[string, NetworkFileInput, string]>([
    [
      "another model",
      { ...aLine(), options: { model: "stochastic" as "guaranteed" } },
      'options.model must be "guaranteed", got "stochastic"',
    ],
    [
      "other stage times",
      { ...aLine(), options: { stageTimes: "random" as "mean" } },
      'options.stageTimes must be "mean" or "stochastic", got "random"',
    ],
  ])("refuses %s by name", (_what, file, message) => {
    expect(() => drain(solveNetwork(file))).toThrow(InputError);
    expect(() => drain(solveNetwork(file))).toThrow(message);
  });
});
