/** Demands, the first one included, before their frequency tells when a history begins. */
const leastDemands = 2;

/**
 * A history without the zeros before its first demand that are the time before a launch
 * rather than demand that failed to come.
 *
 * Demand as frequent as it was afterwards begins with fewer zeros as often as with more: so
 * many are kept (the frequency unknown, after Jeffreys' prior: a beta-binomial chance), or as
 * many as the longest pause had, if that is more. The first demand is left out of the count:
 * the zeros end with it by definition. How many are kept changes by one or two with a period
 * more, unlike a verdict that there was a launch.
 *
 * @param units - units by period, oldest first
 * @returns the periods that tell of demand: `units` itself, or its end
 */
export function sinceLaunch(units: Float64Array): Float64Array {
  const begun = units.findIndex((size) => size > 0);
  if (begun <= 0) return units;
  let demands = 0;
  let none = 0;
  let pause = 0;
  let kept = 0;
  for (let t = begun + 1; t < units.length; t++) {
    if (units[t]! > 0) {
      demands++;
      pause = 0;
    } else {
      none++;
      pause++;
      if (pause > kept) kept = pause;
    }
  }
  if (demands + 1 < leastDemands) return units;
  let likely = 0;
  for (let chance = 1; likely < begun && chance >= 0.5; likely++) {
    chance *= (none + 0.5 + likely) / (demands + none + 1 + likely);
  }
  kept = Math.max(kept, likely);
  return kept < begun ? units.subarray(begun - kept) : units;
}
