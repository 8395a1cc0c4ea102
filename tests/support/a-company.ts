import type {
  LinkRecord,
  ScenarioChange,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { applyScenario, defaultScenario } from "../../engine/index.ts";
import { aStage, receipts } from "./a-stage.ts";

/** A plant feeds two warehouses, the first of them two shops; motors become pumps at the plant. */
export function company(): { stages: StageRecord[]; links: LinkRecord[] } {
  const inner = { demand: null, receipts: [], vendor: null };
  return {
    stages: [
      aStage({ ...inner, item: "MOTOR", location: "PLANT", vendor: "Foundry" }),
      aStage({ ...inner, location: "PLANT", unitCost: 20 }),
      aStage({ ...inner, location: "DC1", onHand: 100, onOrder: null }),
      aStage({
        location: "DC2",
        onHand: 30,
        onOrder: 5,
        vendor: null,
        demand: { start: "2024-01-15", quantities: [4, null, 6] },
        receipts: receipts(),
      }),
      aStage({ location: "B1", serviceTier: "B" }),
      aStage({ location: "B2", productClass: "valves" }),
    ],
    links: [
      { from: "MOTOR@PLANT", to: "PUMP@PLANT", units: 2 },
      { from: "PUMP@PLANT", to: "PUMP@DC1", units: 1 },
      { from: "PUMP@PLANT", to: "PUMP@DC2", units: 1 },
      { from: "PUMP@DC1", to: "PUMP@B1", units: 1 },
      { from: "PUMP@DC1", to: "PUMP@B2", units: 1 },
    ],
  };
}

/** The company after these changes. */
export function applied(...changes: readonly ScenarioChange[]): ReturnType<
  typeof applyScenario
> & {
  readonly of: (id: string) => StageRecord;
} {
  const { serviceTargets } = defaultScenario();
  const result = applyScenario(
    { period: "week", ...company() },
    { serviceTargets, changes: [...changes] },
  );
  return {
    ...result,
    of: (id) => result.stages.find((stage) => stage.id === id)!,
  };
}
