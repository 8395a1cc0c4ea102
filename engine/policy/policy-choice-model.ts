import { above, atLeast, between } from "../checks.ts";
import { InputError } from "../errors.ts";
import {
  leadTimeDemand,
  type LeadTimeDemandLaw,
} from "../lead-time/lead-time-demand.ts";
import { leadTimeMoments, type LeadTime } from "../lead-time/lead-time-law.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { Moments } from "../numeric/moments.ts";
import type { ServiceTarget } from "./service-target.ts";

/** An item, what its stock costs, and how it may be ordered. */
export interface PolicyChoiceInput {
  /** Units per period. */
  readonly demand: Moments;
  /** Periods from order to receipt. */
  readonly leadTime: LeadTime;
  /** Periods between two looks at the stock when it is looked at most often; 1 when omitted. */
  readonly reviewPeriods?: number;
  /** Law of demand; the one that fits the moments when omitted. */
  readonly distribution?: Exclude<LeadTimeDemandLaw, "empirical">;
  /** Money per order placed. */
  readonly orderingCost: number;
  /** Money per unit held and period. */
  readonly holdingCost: number;
  /**
   * What waiting costs: money per unit and period, or the service wanted, which implies it.
   * A service of 95 % says that a unit waiting costs 95/5 times what a unit held costs.
   */
  readonly waiting: number | ServiceTarget;
  /** Money per look at the stock; 0 when omitted. */
  readonly lookingCost?: number;
  /** Orders are multiples of it; any quantity when omitted. */
  readonly lotSize?: number;
  /** Least units of one order; none when omitted. */
  readonly minOrderQuantity?: number;
  /** Decimals of the unit; 0, pieces, when omitted. */
  readonly unitDecimals?: number;
  /** For costs by the year. */
  readonly periodsPerYear: number;
}

/** The item as all types of policy see it: positions on a grid of steps. */
export interface ChoiceModel {
  /** Units of one step: 1 where pieces are few enough to count. */
  readonly step: number;
  /** Periods between two looks. */
  readonly look: number;
  /** Probability of each number of steps asked for between two looks. */
  readonly chances: readonly number[];
  /** Money per period, whatever the policy type. */
  readonly orderingCost: number;
  readonly holdingCost: number;
  readonly backorderCost: number;
  readonly lookingCost: number;
  /** Units asked for per period. */
  readonly meanPerPeriod: number;
  /** Whether orders come in lots of more than a unit. */
  readonly inLots: boolean;
  /** Steps: orders are multiples of the one and at least the other. */
  readonly lot: number;
  readonly least: number;
  /** Most steps that an order size is tried for. */
  readonly range: number;
  /** Demand over the lead time and so many whole periods, in units. */
  law(periods: number): Distribution;
  /** Holding and waiting, money per period, while the position is so many steps. */
  at(position: number): number;
  /** The same in its two parts. */
  split(position: number): {
    readonly holding: number;
    readonly waiting: number;
  };
  /** The position that costs least. */
  readonly best: number;
}

/** Steps that a grid may have before pieces are bundled. */
const mostSteps = 400;
/** Probability beyond which demand between two looks adds nothing. */
const negligible = 1e-13;
/** Below this share of the mean the variance is too small for a Poisson law. */
const steady = 0.9;

/**
 * Checks an item and lays it on a grid.
 *
 * @throws InputError when a number is out of range
 */
