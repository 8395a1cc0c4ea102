import fc from "fast-check";
import { drain, seededRandom } from "../../../engine/index.ts";
import type {
  DemandLaw,
  ReplenishmentPolicy,
  SimulationInput,
} from "../../../engine/index.ts";
import { repeatedSimulation } from "../../../engine/simulation/repeated-simulation.ts";
import { run } from "./a-shop.ts";
import { randomNetwork, tracePeriods } from "./random-network.ts";

/** A plant, two centres and four branches, one of which buys from both. */
function network(demand: DemandLaw, lot = 1): SimulationInput {
  const policy = (min: number, max: number): ReplenishmentPolicy => ({
    type: "minMax",
    min,
    max,
    lotSize: lot,
  });
  const near = { values: [1, 2, 4], weights: [3, 2, 1] };
  const branch = (id: string) => ({
    id,
    leadTime: near,
    policy: policy(6, 20),
    demand,
  });
  return {
    stages: [
      { id: "Plant", leadTime: near, policy: policy(30, 90), serviceTime: 1 },
      { id: "DC0", leadTime: 2, policy: policy(15, 45) },
      { id: "DC1", leadTime: near, policy: policy(10, 30), demand },
      ...["B0", "B1", "B2", "B3"].map(branch),
    ],
    links: [
      { from: "Plant", to: "DC0" },
      { from: "Plant", to: "DC1" },
      { from: "DC0", to: "B0" },
      { from: "DC0", to: "B1", units: 2 },
      { from: "DC1", to: "B2" },
      { from: "DC0", to: "B3" },
      { from: "DC1", to: "B3" },
    ],
    periods: 600,
    seed: 11,
    crossing: true,
    cycleNeeds: true,
  };
}

/** Policies with so many units more at the stages named by their place. */
function raised(
  policies: readonly ReplenishmentPolicy[],
  units: Readonly<Record<number, number>>,
): ReplenishmentPolicy[] {
  return policies.map((policy, at) => moved(policy, units[at] ?? 0));
}

/** Quarters of a unit as units: then only whole ones move. */
function inQuarters(input: SimulationInput): SimulationInput {
  return {
    ...input,
    stages: input.stages.map(({ policy, demand, ...rest }) => {
      const numbers = Object.entries(policy).map(([name, value]) => [
        name,
        typeof value === "number" && name !== "reviewPeriods"
          ? 4 * value
          : value,
      ]);
      return {
        ...rest,
        policy: Object.fromEntries(numbers) as ReplenishmentPolicy,
        ...(demand?.law === "trace" && {
          demand: { ...demand, values: demand.values.map((one) => 4 * one) },
        }),
      };
    }),
  };
}

/** The policy with so many units more on hand. */
function moved(policy: ReplenishmentPolicy, more: number): ReplenishmentPolicy {
  switch (policy.type) {
    case "minMax":
      return { ...policy, min: policy.min + more, max: policy.max + more };
    case "baseStock":
      return { ...policy, baseStock: policy.baseStock + more };
    case "rQ":
      return { ...policy, reorderPoint: policy.reorderPoint + more };
  }
}

const policiesOf = ({ stages }: SimulationInput) =>
  stages.map(({ policy }) => policy);

function underPolicies(
  input: SimulationInput,
  policies: readonly ReplenishmentPolicy[],
): SimulationInput {
  return {
    ...input,
    stages: input.stages.map((stage, at) => ({
      ...stage,
      policy: policies[at]!,
    })),
  };
}

/** Runs all in turn, each held against a simulation that knows of no other. */
function expectAsAlone(
  input: SimulationInput,
  turns: readonly (readonly ReplenishmentPolicy[])[],
): void {
  const again = repeatedSimulation(input);
  for (const policies of turns) {
    expect(drain(again(policies))).toEqual(run(underPolicies(input, policies)));
  }
}

