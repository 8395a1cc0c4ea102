import type {
  Run,
  SimulationRequest,
  Started,
} from "../../../engine/contracts/index.ts";
import { memoryFrontier } from "./frontier.ts";
import { memorySimulation } from "./simulation.ts";
import { refusal, startJob, type World } from "./world.ts";

/** Works out service against working capital for a run. */
export function startFrontier(world: World, author: string, run: Run): Started {
  const rows = rowsOf(world, run);
  const jobId = startJob(world, {
    kind: "frontier",
    subjectId: run.id,
    author,
    step: "Weighing service against stock",
    total: rows.length,
    finish: () =>
      void world.frontiers.set(
        run.id,
        memoryFrontier(run.id, world.stages, rows, run.scenario),
      ),
  });
  return { jobId, subjectId: run.id };
}

/** Replays the policies of a run. */
export function startSimulation(
  world: World,
  author: string,
  run: Run,
  { policy = "recommended", days = 20_000 }: SimulationRequest,
): Started {
  const rows = rowsOf(world, run);
  const jobId = startJob(world, {
    kind: "simulate",
    subjectId: run.id,
    author,
    step: "Simulating",
    total: rows.length,
    finish: () =>
      void world.simulations.set(
        `${run.id} ${policy}`,
        memorySimulation(run.id, rows, policy, days),
      ),
  });
  return { jobId, subjectId: run.id };
}

function rowsOf(world: World, run: Run) {
  const rows = world.results.get(run.id);
  if (rows) return rows;
  throw refusal(
    409,
    "Not now",
    `run ${run.id} is ${run.state}: wait until it is done`,
  );
}
