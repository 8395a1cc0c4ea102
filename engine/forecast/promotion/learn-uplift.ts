import { InputError } from "../../errors.ts";
import { wholePeriods } from "../forecast-method.ts";
import type { Belief, Dispersion, Effects, FitSeries } from "./effects-fit.ts";
import { fitEffects, fittedMeans } from "./effects-fit.ts";
import type { GroupEffects } from "./group-effects.ts";
import { groupEffects } from "./group-effects.ts";
import type { Drift, DriftLesson } from "./level-drift.ts";
import { driftLesson, driftOf } from "./level-drift.ts";
import type { Driver, PromotedSeries } from "./promoted-series.ts";
import { checkedUnits } from "./promoted-series.ts";
import type { BreadthMap } from "./promotion-breadth.ts";
import type { FeaturePlan } from "./promotion-features.ts";
import { featurePlan, features, noteBreadth } from "./promotion-features.ts";

/** How uplifts are learnt. */
export interface UpliftOptions {
  readonly drivers: readonly Driver[];
  /** Periods in a season; 1 (none) when omitted. */
  readonly season?: number;
  /** Periods ahead that levels must serve: lead time plus review. */
  readonly horizon: number;
}

/** What a group of series says of one of its own. */
export interface GroupUplift extends GroupEffects {
  readonly drift: Drift;
}

/** What promotions did to many series. */
export interface LearnedUplift {
  readonly plan: FeaturePlan;
  readonly breadths: BreadthMap;
  /** Ids that count among the breadths. */
  readonly members: ReadonlySet<string>;
  /** Smallest and largest value of each feature that was ever seen. */
  readonly seen: { readonly low: Float64Array; readonly high: Float64Array };
  readonly groups: ReadonlyMap<string, GroupUplift>;
  /** For a group that was never seen. */
  readonly others: GroupUplift;
}

/** Fewer periods than this leave nothing to rehearse on. */
const fewPeriods = 12;

/**
 * Learns what promotions and prices do, from many series at once: effects of all, of
 * each group drawn towards them, and of each series drawn towards its group, each
 * spread learnt from the data (empirical Bayes).
 *
 * How levels move, and how wrong whole windows are, is learnt in a rehearsal: effects
 * of the first three quarters, judged on the rest. Only the past of `units` is looked
 * at; the plan may reach further, so that it is known who else promotes then.
 *
 * @throws InputError when there is no series, no driver, or a driver is out of range
 */
export function learnUplift(
  all: readonly PromotedSeries[],
  options: UpliftOptions,
): LearnedUplift {
  const { drivers } = options;
  const horizon = wholePeriods("horizon", options.horizon);
  const season = wholePeriods("season", options.season ?? 1);
  if (all.length === 0) {
    throw new InputError("series", "series must hold at least one, got none");
  }
  if (drivers.length === 0) {
    throw new InputError("drivers", "drivers must name at least one, got none");
  }
  const plan = featurePlan(drivers, season);
  const breadths: BreadthMap = new Map();
  for (const series of all) noteBreadth(breadths, series, plan);
  const byGroup = new Map<string, FitSeries[]>();
  for (const series of all) {
    const units = checkedUnits(series, drivers);
    const rows = features(series, plan, breadths, true);
    const group = series.group ?? "";
    const some = byGroup.get(group);
    if (some) some.push({ units, rows });
    else byGroup.set(group, [{ units, rows }]);
  }
  const groups = [...byGroup.values()];
  const { groups: effects, others } = groupEffects(groups, plan);
  const { byGroup: drifts, general } = rehearsed(
    groups,
    plan,
    horizon,
    effects,
  );
  return {
    plan,
    breadths,
    members: new Set(all.map(({ id }) => id)),
    seen: seenRanges(groups.flat(), plan.names.length),
    groups: new Map(
      [...byGroup.keys()].map((group, g) => [
        group,
        { ...effects[g]!, drift: drifts[g]! },
      ]),
    ),
    others: { ...others, drift: general },
  };
}

/** Own effects of a series, with the means they give its past. */
export function ownFit(
  { units, rows }: FitSeries,
  belief: Belief,
  dispersion: Dispersion,
): { units: Float64Array; means: Float64Array; effects: Effects } {
  const effects = fitEffects([{ units, rows }], belief, dispersion);
  const { coefficients, levels } = effects;
  return { units, means: fittedMeans(rows, coefficients, levels[0]!), effects };
}

/** How levels move, by group and of all, judged on periods that effects do not know. */
function rehearsed(
  groups: readonly (readonly FitSeries[])[],
  plan: FeaturePlan,
  horizon: number,
  final: readonly GroupEffects[],
): { readonly byGroup: readonly Drift[]; readonly general: Drift } {
  const periods = Math.max(
    ...groups.flatMap((some) => some.map(({ units }) => units.length)),
  );
  const held = Math.max(
    Math.ceil(periods / 4),
    Math.min(2 * horizon, periods / 2),
  );
  const cut = Math.floor(periods - held);
  const enough = cut >= fewPeriods;
  const early = ({ units, rows }: FitSeries) => ({
    units: enough ? units.subarray(0, cut) : units,
    rows,
  });
  const effects = enough
    ? groupEffects(
        groups.map((some) => some.map(early)),
        plan,
      ).groups
    : final;
  const lessons = groups.map((some, g): DriftLesson => {
    const { belief, dispersion } = effects[g]!;
    const fits = some.map((series) => ({
      units: series.units,
      means: ownFit(early(series), belief, dispersion).means,
    }));
    const from = enough ? cut : Math.ceil(periods / 3);
    return driftLesson(fits, dispersion, horizon, from);
  });
  return {
    byGroup: lessons.map((lesson) => driftOf([lesson], lessons)),
    general: driftOf(lessons, lessons),
  };
}

function seenRanges(all: readonly FitSeries[], size: number) {
  const low = new Float64Array(size);
  const high = new Float64Array(size);
  for (const { units, rows } of all) {
    for (let t = 0; t < units.length; t++) {
      if (Number.isNaN(units[t]!)) continue;
      for (let k = 0; k < size; k++) {
        const x = rows[t * size + k]!;
        if (x < low[k]!) low[k] = x;
        if (x > high[k]!) high[k] = x;
      }
    }
  }
  return { low, high };
}
