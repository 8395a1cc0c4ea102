import type {
  Progress,
  ReplayedStage,
  SimulationTotals,
} from "../contracts/index.ts";
import { InputError } from "../errors.ts";
import {
  addMean,
  addValue,
  meanOf,
  noMean,
  type WeightedSum,
} from "./catalog-sums.ts";
import { isConfirmed, isJudged, shortfall } from "./confirm-network.ts";
import { planNetwork } from "./plan-network.ts";
import type { PlanningContext } from "./planning-context.ts";
import { replayNetwork } from "./replay-network.ts";
import type { Replayed, ReplayedNumbers } from "./replay-network.ts";
import { networksOf } from "./split-catalog.ts";
import type { PlanningChunk } from "./split-catalog.ts";

/** What one part of a catalog did in a replay. */
export interface ReplayPart {
  /** Each stage with what it misses of its target, as a fraction; less than 0 when it reaches it. */
  readonly rows: readonly {
    readonly shortfall: number;
    readonly stage: ReplayedStage;
  }[];
  readonly sums: ReplaySums;
}

interface ReplaySums {
  confirmed: number;
  notConfirmed: number;
  inventoryValue: number;
  readonly fill: WeightedSum;
  readonly cycle: WeightedSum;
}

const daysPerYear = 365.25;

/**
 * Replays a part of a catalog with any numbers: what the ERP holds, what was recommended, what
 * a planner made of it. All of them meet the same chances.
 *
 * @param chunk - whole networks
 * @param numbers - by stage id; stages that are not named are replayed as planning would
 * @returns progress, then what each stage did; networks that cannot be planned are left out
 */
export function* replayChunk(
  chunk: PlanningChunk,
  context: PlanningContext,
  {
    days,
    numbers,
  }: {
    readonly days: number;
    readonly numbers: Readonly<Record<string, ReplayedNumbers>>;
  },
): Generator<Progress, ReplayPart> {
  const rows: ReplayPart["rows"][number][] = [];
  const sums: ReplaySums = {
    confirmed: 0,
    notConfirmed: 0,
    inventoryValue: 0,
    fill: noMean(),
    cycle: noMean(),
  };
  const total = chunk.stages.length;
  let done = 0;
  for (const network of networksOf(chunk.stages, chunk.links)) {
    try {
      const { stages } = planNetwork(network, context);
      if (stages.length > 0) {
        const replay = replayNetwork(stages, network.links, context, {
          days,
          cycleNeeds: true,
          numbers: ({ record }) => numbers[record.id] ?? null,
        });
        let step = replay.next();
        while (!step.done) {
          yield { step: "Simulating", done, total };
          step = replay.next();
        }
        for (const replayed of step.value) {
          const stage = told(replayed);
          rows.push({ shortfall: shortfall(replayed), stage });
          count(sums, replayed, stage);
        }
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    done += network.stages.length;
    yield { step: "Simulating", done, total };
  }
  return { rows, sums };
}

/** Totals of a replay from its parts, in their order. */
export function replayTotals(parts: readonly ReplaySums[]): SimulationTotals {
  const fill = noMean();
  const cycle = noMean();
  let [confirmed, notConfirmed, inventoryValue] = [0, 0, 0];
  for (const part of parts) {
    confirmed += part.confirmed;
    notConfirmed += part.notConfirmed;
    inventoryValue += part.inventoryValue;
    addMean(fill, part.fill);
    addMean(cycle, part.cycle);
  }
  return {
    stages: confirmed + notConfirmed,
    confirmed,
    notConfirmed,
    fillRate: meanOf(fill),
    cycleService: meanOf(cycle),
    inventoryValue,
  };
}

function told(replayed: Replayed): ReplayedStage {
  const { stage, result } = replayed;
  const { id, unitCost } = stage.record;
  const { cycleService, fillRate, meanOnHand, backorders, orders } = result;
  return {
    stageId: id,
    cycleService,
    fillRate,
    meanOnHand,
    backorders,
    ordersPerYear: orders.mean * daysPerYear,
    inventoryValue: unitCost === null ? null : meanOnHand.mean * unitCost,
    confirmed: isJudged(stage) ? isConfirmed(replayed) : null,
  };
}

function count(
  sums: ReplaySums,
  { stage }: Replayed,
  { confirmed, inventoryValue, fillRate, cycleService }: ReplayedStage,
): void {
  if (confirmed === true) sums.confirmed++;
  if (confirmed === false) sums.notConfirmed++;
  sums.inventoryValue += inventoryValue ?? 0;
  if (stage.own.rate.mean === 0) return;
  const weight = stage.demand.rate.mean * (stage.record.unitCost ?? 0);
  addValue(sums.fill, fillRate.mean, weight);
  addValue(sums.cycle, cycleService.mean, weight);
}
