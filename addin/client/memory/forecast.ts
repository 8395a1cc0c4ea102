import type {
  Receipt,
  StageForecast,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  catalogLearner,
  drain,
  stageForecast,
  type ForecastContext,
} from "../../../engine/index.ts";
import { isFinished } from "../client.ts";
import { mulberry, normalQuantile } from "./mathematics.ts";
import type { MemoryStage } from "./stage.ts";
import { found, refusal, type World } from "./world.ts";

const weeks = 104;
const dayMilliseconds = 86_400_000;

/** What the company taught, by the day its data was read. */
const taught = new WeakMap<World, Map<string, ForecastContext>>();

/** The forecast of one stage, by the engine itself from an invented record. */
export function memoryForecast(
  world: World,
  snapshotId: string,
  stageId: string,
): StageForecast {
  const { takenAt } = found(world.snapshots, snapshotId, "snapshot");
  const asOf = takenAt.slice(0, 10);
  const stage = world.stages.find((each) => idOf(each) === stageId);
  if (!stage) throw refusal(404, "Not found", `there is no stage ${stageId}`);
  const record = recordOf(stage, asOf);
  const { pool, ...alone } = contextOf(world, asOf);
  // Until the catalog is forecast, a stage has only itself to learn from.
  const learning = world.jobs.some(
    (job) =>
      job.kind === "forecast" &&
      job.subjectId === snapshotId &&
      !isFinished(job),
  );
  return stageForecast(record, learning ? alone : { ...alone, pool });
}

function contextOf(world: World, asOf: string): ForecastContext {
  const known = taught.get(world) ?? new Map<string, ForecastContext>();
  taught.set(world, known);
  const before = known.get(asOf);
  if (before) return before;
  const records = world.stages.map((stage) => recordOf(stage, asOf));
  const catalog = { stages: records.length, period: "week", asOf } as const;
  const learner = catalogLearner(catalog);
  learner.add(records);
  const whole = { ...catalog, ...drain(learner.learn()) };
  known.set(asOf, whole);
  return whole;
}

/** Two years of weeks and a few receipts, the same for the same stage and day. */
function recordOf(stage: MemoryStage, asOf: string): StageRecord {
  const id = idOf(stage);
  const random = mulberry(seedOf(id));
  const today = new Date(asOf).getTime() / dayMilliseconds;
  // Day 0 was a Thursday: Mondays leave a remainder of 4.
  const start = today - ((((today - 4) % 7) + 7) % 7) - 7 * weeks;
  const inner = stage.location === "DC-NORTH";
  return {
    id,
    item: stage.item,
    location: stage.location,
    description: stage.description,
    unit: "pc",
    unitDecimals: 0,
    unitCost: stage.unitCost,
    productClass: null,
    echelon: inner ? 1 : 0,
    serviceTier: stage.tier,
    orderingCost: null,
    lotSize: stage.lot,
    minOrderQuantity: null,
    promisedLeadTimeDays: 7 * stage.promised,
    vendor: inner ? "Shimada" : null,
    onHand: stage.onHand,
    onOrder: null,
    current: stage.current,
    demand: inner
      ? null
      : { start: dayOf(start), quantities: demandOf(stage, random) },
    receipts: stage.source === "stage" ? receiptsOf(stage, start, random) : [],
  };
}

function demandOf(stage: MemoryStage, random: () => number): (number | null)[] {
  const rare =
    stage.demandClass === "intermittent" || stage.demandClass === "lumpy";
  const chance = rare ? 0.35 : 1;
  const size = stage.mean / chance;
  const spread = stage.deviation / (rare ? 2 : 1);
  const launch = random() < 0.15 ? Math.floor(random() * 40) : 0;
  const slip = Math.floor(random() * 20);
  return Array.from({ length: weeks }, (_, week) => {
    const asked = random() < chance;
    const noise = normalQuantile(0.001 + 0.998 * random());
    const season = 1 + 0.35 * Math.sin((2 * Math.PI * (week + slip)) / 52);
    if (week < launch) return null;
    // A return that is larger than the week's sales.
    if (week === launch + 60) return -1;
    if (!asked) return 0;
    return Math.max(0, Math.round(size * season + spread * noise));
  });
}

function receiptsOf(
  stage: MemoryStage,
  start: number,
  random: () => number,
): Receipt[] {
  const count = 6 + Math.floor(random() * 18);
  return Array.from({ length: count }, (_, index) => {
    const ordered = start + Math.floor(((weeks - 20) * 7 * index) / count);
    const noise = normalQuantile(0.001 + 0.998 * random());
    const days = 7 * (stage.leadTime + stage.leadTimeDeviation * noise);
    return {
      shipment: `R-${index}`,
      vendor: null,
      orderedOn: dayOf(ordered),
      promisedOn: dayOf(ordered + 7 * stage.promised),
      receivedOn: dayOf(ordered + Math.max(1, Math.round(days))),
      quantity: stage.lot,
    };
  });
}

function idOf({ item, location }: MemoryStage): string {
  return `${item}@${location}`;
}

function dayOf(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

function seedOf(text: string): number {
  let seed = 7;
  for (const letter of text) seed = Math.imul(seed, 31) + letter.charCodeAt(0);
  return seed >>> 0;
}
