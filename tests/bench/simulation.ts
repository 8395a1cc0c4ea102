import type {
  DemandLaw,
  LeadTimeLaw,
  ReplenishmentPolicy,
  SimulationInput,
} from "../../engine/index.ts";
import { drain, seededRandom, simulateNetwork } from "../../engine/index.ts";
import { wholeLeadTime } from "../../engine/simulation/lead-time-sampler.ts";
import { leadTimeChances } from "../../engine/simulation/random-stream.ts";
import { drawn } from "../../engine/simulation/value-table.ts";
import { plainRun } from "../engine/simulation/plain-simulator.ts";
import { cpuSeconds } from "../support/cpu-seconds.ts";

/** Periods that the plain simulator, and ours to agree with it, go through. */
const plainPeriods = 2_000;
/** Periods of a timed run of ours. */
const periods = 200_000;

interface Kind {
  readonly name: string;
  readonly leadTime: LeadTimeLaw;
  readonly demand: DemandLaw;
  readonly policy: (units: number, lot: number) => ReplenishmentPolicy;
}

const random: LeadTimeLaw = { values: [3, 4, 5], weights: [1, 2, 1] };
const kinds: readonly Kind[] = [
  {
    name: "base stock, Poisson demand",
    leadTime: 4,
    demand: { law: "poisson", mean: 3 },
    policy: (baseStock) => ({ type: "baseStock", baseStock }),
  },
  {
    name: "base stock, normal demand",
    leadTime: 4,
    demand: { law: "normal", mean: 3, deviation: 1 },
    policy: (baseStock) => ({ type: "baseStock", baseStock }),
  },
  {
    name: "(s,S) in lots, random lead times",
    leadTime: random,
    demand: { law: "poisson", mean: 3 },
    policy: (min, lot) => ({
      type: "minMax",
      min,
      max: min + 3 * lot,
      lotSize: lot,
    }),
  },
  {
    name: "(r,Q), random lead times",
    leadTime: random,
    demand: { law: "normal", mean: 3, deviation: 1 },
    policy: (reorderPoint, orderQuantity) => ({
      type: "rQ",
      reorderPoint,
      orderQuantity,
    }),
  },
];

/** One plant, two distribution centres, eight shops; stock that runs short now and then. */
function aNetwork({ leadTime, demand, policy }: Kind): SimulationInput {
  const shops = Array.from({ length: 8 }, (_, at) => `shop ${at}`);
  return {
    stages: [
      { id: "plant", leadTime, policy: policy(120, 12) },
      { id: "centre 0", leadTime, policy: policy(60, 6) },
      { id: "centre 1", leadTime, policy: policy(60, 6) },
      ...shops.map((id) => ({ id, leadTime, policy: policy(16, 3), demand })),
    ],
    links: [
      { from: "plant", to: "centre 0" },
      { from: "plant", to: "centre 1" },
      ...shops.map((to, at) => ({ from: `centre ${at % 2}`, to })),
    ],
    periods,
    seed: 1,
  };
}

/** The same network on listed demand: what both simulators can be held to. */
function listed(input: SimulationInput): SimulationInput {
  const numbers = seededRandom(2);
  return {
    ...input,
    stages: input.stages.map((stage) => {
      if (!stage.demand) return stage;
      // Quarters of units: sums are exact, and stock is shared in proportion by both.
      const values = Array.from(
        { length: plainPeriods },
        () => numbers.poisson(12) / 4,
      );
      return { ...stage, demand: { law: "trace", values } };
    }),
    periods: plainPeriods,
    warmUp: 0,
    levels: true,
  };
}

/** CPU seconds of this process, best of some rounds: other work on the machine does not count. */
function best(rounds: number, work: () => void): number {
  let seconds = Infinity;
  for (let round = 0; round < rounds; round++) {
    seconds = Math.min(seconds, cpuSeconds(work));
  }
  return seconds;
}

/** The bars: 20 million node-periods a second with base stocks, 5 million with lots and random lead times. */
export function run(): object[] {
  return kinds.map((kind) => {
    const input = aNetwork(kind);
    const small = listed(input);
    const waits = leadTimesOf(small);
    const size = input.stages.length;

    let plain = plainRun(small, waits);
    const { levels } = drain(simulateNetwork(small));
    plain.levels.forEach((row, stage) => {
      row.forEach((level, period) => {
        if (Math.abs(level - levels![stage]![period]!) > 1e-6) {
          throw new Error("the simulator and its baseline disagree");
        }
      });
    });

    const ours = best(5, () => void drain(simulateNetwork(input)));
    const theirs = best(3, () => void (plain = plainRun(small, waits)));
    const speed = (size * periods) / ours / 1e6;
    const plainSpeed = (size * plainPeriods) / theirs / 1e6;
    return {
      name: `simulating ${size} stages, ${kind.name}`,
      ours: speed,
      unit: "million node-periods/s",
      baseline: plainSpeed,
      baselineName: "one object per order and shipment, demand given",
      ratio: speed / plainSpeed,
    };
  });
}

/** The draws of the simulator itself, listed. */
function leadTimesOf({
  stages,
  seed,
}: SimulationInput): (id: string, period: number) => number {
  const rows = new Map(
    stages.map(({ id, leadTime }) => {
      const { table, longest } = wholeLeadTime("leadTime", leadTime);
      const chances = leadTimeChances(seed, 0, id);
      const row = Array.from({ length: plainPeriods }, (_, period) =>
        table ? drawn(table, chances(period)) : longest,
      );
      return [id, row];
    }),
  );
  return (id, period) => rows.get(id)![period]!;
}
