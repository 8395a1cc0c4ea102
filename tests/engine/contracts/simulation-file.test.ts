import {
  networkFileSchema,
  policyFileSchema,
} from "../../../engine/contracts/index.ts";
import {
  drain,
  simulateFile,
  solveStochasticNetwork,
} from "../../../engine/index.ts";

describe("a policy file", () => {
  it("takes what the stochastic model answers, and is replayed as that was", () => {
    const network = networkFileSchema.parse({
      stages: [
        { id: "Plant", addedCost: 3, time: 4, lotSize: 60 },
        {
          id: "Shop",
          addedCost: 5,
          time: 2,
          // Demand of 40 ± 25 would fall below nothing by a normal law.
          demand: { mean: 40, deviation: 25 },
          fillRate: 0.9,
        },
      ],
      links: [{ from: "Plant", to: "Shop" }],
      options: { model: "stochastic" },
    });
    const answer = drain(solveStochasticNetwork(network, { periods: 1000 }));
    const { periods, replications, seed } = answer.simulation;

    const policy = policyFileSchema.parse(JSON.parse(JSON.stringify(answer)));
    const report = drain(
      simulateFile(network, policy, { periods, replications, seed }),
    );

    expect(answer.stages[1]!.demandLaw).toBe("gamma");
    expect(
      report.stages.map(({ fillRate, meanOnHand }) => [fillRate, meanOnHand]),
    ).toEqual(
      answer.stages.map(({ simulated }) => [
        simulated.fillRate,
        simulated.onHand,
      ]),
    );
  });

  it("takes the law of the network where it says none", () => {
    const network = networkFileSchema.parse({
      stages: [{ id: "Shop", time: 2, demand: { mean: 0.5, law: "poisson" } }],
    });
    const run = { periods: 2000, seed: 3 };
    const replay = (rest: object) => {
      const stages = [{ id: "Shop", baseStock: 3, ...rest }];
      return drain(
        simulateFile(network, policyFileSchema.parse({ stages }), run),
      ).stages;
    };

    const own = replay({});
    expect(own).toEqual(replay({ demand: { law: "poisson", mean: 0.5 } }));
    // Normal demand of 0.5 ± 0.7, never below 0, is another.
    expect(own).not.toEqual(replay({ demandLaw: "normal" }));
  });

  it("knows a policy without a type by its numbers", () => {
    const { stages } = policyFileSchema.parse({
      stages: [
        { id: "A", baseStock: 5 },
        { id: "B", min: 2, max: 9 },
        { id: "C", reorderPoint: 2, orderQuantity: 4 },
      ],
    });

    expect(stages.map(({ type }) => type)).toEqual([
      "baseStock",
      "minMax",
      "rQ",
    ]);
  });

  it.each([
    [[1], "demand.weights of stage A must be as many as its values, 2, got 1"],
    [[0, 0], "demand.weights of stage A must not all be 0"],
  ])("is refused with weights %j of two values", (weights, message) => {
    const demand = { law: "empirical", values: [3, 5], weights };
    const policy = policyFileSchema.parse({
      stages: [{ id: "A", baseStock: 5, demand }],
    });
    const network = { stages: [{ id: "A", time: 1, demand: { mean: 4 } }] };

    expect(() =>
      drain(simulateFile(network, policy, { periods: 10, seed: 1 })),
    ).toThrow(message);
  });

  it("refuses a row with the numbers of two", () => {
    const two = { stages: [{ id: "A", baseStock: 5, min: 2, max: 9 }] };

    expect(policyFileSchema.safeParse(two).error!.issues[0]).toMatchObject({
      code: "unrecognized_keys",
      keys: ["baseStock"],
    });
  });
});
