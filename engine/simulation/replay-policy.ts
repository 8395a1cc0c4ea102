import type { DemandLaw, LeadTimeLaw } from "./demand-law.ts";
import type { ReplenishmentPolicy } from "./replenishment-policy.ts";
import { simulateNetwork } from "./simulate-network.ts";
import type { Estimate } from "./simulation-input.ts";

/** One stage on its own, and how long to watch it. */
export interface PolicyReplay {
  readonly policy: ReplenishmentPolicy;
  readonly demand: DemandLaw;
  /** With L periods, a base stock looked at every period covers L periods of demand. */
  readonly leadTime: LeadTimeLaw;
  readonly seed: number;
  /** That count; 20,000 when omitted. */
  readonly periods?: number;
  readonly unmetDemand?: "backorder" | "lost";
  /** Whether a later order may arrive before an earlier one; no when omitted. */
  readonly crossing?: boolean;
}

/** What a policy achieves, each figure with its 95 % interval. */
export interface ReplayedPolicy {
  readonly cycleService: Estimate;
  readonly fillRate: Estimate;
  /** Units. */
  readonly meanOnHand: Estimate;
}

/** Enough for a cycle service of 95 % to about half a point. */
const usualPeriods = 20_000;

/**
 * Runs the policy of one stage, whose supplier always delivers, against sampled demand.
 *
 * Two policies with one seed meet the same demand and lead times.
 *
 * @throws InputError when a number of the policy or a law makes no sense
 */
export function replayPolicy(replay: PolicyReplay): ReplayedPolicy {
  const { policy, demand, leadTime, seed, unmetDemand, crossing } = replay;
  const calculation = simulateNetwork({
    stages: [
      {
        id: "stage",
        policy,
        demand,
        leadTime,
        ...(unmetDemand && { unmetDemand }),
      },
    ],
    links: [],
    periods: replay.periods ?? usualPeriods,
    seed,
    ...(crossing !== undefined && { crossing }),
  });
  let step = calculation.next();
  while (!step.done) step = calculation.next();
  const { cycleService, fillRate, meanOnHand } = step.value.stages[0]!;
  return { cycleService, fillRate, meanOnHand };
}
