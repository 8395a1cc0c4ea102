import type {
  CoveredDemand,
  DescribedDemand,
  KnownDemand,
  LeadTimeDemandLaw,
  Moments,
} from "../../engine/index.ts";
import {
  atLeast,
  between,
  forecastLaw,
  historyMoments,
  leadTimeDemand,
  recordedHistory,
} from "../../engine/index.ts";
import type { Cell } from "./cell-input.ts";
import {
  historyIn,
  numberIn,
  numberOr,
  optionalNumber,
  wordIn,
} from "./cell-input.ts";
import { cellError } from "./cell-error.ts";

const laws: readonly LeadTimeDemandLaw[] = [
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
  "empirical",
];

/** The arguments that the stock functions share. */
export interface DemandArguments {
  readonly history: Cell[][];
  readonly leadTime: Cell;
  readonly leadTimeDeviation: Cell;
  readonly reviewPeriods: Cell;
  readonly distribution: Cell;
}

/**
 * Demand over lead time and review, as the engine takes it, from a planner's cells: described
 * by its moments and a law, or known as the forecast sees it.
 *
 * @param targets - probabilities that a forecast's law must answer exactly for
 */
export function coveredDemand(
  given: DemandArguments,
  targets: readonly number[] = [],
): CoveredDemand {
  const law = wordIn(
    "distribution",
    given.distribution,
    [...laws, "forecast"],
    "normal",
  );
  return law === "forecast"
    ? forecastDemand(given, targets)
    : describedDemand(given);
}

/** The laws behind a demand, whichever way it was given, and what they rest on. */
export function knownDemand(demand: CoveredDemand): Required<KnownDemand> {
  if ("leadTimeDemand" in demand) {
    const { leadTimeDemand: covered, leadTimeOnlyDemand } = demand;
    return {
      leadTimeDemand: covered,
      leadTimeOnlyDemand: leadTimeOnlyDemand ?? covered,
      meanPerPeriod: demand.meanPerPeriod ?? 0,
      reviewPeriods: demand.reviewPeriods ?? 0,
    };
  }
  const described = { distribution: "normal" as const, ...demand };
  return {
    leadTimeDemand: leadTimeDemand(described),
    leadTimeOnlyDemand: leadTimeDemand({ ...described, reviewPeriods: 0 }),
    meanPerPeriod: demand.demand.mean,
    reviewPeriods: demand.reviewPeriods ?? 0,
  };
}

function forecastDemand(
  given: DemandArguments,
  targets: readonly number[],
): KnownDemand {
  const { leadTime, reviewPeriods } = timesIn(given);
  const found = forecastLaw(recordIn(given), {
    leadTime,
    reviewPeriods,
    targets,
  });
  return {
    leadTimeDemand: found.covered,
    leadTimeOnlyDemand: found.leadTimeOnly,
    meanPerPeriod: found.meanPerPeriod,
    reviewPeriods,
  };
}

/** Demand by its moments and the law that was named. */
export function describedDemand(given: DemandArguments): DescribedDemand {
  const history = recordIn(given);
  const distribution = wordIn(
    "distribution",
    given.distribution,
    laws,
    "normal",
  );
  return {
    demand: historyMoments(history),
    ...timesIn(given),
    distribution,
    ...(distribution === "empirical"
      ? { history: recordedHistory(history) }
      : {}),
  };
}

/** What was recorded, two periods at least. */
function recordIn(given: DemandArguments): readonly (number | null)[] {
  const history = historyIn("history", given.history);
  if (recordedHistory(history).length >= 2) return history;
  throw cellError(
    "notAvailable",
    "history holds one period: at least two are needed to see how demand varies",
  );
}

function timesIn(given: DemandArguments): {
  readonly leadTime: Moments;
  readonly reviewPeriods: number;
} {
  return {
    leadTime: {
      mean: atLeast("leadTime", numberIn("leadTime", given.leadTime), 0),
      deviation: atLeast(
        "leadTimeDeviation",
        numberOr("leadTimeDeviation", given.leadTimeDeviation, 0),
        0,
      ),
    },
    reviewPeriods: atLeast(
      "reviewPeriods",
      numberOr("reviewPeriods", given.reviewPeriods, 0),
      0,
    ),
  };
}

/** The service wanted as a target for laws; nothing where it is none, which is told elsewhere. */
export function targetsIn(serviceLevel: Cell): readonly number[] {
  return typeof serviceLevel === "number" &&
    serviceLevel > 0 &&
    serviceLevel < 1
    ? [serviceLevel]
    : [];
}

/** The service wanted, as the engine takes it. */
export function wantedService(
  serviceLevel: Cell,
  measure: Cell,
  orderQuantity: Cell,
):
  | { readonly cycleService: number; readonly orderQuantity?: number }
  | { readonly fillRate: number; readonly orderQuantity: number } {
  const value = between(
    "serviceLevel",
    numberIn("serviceLevel", serviceLevel),
    0,
    1,
  );
  const quantity = optionalNumber("orderQuantity", orderQuantity);
  if (wordIn("measure", measure, ["cycle", "fill"], "cycle") === "cycle") {
    return quantity === undefined
      ? { cycleService: value }
      : { cycleService: value, orderQuantity: quantity };
  }
  if (quantity === undefined) {
    throw cellError(
      "invalidValue",
      "orderQuantity is missing: a fill rate depends on the size of the orders",
    );
  }
  return { fillRate: value, orderQuantity: quantity };
}
