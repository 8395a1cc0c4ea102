import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { networkNotes } from "../../../engine/index.ts";

const costing = [{ holdingCost: 0 }, { holdingCost: 3 }];
const file = (
  changes: Partial<NetworkFileInput["stages"][number]>,
  options: NetworkFileInput["options"] = {},
): NetworkFileInput => ({
  stages: [
    { id: "Plant", time: 4 },
    { id: "Shop", time: 2, demand: { mean: 40, deviation: 12 }, ...changes },
  ],
  options,
});

describe("the notes beside a network's answer", () => {
  it("are none where all that is said counts", () => {
    expect(networkNotes(file({ maxServiceTime: 2 }), costing)).toEqual([]);
    const varying = { timeDeviation: 1 };
    const stochastic = { stageTimes: "stochastic" } as const;
    expect(networkNotes(file(varying, stochastic), costing)).toEqual([]);
    const model = { model: "stochastic" } as const;
    expect(
      networkNotes(file({ ...varying, maxServiceTime: 0 }, model), costing),
    ).toEqual([]);
  });

  it("name the stages whose times vary in vain", () => {
    const { stages } = file({ timeDeviation: 1 });
    const both = {
      stages: stages.map((stage) => ({
        ...stage,
        timeDistribution: [[2, 1]] as [number, number][],
      })),
    };

    expect(networkNotes(both, costing)).toEqual([
      "the time of Plant and 1 more counts as fixed: it varies with the option stage times = stochastic",
    ]);
  });

  it("name whose customers do not wait in the stochastic model", () => {
    const waits = file({ maxServiceTime: 3 }, { model: "stochastic" });

    expect(networkNotes(waits, costing)).toEqual([
      "customers of Shop are served at once: in the stochastic model none waits for a max service time",
    ]);
  });

  it("name whose law of demand guaranteed service does not look at", () => {
    const demand = { mean: 4, law: "poisson" } as const;
    const { stages } = file({ demand });

    expect(networkNotes({ stages }, costing)).toEqual([
      "the law of demand of Shop does not count: guaranteed service looks at mean and deviation alone",
    ]);
    const options = { model: "stochastic" } as const;
    expect(networkNotes({ stages, options }, costing)).toEqual([]);
  });

  it("ask whether a time is a date", () => {
    // A spreadsheet's number for 2023-03-15.
    expect(networkNotes(file({ time: 45_000 }), costing)).toEqual([
      "the time of Shop is 45000 periods: is that a date?",
    ]);
  });

  it("tell that places are alike where nothing costs, when there are several", () => {
    const free = costing.map(() => ({ holdingCost: 0 }));

    expect(networkNotes(file({}), free)).toEqual([
      "no stage has a cost, so no place is better than another: give added costs",
    ]);
    expect(networkNotes(file({}), free.slice(1))).toEqual([]);
  });
});