export function choiceModel(input: PolicyChoiceInput): ChoiceModel {
  const mean = above("demand.mean", input.demand.mean, 0);
  const deviation = atLeast("demand.deviation", input.demand.deviation, 0);
  const orderingCost = atLeast("orderingCost", input.orderingCost, 0);
  const holdingCost = above("holdingCost", input.holdingCost, 0);
  const backorderCost = waitingCost(input.waiting, holdingCost);
  const lookingCost = atLeast("lookingCost", input.lookingCost ?? 0, 0);
  const look = wholeLook(input.reviewPeriods ?? 1);
  const decimals = input.unitDecimals ?? 0;
  const pieces = decimals === 0;
  const smallest = 10 ** -decimals;
  const lotGiven = atLeast("lotSize", input.lotSize ?? 0, 0);
  // A lot of one unit binds nobody.
  const lotUnits = lotGiven > smallest ? lotGiven : 0;
  const leastUnits = atLeast(
    "minOrderQuantity",
    input.minOrderQuantity ?? 0,
    0,
  );
  const lead = leadTimeMoments(input.leadTime);

  const kind = input.distribution ?? fitting(mean, deviation ** 2, pieces);
  const known = new Map<number, Distribution>();
  const law = (periods: number): Distribution => {
    let found = known.get(periods);
    if (found) return found;
    found = leadTimeDemand({
      demand: input.demand,
      leadTime: input.leadTime,
      reviewPeriods: periods,
      distribution: kind,
    });
    known.set(periods, found);
    return found;
  };
  const between = leadTimeDemand({
    demand: input.demand,
    leadTime: { mean: look, deviation: 0 },
    distribution: kind,
  });

  const economic = Math.sqrt(
    (2 * orderingCost * mean * (holdingCost + backorderCost)) /
      (holdingCost * backorderCost),
  );
  const width =
    2 * economic +
    6 * between.deviation +
    between.mean +
    Math.max(lotUnits, leastUnits);
  const step = stepOf(width, smallest, lotUnits);
  const lookLaws = Array.from({ length: look }, (_, j) => law(j + 1));
  const cost = positionCosts(lookLaws, step, holdingCost, backorderCost);
  return {
    step,
    look,
    chances: chancesOf(between, step),
    orderingCost,
    holdingCost,
    backorderCost,
    lookingCost,
    meanPerPeriod: mean,
    inLots: lotUnits > 0,
    lot: lotUnits > 0 ? Math.max(Math.round(lotUnits / step), 1) : 1,
    least: Math.max(Math.ceil(leastUnits / step - 1e-9), 1),
    range: Math.ceil(width / step) + Math.ceil((lead.mean * mean) / step),
    law,
    ...cost,
  };
}

function waitingCost(
  waiting: PolicyChoiceInput["waiting"],
  holdingCost: number,
): number {
  if (typeof waiting === "number") return above("waiting", waiting, 0);
  const value = between("waiting.value", waiting.value, 0, 1);
  return (holdingCost * value) / (1 - value);
}

function wholeLook(periods: number): number {
  if (Number.isInteger(periods) && periods >= 1 && periods <= 400) {
    return periods;
  }
  throw new InputError(
    "reviewPeriods",
    `reviewPeriods must be a whole number from 1 to 400, got ${periods}`,
  );
}

/** Counts where pieces scatter as counts do, else a law that is never below 0. */
function fitting(
  mean: number,
  variance: number,
  pieces: boolean,
): Exclude<LeadTimeDemandLaw, "empirical"> {
  if (!pieces || variance < steady * mean) return "gamma";
  return variance > mean ? "negative-binomial" : "poisson";
}

/** One unit where the grid stays small, else a round number of them; lots are whole steps. */
function stepOf(width: number, smallest: number, lot: number): number {
  const wanted = Math.max(width / mostSteps, smallest);
  if (lot > 0) {
    return wanted < lot
      ? lot / Math.round(lot / wanted)
      : lot * Math.ceil(wanted / lot - 1e-9);
  }
  if (wanted === smallest) return smallest;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const nice = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return nice * power;
}

/** Probabilities on the grid: what lies within half a step. */
function chancesOf(law: Distribution, step: number): readonly number[] {
  const edge = (k: number): number => (k + 0.5) * step;
  const chances = [law.cdf(edge(0))];
  for (let k = 1; law.survival(edge(k - 1)) > negligible; k++) {
    chances.push(
      Math.max(law.survival(edge(k - 1)) - law.survival(edge(k)), 0),
    );
  }
  return chances;
}

function positionCosts(
  laws: readonly Distribution[],
  step: number,
  holdingCost: number,
  backorderCost: number,
): Pick<ChoiceModel, "at" | "split" | "best"> {
  const known = new Map<
    number,
    { readonly holding: number; readonly waiting: number }
  >();
  const split = (position: number) => {
    let found = known.get(position);
    if (found) return found;
    const y = position * step;
    let short = 0;
    let held = 0;
    for (const law of laws) {
      const loss = law.loss(y) / laws.length;
      short += loss;
      held += (y - law.mean) / laws.length + loss;
    }
    found = {
      holding: holdingCost * Math.max(held, 0),
      waiting: backorderCost * short,
    };
    known.set(position, found);
    return found;
  };
  const at = (position: number): number => {
    const { holding, waiting } = split(position);
    return holding + waiting;
  };
  const share = backorderCost / (backorderCost + holdingCost);
  let best = Math.round((laws.at(-1) as Distribution).quantile(share) / step);
  while (at(best - 1) < at(best)) best--;
  while (at(best + 1) < at(best)) best++;
  return { at, split, best };
}
