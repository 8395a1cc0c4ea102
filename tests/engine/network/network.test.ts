import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { InputError, readNetwork } from "../../../engine/index.ts";

type Stage = NetworkFileInput["stages"][number];

function aNetwork(changes: {
  readonly part?: Partial<Stage>;
  readonly shop?: Partial<Stage>;
  readonly more?: readonly Stage[];
  readonly links?: NetworkFileInput["links"];
  readonly holdingRate?: number;
}): NetworkFileInput {
  return {
    holdingRate: changes.holdingRate,
    stages: [
      { id: "PART", addedCost: 2, time: 4, ...changes.part },
      {
        id: "SHOP",
        addedCost: 1,
        time: 1,
        demand: { mean: 10, deviation: 3 },
        ...changes.shop,
      },
      ...(changes.more ?? []),
    ],
    links: changes.links ?? [{ from: "PART", to: "SHOP", units: 3 }],
  };
}

describe("readNetwork", () => {
  it("lays a network out with what was left away filled in", () => {
    const network = readNetwork(aNetwork({ holdingRate: 0.5 }));
    expect(network.ids).toEqual(["PART", "SHOP"]);
    expect(network.indexOf.get("SHOP")).toBe(1);
    expect([...network.serviceLevel]).toEqual([0.95, 0.95]);
    expect([...network.maxServiceTime]).toEqual([Infinity, Infinity]);
    // A shop unit costs 1 and three parts of 2; half of it a period.
    expect([...network.holdingCost]).toEqual([1, 3.5]);
  });

  it("takes a holding cost as it is given, for its own stage only", () => {
    const network = readNetwork(aNetwork({ part: { holdingCost: 9 } }));
    expect([...network.holdingCost]).toEqual([9, 7]);
  });

  it("rounds stage times up and limits down to whole periods", () => {
    const network = readNetwork(
      aNetwork({
        part: { time: 4.2, inboundServiceTime: 1.1 },
        shop: { time: 0.1 * 30, maxServiceTime: 2.9 },
      }),
    );
    // 0.1 · 30 is 3.0000000000000004 in binary: noise, not time.
    expect([...network.time]).toEqual([5, 3]);
    expect([...network.inboundServiceTime]).toEqual([2, 0]);
    expect([...network.maxServiceTime]).toEqual([Infinity, 2]);
  });

  it("takes a demand stage that has a deviation but no mean, and one that supplies too", () => {
    const network = readNetwork(
      aNetwork({
        part: { demand: { deviation: 2 } },
        shop: { demand: undefined },
      }),
    );
    expect([...network.demandMean]).toEqual([0, 0]);
    expect([...network.demandDeviation]).toEqual([2, 0]);
  });

  const part = (change: Partial<Stage>): NetworkFileInput =>
    aNetwork({ part: change });
  const links = (
    ...pairs: readonly (readonly [string, string, number?])[]
  ): NetworkFileInput =>
    aNetwork({
      more: [{ id: "THIRD", time: 1 }],
      links: pairs.map(([from, to, units]) => ({ from, to, units })),
    });
  it.each<[string, NetworkFileInput, string]>([
    [
      "an unknown stage",
      links(["PART", "SHOP"], ["PART", "SHOPP"]),
      'link PART -> SHOPP must join known stages, got "SHOPP", which is not in the list of stages',
    ],
    [
      "two rows for one stage",
      aNetwork({ more: [{ id: "PART", time: 1 }] }),
      "stage PART must be listed once, got it as number 1 and 3",
    ],
    [
      "a repeated link",
      links(["PART", "SHOP"], ["PART", "THIRD"], ["PART", "SHOP", 2]),
      "link PART -> SHOP must be listed once, got it twice; add its units up",
    ],
    [
      "a link to itself",
      links(["PART", "PART"]),
      "link PART -> PART must join two stages, got one and the same",
    ],
    [
      "links in a circle",
      links(["PART", "SHOP"], ["SHOP", "THIRD"], ["THIRD", "SHOP"]),
      "links must not run in a circle, got SHOP -> THIRD -> SHOP",
    ],
    [
      "no units",
      links(["PART", "SHOP", 0]),
      "units of link PART -> SHOP must be above 0, got 0",
    ],
    [
      "a negative time",
      part({ time: -1 }),
      "time of stage PART must be at least 0, got -1",
    ],
    [
      "a time that is no number",
      part({ time: NaN }),
      "time of stage PART must be a number, got NaN",
    ],
    [
      "a time beyond reason",
      part({ time: 1e9 }),
      "time of stage PART must be at most 1000000 periods, got 1000000000; use longer periods",
    ],
    [
      "a service level in percent",
      part({ serviceLevel: 95 }),
      "serviceLevel of stage PART must be above 0 and below 1, got 95; write 95 % as 0.95",
    ],
    [
      "a service level of 1",
      part({ serviceLevel: 1 }),
      "serviceLevel of stage PART must be above 0 and below 1, got 1",
    ],
    [
      "probabilities that do not sum to 1",
      part({
        timeDistribution: [
          [4, 0.5],
          [6, 0.4],
        ],
      }),
      "timeDistribution of stage PART must have probabilities that sum to 1, got 0.9",
    ],
    [
      "a negative probability",
      part({
        timeDistribution: [
          [4, 1.5],
          [6, -0.5],
        ],
      }),
      "probability in timeDistribution of stage PART must be at least 0, got -0.5",
    ],
    [
      "a negative time in a distribution",
      part({ timeDistribution: [[-4, 1]] }),
      "time in timeDistribution of stage PART must be at least 0, got -4",
    ],
    [
      "a negative limit",
      part({ maxServiceTime: -1 }),
      "maxServiceTime of stage PART must be at least 0, got -1",
    ],
    [
      "a negative cost",
      part({ addedCost: -1 }),
      "addedCost of stage PART must be at least 0, got -1",
    ],
    [
      "costs that add up to no number",
      part({ addedCost: 1.7e308 }),
      "holdingCost of stage SHOP must be a number, got Infinity",
    ],
    [
      "a negative holding cost",
      part({ holdingCost: -1 }),
      "holdingCost of stage PART must be at least 0, got -1",
    ],
    [
      "a negative deviation",
      part({ demand: { deviation: -1 } }),
      "demand.deviation of stage PART must be at least 0, got -1",
    ],
    [
      "a negative time deviation",
      part({ timeDeviation: -1 }),
      "timeDeviation of stage PART must be at least 0, got -1",
    ],
    [
      "no demand",
      aNetwork({ shop: { demand: { mean: 0 } } }),
      "stages must have demand somewhere, got none",
    ],
    ["no stage", { stages: [] }, "stages must hold at least one stage"],
    [
      "a negative rate",
      aNetwork({ holdingRate: -1 }),
      "holdingRate must be at least 0, got -1",
    ],
  ])("refuses %s by name", (_what, file, message) => {
    expect(() => readNetwork(file)).toThrow(InputError);
    expect(() => readNetwork(file)).toThrow(message);
  });
});
