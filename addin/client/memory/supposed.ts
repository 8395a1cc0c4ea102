import type {
  Scenario,
  ScenarioChange,
  StageSelection,
} from "../../../engine/contracts/index.ts";
import type { MemoryStage } from "./stage.ts";
import { refusal } from "./world.ts";

/** The small company as a scenario supposes it: close to what the engine does, and simpler. */
export function supposedStages(
  stages: readonly MemoryStage[],
  { changes = [] }: Scenario,
): readonly MemoryStage[] {
  return changes.reduce(
    (before, change, index) => supposed(before, change, index),
    stages,
  );
}

function supposed(
  stages: readonly MemoryStage[],
  change: ScenarioChange,
  index: number,
): readonly MemoryStage[] {
  switch (change.kind) {
    case "service-tier":
      return chosen(stages, change.stages, () => ({ tier: change.tier }));
    case "cost":
      return chosen(stages, change.stages, ({ unitCost }) => ({
        unitCost: change.unitCost ?? unitCost * (change.unitCostFactor ?? 1),
      }));
    case "demand":
      return chosen(stages, change.stages, (stage) => ({
        ...scaled(stage, change.factor),
        demandFactor: (stage.demandFactor ?? 1) * change.factor,
      }));
    case "lead-time":
      return chosen(stages, change.stages, (stage) => {
        const factor = change.factor ?? (change.days ?? 7) / 7 / stage.leadTime;
        return {
          leadTime: stage.leadTime * factor,
          leadTimeDeviation: stage.leadTimeDeviation * factor,
          source: "scenario",
        };
      });
    case "stocking":
      return chosen(stages, change.stages, () => ({ stockless: !change.may }));
    case "postpone":
      return chosen(stages, change.stages, () => ({ stockless: true }));
    case "close-location": {
      const { location, to } = change;
      known(stages, location, index, "location", change.name);
      known(stages, to, index, "to", change.name);
      const closed = new Map(
        stages
          .filter((stage) => stage.location === location)
          .map((stage) => [stage.item, stage]),
      );
      return stages
        .filter((stage) => stage.location !== location)
        .map((stage) => {
          const one = stage.location === to ? closed.get(stage.item) : null;
          if (!one) return stage;
          return {
            ...stage,
            mean: stage.mean + one.mean,
            deviation: Math.hypot(stage.deviation, one.deviation),
          };
        });
    }
    case "open-location": {
      known(stages, change.like, index, "like", change.name);
      const share = change.demandShare;
      return stages.flatMap((stage) =>
        stage.location === change.like && share < 1
          ? [
              scaled(stage, 1 - share),
              { ...scaled(stage, share), location: change.location },
            ]
          : [stage],
      );
    }
  }
}

function chosen(
  stages: readonly MemoryStage[],
  { items, locations, serviceTiers, stageIds }: StageSelection,
  change: (stage: MemoryStage) => Partial<MemoryStage>,
): readonly MemoryStage[] {
  const fits = (list: readonly string[] | undefined, value: string) =>
    list?.includes(value) ?? true;
  return stages.map((stage) =>
    fits(items, stage.item) &&
    fits(locations, stage.location) &&
    fits(serviceTiers, stage.tier) &&
    fits(stageIds, `${stage.item}@${stage.location}`)
      ? { ...stage, ...change(stage) }
      : stage,
  );
}

function known(
  stages: readonly MemoryStage[],
  location: string,
  index: number,
  field: string,
  name: string,
): void {
  if (stages.some((stage) => stage.location === location)) return;
  const path = `changes[${index}].${field}`;
  const message = `${path} ("${name}") must be a location of the catalog, got "${location}"`;
  throw refusal(400, "Refused", message, [{ path, message }]);
}

function scaled(stage: MemoryStage, share: number): MemoryStage {
  return {
    ...stage,
    mean: stage.mean * share,
    deviation: stage.deviation * share,
  };
}
