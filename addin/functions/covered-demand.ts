import type { DescribedDemand, LeadTimeDemandLaw } from "../../engine/index.ts";
import {
  atLeast,
  between,
  historyMoments,
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

/** Demand over lead time and review, as the engine takes it, from a planner's cells. */
export function coveredDemand(given: DemandArguments): DescribedDemand {
  const history = historyIn("history", given.history);
  const recorded = recordedHistory(history);
  if (recorded.length < 2) {
    throw cellError(
      "notAvailable",
      "history holds one period: at least two are needed to see how demand varies",
    );
  }
  const distribution = wordIn(
    "distribution",
    given.distribution,
    laws,
    "normal",
  );
  return {
    demand: historyMoments(history),
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
    distribution,
    ...(distribution === "empirical" ? { history: recorded } : {}),
  };
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
