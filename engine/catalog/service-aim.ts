import type { Scenario, StageRecord } from "../contracts/index.ts";
import { serviceAtReturn } from "../frontier/required-return.ts";
import { normalCdf } from "../numeric/normal.ts";
import type { NetworkDemand } from "../planning/network-demand.ts";
import type { StagePlan } from "../planning/stage-plan.ts";
import type { ServiceTarget } from "../policy/service-target.ts";

/** The target that a scenario sets for a stage by its service tier. */
export function targetOf(record: StageRecord, scenario: Scenario): number {
  const { serviceTargets } = scenario;
  return (
    (record.serviceTier === null
      ? undefined
      : serviceTargets[record.serviceTier]) ??
    serviceTargets["default"] ??
    0.95
  );
}

/** The service a stage owes to the stages it feeds: what their pooled safety factor implies. */
export function impliedService(
  demand: NetworkDemand,
  fallback: number,
): number {
  return demand.safetyFactor > 0 ? normalCdf(demand.safetyFactor) : fallback;
}

/**
 * The target that a required return comes to at a stage, as on the frontier; `null` where the
 * scenario asks for none, or money in the stage's stock earns nothing.
 *
 * @param plan - the stage's plan under any target: its law and its order
 * @param unitsPerYear - demand of the stage
 */
export function targetAtReturn(
  { leadTimeDemand, policy }: StagePlan,
  unitsPerYear: number,
  unitCost: number | null,
  { requiredReturn }: Scenario,
): ServiceTarget | null {
  const { orderQuantity } = policy;
  if (
    requiredReturn === undefined ||
    !((unitCost ?? 0) > 0) ||
    leadTimeDemand.mean === 0 ||
    orderQuantity === 0
  ) {
    return null;
  }
  const value = serviceAtReturn(
    { leadTimeDemand, orderQuantity, unitsPerYear },
    requiredReturn,
  );
  return { measure: "cycle", value };
}
