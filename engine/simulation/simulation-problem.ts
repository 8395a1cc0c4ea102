import { above, atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { StageGraph } from "../network/stage-graph.ts";
import { stageGraph } from "../network/stage-graph.ts";
import type { DemandLaw } from "./demand-law.ts";
import type { DemandSampler } from "./demand-sampler.ts";
import { demandSampler } from "./demand-sampler.ts";
import type { WholeLeadTime } from "./lead-time-sampler.ts";
import { wholeLeadTime } from "./lead-time-sampler.ts";
import type { OrderRule } from "./order-rule.ts";
import { orderRule, policyNumbers } from "./order-rule.ts";
import type {
  Allocation,
  SimulatedStage,
  SimulationInput,
} from "./simulation-input.ts";
import type { WarmUp } from "./warm-up.ts";
import { warmUpOf } from "./warm-up.ts";

/** A stage, checked and made ready. */
export interface StageProblem {
  readonly id: string;
  readonly rule: OrderRule;
  readonly leadTime: WholeLeadTime;
  readonly demand: DemandSampler | null;
  readonly serviceTime: number;
  readonly initialOnHand: number;
  readonly losesSales: boolean;
}

/** A simulation, checked and made ready. */
export interface SimulationProblem {
  readonly stages: readonly StageProblem[];
  readonly graph: StageGraph;
  readonly periods: number;
  readonly warmUp: WarmUp;
  readonly replications: number;
  readonly seed: number;
  readonly allocation: Allocation;
  readonly crossing: boolean;
  readonly levels: boolean;
  readonly cycleNeeds: boolean;
  /** Whether only whole units move: then stock is shared and assembled in whole units. */
  readonly whole: boolean;
  /** Whether all demand and all lead times are known beforehand. */
  readonly certain: boolean;
}

/**
 * Checks a simulation and makes its laws ready to be drawn from.
 *
 * @param known - the same network, laws and lead times under other policies: what was made
 * ready there is used again
 * @throws InputError naming the stage or link and what is wrong with it
 */
export function simulationProblem(
  input: SimulationInput,
  known?: SimulationProblem,
): SimulationProblem {
  const { seed, allocation = "firstCome", crossing = false } = input;
  if (input.stages.length === 0) {
    throw new InputError("stages", "stages must hold at least one stage");
  }
  const graph = known?.graph ?? graphOf(input);
  const stages = input.stages.map((stage, index) =>
    stageProblem(stage, known?.stages[index]),
  );
  if (!stages.some(({ demand }) => demand && demand.mean > 0)) {
    throw new InputError(
      "stages",
      "stages must have demand somewhere, got none: give at least one stage a demand",
    );
  }
  const periods = wholeAtLeast("periods", input.periods, 2);
  const warmUp =
    input.warmUp === undefined
      ? warmUpOf(graph, stages)
      : { periods: wholeAtLeast("warmUp", input.warmUp, 0), turn: 0 };
  let traced = false;
  for (const { id, demand } of input.stages) {
    if (demand?.law !== "trace") continue;
    traced = true;
    if (demand.values.length < warmUp.periods + periods) {
      throw new InputError(
        `demand.values of stage ${id}`,
        `demand.values of stage ${id} must cover warm-up and periods, ${warmUp.periods} + ${periods}, got ${demand.values.length}`,
      );
    }
  }
  return {
    stages,
    graph,
    periods,
    // A trace has its periods, and no others.
    warmUp: traced ? { ...warmUp, turn: 0 } : warmUp,
    replications: wholeAtLeast("replications", input.replications ?? 1, 1),
    seed: finite("seed", seed),
    allocation,
    crossing,
    levels: input.levels ?? false,
    cycleNeeds: input.cycleNeeds ?? false,
    certain: stages.every(
      ({ demand, leadTime }) =>
        (demand?.certain ?? true) && leadTime.table === null,
    ),
    whole:
      graph.units.every(Number.isInteger) &&
      stages.every(({ demand }) => demand?.whole ?? true) &&
      input.stages.every(
        ({ policy, initialOnHand = 0 }) =>
          Number.isInteger(initialOnHand) &&
          policyNumbers(policy).every(Number.isInteger),
      ),
  };
}

function graphOf({ stages, links }: SimulationInput): StageGraph {
  const places = new Map<string, number>();
  stages.forEach(({ id }, index) => {
    const earlier = places.get(id);
    if (earlier !== undefined) {
      throw new InputError(
        `stages[${index}].id`,
        `stage ${id} must be listed once, got it as number ${earlier + 1} and ${index + 1}`,
      );
    }
    places.set(id, index);
  });
  return stageGraph(
    [...places.keys()],
    links.map(({ from, to, units = 1 }, index) => {
      const place = (end: "from" | "to", id: string): number => {
        const found = places.get(id);
        if (found !== undefined) return found;
        throw new InputError(
          `links[${index}].${end}`,
          `link ${from} -> ${to} must join known stages, got "${id}", which is not in the list of stages`,
        );
      };
      return { from: place("from", from), to: place("to", to), units };
    }),
  );
}

function stageProblem(
  stage: SimulatedStage,
  known: Pick<StageProblem, "leadTime" | "demand"> | undefined,
): StageProblem {
  const { id, unmetDemand = "backorder" } = stage;
  const of = (field: string): string => `${field} of stage ${id}`;
  const rule = orderRule(of, stage.policy);
  const serviceTime = stage.serviceTime ?? 0;
  const losesSales = unmetDemand === "lost" && stage.demand !== undefined;
  wholeAtLeast(of("serviceTime"), serviceTime, 0);
  if (losesSales && serviceTime > 0) {
    throw new InputError(
      of("serviceTime"),
      `${of("serviceTime")} must be 0 where sales are lost, got ${serviceTime}`,
    );
  }
  return {
    id,
    rule,
    ...(known
      ? { leadTime: known.leadTime, demand: known.demand }
      : lawsOf(of, stage)),
    serviceTime,
    initialOnHand: atLeast(
      of("initialOnHand"),
      stage.initialOnHand ?? Math.max(rule.highest, 0),
      0,
    ),
    losesSales,
  };
}

function lawsOf(
  of: (field: string) => string,
  { leadTime, demand }: SimulatedStage,
): Pick<StageProblem, "leadTime" | "demand"> {
  if (demand) checkDemand(of, demand);
  return {
    leadTime: wholeLeadTime(of("leadTime"), leadTime),
    demand: demand ? demandSampler(demand) : null,
  };
}

function checkDemand(of: (field: string) => string, demand: DemandLaw): void {
  if (demand.law === "in-turn") {
    wholeAtLeast(of("demand.periods"), demand.periods, 1);
    atLeast(of("demand.laws.length"), demand.laws.length, 1);
    for (const law of demand.laws) checkDemand(of, law);
    return;
  }
  if (demand.law === "trace" || demand.law === "empirical") {
    if (demand.values.length === 0) {
      throw new InputError(
        of("demand.values"),
        `${of("demand.values")} must hold at least one number`,
      );
    }
    demand.values.forEach((units, period) => {
      atLeast(of(`demand.values[${period}]`), units, 0);
    });
    return;
  }
  atLeast(of("demand.mean"), demand.mean, 0);
  if (demand.law === "poisson") return;
  atLeast(of("demand.deviation"), demand.deviation, 0);
  const { mean, deviation } = demand;
  if (demand.law === "negative-binomial" && mean > 0) {
    above(of("demand.deviation"), deviation, Math.sqrt(mean));
  }
}

function wholeAtLeast(field: string, value: number, least: number): number {
  if (!Number.isInteger(atLeast(field, value, least))) {
    throw new InputError(field, `${field} must be whole, got ${value}`);
  }
  return value;
}
