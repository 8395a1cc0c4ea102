import type { Belief, Dispersion, Effects, FitSeries } from "./effects-fit.ts";
import { dispersionOf, fitEffects, fittedMeans } from "./effects-fit.ts";
import type { FeaturePlan } from "./promotion-features.ts";

/** What is believed of a series before its own history speaks, and how demand scatters. */
export interface GroupEffects {
  readonly belief: Belief;
  readonly dispersion: Dispersion;
}

/** Variance of what shapes a promotion (its periods, its length, who joins) before data. */
const shape = 0.1;
/** The same of the drivers themselves: a flag may treble demand, a price elasticity be 6. */
const driver = { flag: 1, price: 9 };
/** Spread of groups about all, and of series about their group, to begin with. */
const someSpread = 0.1;
/** Series that the general spread is worth beside those of a group. */
const spreadWorth = 4;
/** Rounds of learning how far groups and series differ. */
const rounds = 3;
/** A series has no word of its own on an effect. */
const fixed = 1e8;

/**
 * Effects of all series, of each group drawn towards them, and how far series differ
 * within a group, each spread learnt from the data (empirical Bayes).
 *
 * @returns beliefs in the order of the groups, and one for a group never seen
 */
export function groupEffects(
  groups: readonly (readonly FitSeries[])[],
  plan: FeaturePlan,
): { readonly groups: readonly GroupEffects[]; readonly others: GroupEffects } {
  const { effects, dispersion } = effectsOfAll(groups, plan);
  const centres = groupCentres(groups, effects, dispersion);
  const { byGroup, general } = ownSpreads(groups, centres, plan);
  const inverse = (spread: Float64Array) => spread.map((value) => 1 / value);
  return {
    groups: centres.map(({ mean, dispersion: scatter }, g) => ({
      belief: { mean, precision: inverse(byGroup[g]!) },
      dispersion: scatter,
    })),
    others: {
      belief: { mean: effects.coefficients, precision: inverse(general) },
      dispersion,
    },
  };
}

function effectsOfAll(
  groups: readonly (readonly FitSeries[])[],
  plan: FeaturePlan,
) {
  const all = groups.flat();
  const belief = firstBelief(plan);
  let dispersion: Dispersion = { poisson: 1, square: 0.3 };
  let effects = fitEffects(all, belief, dispersion);
  for (let round = 0; round < 2; round++) {
    const means = meansOf(all, effects);
    dispersion = dispersionOf(all, means, dispersion);
    const scale = commonShocks(groups, means, dispersion);
    effects = fitDoubted(all, belief, dispersion, scale, effects.coefficients);
  }
  return { effects, dispersion };
}

function firstBelief({ names, drivers }: FeaturePlan): Belief {
  const kinds = new Map(drivers.map(({ name, kind }) => [name, kind]));
  const spread = names.map((name) => {
    const kind = kinds.get(name);
    return kind === undefined ? shape : driver[kind];
  });
  return {
    mean: new Float64Array(names.length),
    precision: Float64Array.from(spread, (value) => 1 / value),
  };
}

function groupCentres(
  groups: readonly (readonly FitSeries[])[],
  effects: Effects,
  general: Dispersion,
): { readonly mean: Float64Array; readonly dispersion: Dispersion }[] {
  const mean = effects.coefficients;
  if (groups.length === 1) return [{ mean, dispersion: general }];
  let spread: Float64Array = new Float64Array(mean.length).fill(someSpread);
  let fits: Effects[] = [];
  let scatters = groups.map(() => general);
  let scales = groups.map((some) =>
    commonShocks(
      [some],
      meansOf(some, withCoefficients(some, mean, general)),
      general,
    ),
  );
  for (let round = 0; round < rounds; round++) {
    const belief = { mean, precision: spread.map((value) => 1 / value) };
    fits = groups.map((some, g) =>
      fitDoubted(
        some,
        belief,
        scatters[g]!,
        scales[g]!,
        fits[g]?.coefficients ?? mean,
      ),
    );
    const means = groups.map((some, g) => meansOf(some, fits[g]!));
    scatters = groups.map((some, g) =>
      dispersionOf(some, means[g]!, scatters[g]!),
    );
    scales = groups.map((some, g) =>
      commonShocks([some], means[g]!, scatters[g]!),
    );
    spread = spreadOf(fits, mean, spread, 1);
  }
  return fits.map(({ coefficients }, g) => ({
    mean: coefficients,
    dispersion: scatters[g]!,
  }));
}