describe("repeatedSimulation", () => {
  const laws: readonly DemandLaw[] = [
    { law: "poisson", mean: 1.5 },
    { law: "negative-binomial", mean: 2, deviation: 3 },
    {
      law: "in-turn",
      laws: [1, 2, 4].map((mean) => ({ law: "poisson", mean })),
      periods: 100,
    },
    { law: "gamma", mean: 2, deviation: 1.5 },
    { law: "normal", mean: 2, deviation: 1.1 },
  ];

  it.each(laws)(
    "answers as a simulation of its own, whoever is raised: $law",
    (law) => {
      const input = network(law);
      const first = policiesOf(input);
      const leaf = raised(first, { 3: 4 });
      const centre = raised(leaf, { 1: 7, 5: 2 });
      const plant = raised(centre, { 0: 25 });
      const back = raised(plant, { 0: -25, 3: -4 });
      const parts = raised(back, { 2: 0.5 });
      expectAsAlone(input, [first, leaf, centre, centre, plant, back, parts]);
    },
  );

  it("answers as a simulation of its own when stages order differently", () => {
    const input = network({ law: "poisson", mean: 1.5 }, 4);
    const first = policiesOf(input);
    const larger = first.map((policy, at): ReplenishmentPolicy =>
      policy.type === "minMax" && at === 4
        ? { ...policy, max: policy.max + 8 }
        : policy,
    );
    const other = first.map((policy, at): ReplenishmentPolicy =>
      at === 0 ? { type: "rQ", reorderPoint: 30, orderQuantity: 25 } : policy,
    );
    const after = raised(larger, { 4: 3 });
    expectAsAlone(input, [first, larger, after, other, first]);
  });

  it("answers as a simulation of its own when stock begins at nothing", () => {
    // Max below 0: at the start the stock is 0, and a raise by 6 does not raise that by 6.
    const input = network({ law: "poisson", mean: 1.5 });
    const low = raised(policiesOf(input), { 3: -23 });
    expectAsAlone(input, [low, raised(low, { 3: 6 }), raised(low, { 3: 30 })]);
  });

  it("answers as a simulation of its own for any network and any policies", () => {
    fc.assert(
      fc.property(randomNetwork, fc.nat(), (input, seed) => {
        const { uniform } = seededRandom(seed);
        const units = seed % 4 === 0 ? input : inQuarters(input);
        const { levels: _levels, ...rest } = units;
        const turn = () =>
          policiesOf(units).map((policy) =>
            uniform() < 0.1
              ? ({ type: "baseStock", baseStock: 12 } as const)
              : moved(
                  policy,
                  uniform() < 0.6 ? 0 : Math.floor(9 * uniform()) - 2,
                ),
          );
        // The warm-up given: with that of the policies a trace might be too short.
        const given = { ...rest, warmUp: 40, periods: tracePeriods - 40 };
        expectAsAlone(given, [policiesOf(units), turn(), turn(), turn()]);
      }),
      { numRuns: 60 },
    );
  });

  it("goes on after a run that was stopped halfway", () => {
    const { stages, ...rest } = network(laws[0]!);
    const [, centre, , branch] = stages;
    // Long enough for a report on the way.
    const input: SimulationInput = {
      ...rest,
      stages: [centre!, branch!],
      links: [{ from: "DC0", to: "B0" }],
      periods: 1_050_000,
    };
    const again = repeatedSimulation(input);
    const stopped = again(policiesOf(input));
    expect(stopped.next().done).toBe(false);

    expect(drain(again(policiesOf(input)))).toEqual(run(input));
  });

  it("refuses a policy by the stage's name, in any run", () => {
    const input = network(laws[0]!);
    const again = repeatedSimulation(input);
    drain(again(policiesOf(input)));
    const wrong = policiesOf(input).map((policy, at) =>
      policy.type === "minMax" && at === 1 ? { ...policy, max: 3 } : policy,
    );

    expect(() => drain(again(wrong))).toThrow(
      "max of stage DC0 must be at least 15, got 3",
    );
  });
});
