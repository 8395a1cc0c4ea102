import type { GappedHistory } from "../../demand/recorded-history.ts";
import { InputError } from "../../errors.ts";
import { coveredPeriods } from "../forecast-method.ts";
import type { LaunchStart } from "./launch-history.ts";
import { launchAges, launchStartOf } from "./launch-history.ts";
import { rampOf } from "./launch-ramp.ts";

/** How launches are learnt from. */
export interface LaunchOptions {
  /** Periods whose total will be asked for: lead time plus review; rounded up. */
  readonly covered: number;
  /** What tells a launch; found from the histories when omitted. */
  readonly start?: LaunchStart;
  /** What a wider family taught: few launches are drawn towards it. */
  readonly within?: LaunchProfile;
}

/** What earlier launches say of the next one. */
export interface LaunchProfile {
  readonly start: LaunchStart;
  /** Launches learnt from. */
  readonly launches: number;
  /** Units per period once settled, and its variance from launch to launch. */
  readonly level: number;
  readonly spread: number;
  /** Variance of a settled period about its own level. */
  readonly scatter: number;
  /** Demand at an age by that of a settled period; 1 beyond the last. */
  readonly ramp: Float64Array;
  /**
   * The very first demand: how much it tells of the level (1: as any period), and its
   * variance that tells nothing. A launch told by its first demand is told by luck, too.
   */
  readonly first: { readonly loading: number; readonly scatter: number };
  /** Squared errors of totals over the covered periods by what these figures expect. */
  readonly inflation: number;
}

/** Launches that a wider family is worth, and a belief in a spread as wide as the level. */
const familyWorth = 4;
const beliefWorth = 1;
/** Launches after which half of what a first demand seems to tell is believed. */
const trustWorth = 20;
/** Errors of totals that the expected variance is worth. */
const totalsWorth = 8;

/**
 * Learns from launches of the past: their settled level and how it differs, the ramp
 * to it, how demand scatters, and how much a first demand tells.
 *
 * Credibility after Bühlmann and Straub: variance within and between launches from
 * their own moments, no law assumed. With few launches the spread is drawn towards
 * one as wide as the level, so a lone analog gives a wide answer.
 *
 * @param peers - histories of the earlier launches, oldest period first, `null` before
 * the launch; only what was known when the forecast is made
 * @throws InputError when no launch has any demand
 * @see Bühlmann and Straub (1970), Glaubwürdigkeit für Schadensätze.
 */
export function learnLaunch(
  peers: readonly GappedHistory[],
  options: LaunchOptions,
): LaunchProfile {
  const covered = coveredPeriods(options.covered);
  const { within } = options;
  const start = options.start ?? within?.start ?? launchStartOf(peers);
  const launches = peers
    .map((history) => launchAges(history, start))
    .filter((ages) => ages.length > 0);
  const total = launches.reduce((sum, ages) => sum + sumOf(ages), 0);
  if (!(total > 0)) {
    throw new InputError(
      "peers",
      `peers must hold at least one launch with demand, got ${peers.length} without`,
    );
  }
  // Told by its first demand, a launch has no period 0 like the others.
  const settled = start === "demand" ? 1 : 0;
  const { level: seenLevel, ramp } = rampOf(launches, settled, within?.ramp);
  const count = launches.length;
  const wide = within ? familyWorth / (count + familyWorth) : 0;
  const level = seenLevel + wide * ((within?.level ?? 0) - seenLevel);
  const moments = credibility(launches, settled, ramp, level);
  const believed = within
    ? { spread: within.spread, scatter: within.scatter }
    : { spread: level * level, scatter: Math.max(moments.scatter, level) };
  const worth = within ? familyWorth : beliefWorth;
  const mixed = (found: number, belief: number) =>
    (count * found + worth * belief) / (count + worth);
  const spread = mixed(moments.spread, believed.spread);
  const scatter = mixed(moments.scatter, believed.scatter);
  const first =
    settled === 1
      ? firstDemand(launches, ramp, level, spread)
      : { loading: ramp[0] ?? 1, scatter: scatter * (ramp[0] ?? 1) };
  const profile = {
    start,
    launches: count,
    level,
    spread,
    scatter,
    ramp,
    first,
  };
  const inflation = inflationOf(launches, profile, covered);
  return { ...profile, inflation };
}

/** The level a launch is at, given what is known of it. */
export interface LaunchLevel {
  /** Units per settled period. */
  readonly mean: number;
  readonly variance: number;
  /** Share of the answer that is the launch's own word. */
  readonly ownWeight: number;
}

