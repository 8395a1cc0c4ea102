import type { Progress, Recommendation, Run } from "../contracts/index.ts";
import { InputError } from "../errors.ts";
import type { SimulationRoom } from "../simulation/repeated-simulation.ts";
import { simulationRoom } from "../simulation/repeated-simulation.ts";
import { networksOf } from "./split-catalog.ts";
import type { Network, PlanningChunk } from "./split-catalog.ts";
import type { PlanningContext } from "./planning-context.ts";
import { confirmNetwork } from "./confirm-network.ts";
import { planNetwork } from "./plan-network.ts";
import type { PlannedStage } from "./planned-stage.ts";
import { recommendationOf } from "./recommendation.ts";
import { calendarOf } from "./calendar.ts";

/** What planning one chunk gives. */
export interface ChunkPlan {
  /** In stage order. */
  readonly recommendations: readonly Recommendation[];
  /** Stages without an answer, each with its reason. */
  readonly leftOut: Run["leftOut"];
}

/**
 * Plans every stage of a chunk: demand, lead time, placement over each network, policy; then
 * replays each network with its policies, so that nobody is asked to approve what was not tried.
 *
 * The same chunk and context give the same bits, wherever they run. Yields after each
 * network, so that whoever drives it can report and cancel.
 *
 * @param chunk - whole networks
 * @param context - the scenario and what the whole catalog knows
 * @throws InputError when the scenario itself cannot be used
 */
export function* planChunk(
  chunk: PlanningChunk,
  context: PlanningContext,
): Generator<Progress, ChunkPlan> {
  const calendar = calendarOf(context);
  const recommendations: Recommendation[] = [];
  const leftOut: Run["leftOut"] = [];
  const room = simulationRoom();
  let done = 0;
  for (const network of networksOf(chunk.stages, chunk.links)) {
    try {
      const plan = planNetwork(network, context);
      const trial = tried(network, plan, context, room);
      let step = trial.next();
      while (!step.done) {
        yield { step: "Simulating stages", done, total: chunk.stages.length };
        step = trial.next();
      }
      for (const stage of step.value) {
        recommendations.push(recommendationOf(stage, calendar));
      }
      leftOut.push(...plan.leftOut);
    } catch (error) {
      // One network that cannot be planned must not take the catalog with it.
      if (!(error instanceof InputError)) throw error;
      for (const { id } of network.stages) {
        leftOut.push({
          stageId: id,
          code: "bad-network",
          reason: error.message,
        });
      }
    }
    done += network.stages.length;
    yield { step: "Planning stages", done, total: chunk.stages.length };
  }
  return {
    recommendations: recommendations.sort((a, b) =>
      a.stageId < b.stageId ? -1 : a.stageId > b.stageId ? 1 : 0,
    ),
    leftOut,
  };
}

/** The planned stages with what a simulation says of them; without, where none can be run. */
function* tried(
  { stages, links }: Network,
  plan: ReturnType<typeof planNetwork>,
  context: PlanningContext,
  room: SimulationRoom,
): Generator<unknown, readonly PlannedStage[]> {
  const demanded = plan.leftOut.some(({ code }) => code !== "no-demand");
  // What a stage without a lead time would order is not known, nor what that does to others.
  if (demanded && stages.length > 1) return plan.stages;
  try {
    return yield* confirmNetwork(plan.stages, links, context, room);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return plan.stages;
  }
}
