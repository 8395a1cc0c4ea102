import { ratioEstimate, within } from "./confidence.ts";
import { scoredAmount, scoredShare } from "./score-interval.ts";
import type { Estimate, SimulatedStageResult } from "./simulation-input.ts";
import type { StageProblem } from "./simulation-problem.ts";
import type { StageSums } from "./stage-state.ts";

/** What was summed at one stage, observation by observation. */
export interface StageObservations {
  readonly sums: readonly StageSums[];
  /** Periods of each. */
  readonly lengths: readonly number[];
  /** Whether other stages order from it. */
  readonly feedsOthers: boolean;
  /** Whether all demand and all lead times of the network are known beforehand. */
  readonly certain: boolean;
}

/** The figures of a stage, each with its interval. */
export function stageFigures(
  stage: StageProblem,
  seen: StageObservations,
): SimulatedStageResult {
  const { sums, lengths, certain } = seen;
  const cycles = total(sums.map((one) => one.cycles));
  const asked = total(sums.map(({ demand }) => demand));
  const periods = total(lengths);
  // What a stage is short of lasts as long as its orders take: looks closer to one another
  // see the same shortage.
  const looks = Math.min(
    cycles,
    periods / (stage.leadTime.mean + stage.rule.reviewPeriods),
  );
  const control = controlOf(stage, seen);
  const share = (
    part: (sums: StageSums) => number,
    whole: (sums: StageSums) => number,
  ): Estimate => {
    const estimate = controlledShare(sums.map(part), sums.map(whole), control);
    return certain || asked === 0
      ? within(estimate, 0, 1)
      : scoredShare(estimate, looks);
  };
  // Not controlled: units on hand, owed and on their way must add up to what there is.
  const perPeriod = (field: keyof StageSums): Estimate =>
    within(
      ratioEstimate(
        sums.map((one) => one[field]),
        lengths,
        0,
      ),
      0,
      Infinity,
    );
  const seldom = (field: keyof StageSums, possible: boolean): Estimate =>
    certain || !possible
      ? perPeriod(field)
      : scoredAmount(perPeriod(field), looks, askedAtOnce(seen));
  return {
    id: stage.id,
    cycleService: share(
      ({ goodCycles }) => goodCycles,
      (one) => one.cycles,
    ),
    fillRate: share(
      ({ demand, late }) => demand - late,
      ({ demand }) => demand,
    ),
    meanOnHand: perPeriod("onHand"),
    backorders: seldom("backorders", seen.feedsOthers || !stage.losesSales),
    inTransit: perPeriod("inTransit"),
    demand: perPeriod("demand"),
    lostSales: seldom("lost", stage.losesSales),
    orders: perPeriod("orders"),
    ordered: perPeriod("ordered"),
  };
}

/**
 * Units that come together: those of a period, or of a customer where there are fewer
 * customers than periods, told by how totals scatter. A Poisson process scatters by one.
 */
function askedAtOnce({ sums, lengths }: StageObservations): number {
  const demands = sums.map(({ demand }) => demand);
  const perPeriod = total(demands) / total(lengths);
  if (perPeriod === 0) return 0;
  const squares = demands.map(
    (demand, at) => (demand - perPeriod * lengths[at]!) ** 2,
  );
  const dispersion =
    (total(squares) * sums.length) / (sums.length - 1) / total(demands);
  return Math.max(perPeriod, dispersion);
}

/** What customers happened to ask for more than they do on average: known, so taken out. */
function controlOf(
  { demand: source }: StageProblem,
  { sums, lengths, feedsOthers }: StageObservations,
): readonly number[] | null {
  if (!source?.unbiased || feedsOthers) return null;
  return sums.map(({ demand }, at) => demand - source.mean * lengths[at]!);
}

/** Without the control where that leads beyond what a share can be: it is no line there. */
function controlledShare(
  part: readonly number[],
  whole: readonly number[],
  control: readonly number[] | null,
): Estimate {
  const controlled = ratioEstimate(part, whole, 1, control);
  const { mean } = controlled;
  return mean > 0 && mean < 1 ? controlled : ratioEstimate(part, whole, 1);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