/** Level of a launch from its own ages, drawn towards the level of the others. */
export function launchLevel(
  ages: Float64Array,
  profile: Omit<LaunchProfile, "inflation">,
): LaunchLevel {
  const { level, spread, scatter, ramp, start, first, launches } = profile;
  let information = 0;
  let pull = 0;
  ages.forEach((units, age) => {
    if (Number.isNaN(units)) return;
    const height = ramp[age] ?? 1;
    const loading = age === 0 && start === "demand" ? first.loading : height;
    const noise =
      age === 0 && start === "demand" ? first.scatter : scatter * height;
    information += (loading * loading) / noise;
    pull += (loading * (units - height * level)) / noise;
  });
  const own = (spread * information) / (1 + spread * information);
  const mean = Math.max(
    level + (own > 0 ? (own * pull) / information : 0),
    0.02 * level,
  );
  // Spread and doubt grow with the level, as they do for a gamma law of levels.
  const doubt =
    (spread * (1 - own) + (spread * (1 - own) ** 2) / launches) *
    (mean / level);
  return { mean, variance: doubt, ownWeight: own };
}

/** Mean and variance of the total of some periods of a launch. */
export function launchTotal(
  at: LaunchLevel,
  profile: Omit<LaunchProfile, "inflation">,
  from: number,
  periods: number,
): { readonly mean: number; readonly variance: number } {
  let heights = 0;
  for (let h = 0; h < periods; h++) heights += profile.ramp[from + h] ?? 1;
  const noise = profile.scatter * (at.mean / profile.level);
  return {
    mean: at.mean * heights,
    variance: noise * heights + at.variance * heights ** 2,
  };
}

/** Variance between levels and within them, from settled periods. */
function credibility(
  launches: readonly Float64Array[],
  settled: number,
  ramp: Float64Array,
  level: number,
): { readonly spread: number; readonly scatter: number } {
  let within = 0;
  let freedom = 0;
  let between = 0;
  let weights = 0;
  let squares = 0;
  let groups = 0;
  for (const ages of launches) {
    let weight = 0;
    let sum = 0;
    each(ages, settled, ramp, (units, height) => {
      weight += height;
      sum += units;
    });
    if (weight === 0) continue;
    const mean = sum / weight;
    let count = 0;
    each(ages, settled, ramp, (units, height) => {
      within += (units - height * mean) ** 2 / height;
      count++;
    });
    freedom += count - 1;
    between += weight * (mean - level) ** 2;
    weights += weight;
    squares += weight * weight;
    groups++;
  }
  const scatter = freedom > 0 ? within / freedom : level;
  const kept = weights - squares / Math.max(weights, 1e-9);
  const spread = kept > 0 ? (between - (groups - 1) * scatter) / kept : 0;
  // A period scatters at least a little: without noise one figure would be believed outright.
  return {
    spread: Math.max(spread, 0),
    scatter: Math.max(scatter, 0.05 * level),
  };
}

/** How much the first demand tells of the level that follows. */
function firstDemand(
  launches: readonly Float64Array[],
  ramp: Float64Array,
  level: number,
  spread: number,
): LaunchProfile["first"] {
  const height = ramp[0] ?? 1;
  let count = 0;
  let squares = 0;
  let products = 0;
  let weights = 0;
  for (const ages of launches) {
    const units = ages[0]! - height * level;
    count++;
    squares += units * units;
    let weight = 0;
    let sum = 0;
    each(ages, 1, ramp, (later, high) => {
      weight += high;
      sum += later;
    });
    products += units * (sum - weight * level);
    weights += weight;
  }
  // Weighed by what followed; few launches tell little of how much a first demand tells.
  const covariance = weights > 0 ? products / weights : 0;
  const trusted = count / (count + trustWorth);
  const loading = spread > 0 ? (trusted * covariance) / spread : 0;
  const kept = Math.min(Math.max(loading, 0), height);
  const variance = squares / count - kept * kept * spread;
  return { loading: kept, scatter: Math.max(variance, 0.05 * height * level) };
}

/** How far totals of the launches fell from what one period of each would have said. */
function inflationOf(
  launches: readonly Float64Array[],
  profile: Omit<LaunchProfile, "inflation">,
  covered: number,
): number {
  let sum = totalsWorth;
  let worth = totalsWorth;
  for (const ages of launches) {
    if (ages.length < 1 + covered) continue;
    const actual = sumOf(ages.subarray(1, 1 + covered));
    const at = launchLevel(ages.subarray(0, 1), profile);
    const { mean, variance } = launchTotal(at, profile, 1, covered);
    if (!(variance > 0)) continue;
    sum += Math.min((actual - mean) ** 2 / variance, 25);
    worth++;
  }
  return Math.max(sum / worth, 0.5);
}

function each(
  ages: Float64Array,
  from: number,
  ramp: Float64Array,
  visit: (units: number, height: number) => void,
): void {
  for (let age = from; age < ages.length; age++) {
    const units = ages[age]!;
    if (!Number.isNaN(units)) visit(units, ramp[age] ?? 1);
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce(
    (sum, value) => sum + (Number.isNaN(value) ? 0 : value),
    0,
  );
}
