import type { StageRecord } from "../../engine/contracts/index.ts";
import {
  catalogLearner,
  defaultScenario,
  drain,
  forecastRow,
  planChunk,
  planningContext,
  seededRandom,
  splitCatalog,
} from "../../engine/index.ts";
import { aStage, receipts } from "../support/a-stage.ts";
import { cpuSeconds } from "../support/cpu-seconds.ts";

const all = 100_000;
/** Stages that are forecast and planned; the time of all is scaled up from these. */
const sampled = 5_000;
/** Two cores for two minutes: what a planner waits for with a coffee. */
const bar = 240;

const takenAt = "2026-01-05T00:00:00Z";
const size = { period: "week", asOf: takenAt.slice(0, 10) } as const;

/** Two years of weeks: half of the stages sell in every week, half now and then. */
function company(count: number): StageRecord[] {
  const random = seededRandom(11);
  const uniform = () => random.uniform();
  return Array.from({ length: count }, (_, index) => {
    const mean = Math.exp(4 * uniform() - 2);
    const chance = uniform() < 0.5 ? 1 : 0.2 + 0.5 * uniform();
    const vendor = `V${index % 50}`;
    return aStage({
      item: `I${String(index).padStart(6, "0")}`,
      vendor,
      receipts: receipts(vendor).slice(0, index % 13),
      demand: {
        start: "2024-01-01",
        quantities: Array.from({ length: 104 }, () =>
          uniform() < chance
            ? Math.floor((-Math.log(1 - uniform()) * mean) / chance)
            : 0,
        ),
      },
    });
  });
}

/** The bar: 100,000 stages learnt from, forecast and planned within 120 s on two cores. */
export function run(): object[] {
  const some = company(sampled);
  // A catalog of any size is learnt from at most ten thousand histories: twice these.
  const learner = catalogLearner({ ...size, stages: sampled });
  learner.add(some);
  let lesson: ReturnType<typeof taught> | undefined;
  const taught = () => drain(learner.learn());
  const learning = 2 * cpuSeconds(() => (lesson = taught()));
  const { vendors, pool } = lesson!;
  const scale = all / sampled;
  const forecasting =
    scale *
    cpuSeconds(() => {
      for (const stage of some) forecastRow(stage, { ...size, vendors, pool });
    });
  const snapshot = {
    period: size.period,
    currency: "EUR",
    takenAt,
    digest: "0".repeat(64),
  };
  const planning =
    scale *
    cpuSeconds(() => {
      const scenario = defaultScenario();
      const context = planningContext({
        scenario,
        snapshot,
        stages: some,
        pool,
      });
      for (const chunk of splitCatalog(some, [], 500)) {
        drain(planChunk(chunk, context));
      }
    });
  const row = (name: string, ours: number) => ({
    name: `${name}, 100,000 stages (${sampled.toLocaleString("en-US")}, scaled)`,
    ours,
    unit: "CPU s",
    baseline: bar,
    baselineName: "two cores for two minutes, for all three together",
    ratio: bar / ours,
  });
  return [
    row("a catalog learnt from", learning),
    row("every stage forecast", forecasting),
    row("every stage planned", planning),
    row("all three", learning + forecasting + planning),
  ];
}
