import type { SafetyStockStory } from "../explain/safety-stock-parts.ts";
import type { StagePlan } from "../planning/stage-plan.ts";
import { withUndershoot } from "../policy/below-min.ts";
import type { ServiceTarget } from "../policy/service-target.ts";

/** What orders that find the stock below min ask for, where demand comes in lumps. */
export function undershootStory(
  { leadTimeDemand, policy }: StagePlan,
  target: ServiceTarget,
): SafetyStockStory["undershoot"] {
  const { undershoot, before } = policy;
  if (!undershoot) return undefined;
  const cycleMin =
    target.measure === "cycle"
      ? before.reorderPoint
      : withUndershoot(leadTimeDemand, undershoot).quantile(target.value);
  return {
    units: undershoot.mean,
    cycleStock: cycleMin - leadTimeDemand.mean,
  };
}