/** Levels of series whose effects are known. */
function withCoefficients(
  some: readonly FitSeries[],
  mean: Float64Array,
  dispersion: Dispersion,
): Effects {
  const precision = new Float64Array(mean.length).fill(fixed);
  return fitEffects(some, { mean, precision }, dispersion);
}

/** A fit whose data count only one `scale`-th, because they are not independent. */
function fitDoubted(
  some: readonly FitSeries[],
  { mean, precision }: Belief,
  dispersion: Dispersion,
  scale: number,
  start: Float64Array,
): Effects {
  const firm = { mean, precision: precision.map((value) => value * scale) };
  const found = fitEffects(some, firm, dispersion, start);
  return { ...found, variances: found.variances.map((v) => v * scale) };
}

/**
 * How many series say the same thing: the variance of the errors of a group's period
 * together, by what it were if they were independent. One promotion in eighty shops is
 * one promotion, not eighty.
 */
export function commonShocks(
  groups: readonly (readonly FitSeries[])[],
  means: readonly Float64Array[],
  { poisson, square }: Dispersion,
): number {
  let together = 0;
  let apart = 0;
  let at = 0;
  for (const some of groups) {
    const sums: number[] = [];
    for (const { units } of some) {
      const mean = means[at++]!;
      units.forEach((y, t) => {
        if (Number.isNaN(y)) return;
        const m = mean[t]!;
        const error = (y - m) / Math.sqrt(poisson * m + square * m * m);
        sums[t] = (sums[t] ?? 0) + error;
        apart += error * error;
      });
    }
    for (const sum of sums) together += (sum ?? 0) ** 2;
  }
  return apart > 0 ? Math.max(1, together / apart) : 1;
}

/** Variance of own effects about those of the group, by group and of all. */
function ownSpreads(
  groups: readonly (readonly FitSeries[])[],
  centres: readonly {
    readonly mean: Float64Array;
    readonly dispersion: Dispersion;
  }[],
  plan: FeaturePlan,
): {
  readonly byGroup: readonly Float64Array[];
  readonly general: Float64Array;
} {
  let general = new Float64Array(plan.names.length).fill(1 / fixed);
  for (const k of plan.own) general[k] = someSpread;
  let byGroup = groups.map(() => general);
  for (let round = 0; round < rounds; round++) {
    const fits = groups.map((some, g) => {
      const { mean, dispersion } = centres[g]!;
      const precision = byGroup[g]!.map((value) => 1 / value);
      return some.map((series) =>
        fitEffects([series], { mean, precision }, dispersion),
      );
    });
    const count = fits.reduce((sum, some) => sum + some.length, 0);
    general = general.map((least, k) => {
      if (!plan.own.includes(k)) return least;
      let sum = 0;
      fits.forEach((some, g) => {
        for (const fit of some) sum += squareOf(fit, centres[g]!.mean, k);
      });
      return sum / count;
    });
    byGroup = fits.map((some, g) => {
      const found = spreadOf(some, centres[g]!.mean, general, spreadWorth);
      return found.map((value, k) =>
        plan.own.includes(k) ? value : general[k]!,
      );
    });
  }
  return { byGroup, general };
}

/** Mean square about a centre, what is unknown of each included; drawn to a usual one. */
function spreadOf(
  fits: readonly Effects[],
  centre: Float64Array,
  usual: Float64Array,
  worth: number,
): Float64Array {
  return centre.map((_, k) => {
    let sum = worth * usual[k]!;
    for (const fit of fits) sum += squareOf(fit, centre, k);
    return Math.max(sum / (fits.length + worth), 1e-5);
  });
}

function squareOf(
  { coefficients, variances }: Effects,
  centre: Float64Array,
  k: number,
): number {
  return (coefficients[k]! - centre[k]!) ** 2 + variances[k]!;
}

function meansOf(all: readonly FitSeries[], effects: Effects): Float64Array[] {
  return all.map(({ rows }, i) =>
    fittedMeans(rows, effects.coefficients, effects.levels[i]!),
  );
}
