/** Launches that an age must have been reached by for a figure of its own. */
const fewest = 3;
/** No age is less than this share of a settled one: a figure is divided by it. */
const smallest = 0.05;

/**
 * The settled level of launches and the ramp to it: mean demand by age, each drawn
 * towards the settled level by what is only noise in it (empirical Bayes), so that a
 * ramp which is not there leaves no trace.
 *
 * @param launches - units by age
 * @param settled - first age that counts for the level; ages before keep their mean
 * @param usual - ramp of a wider family, believed where launches say nothing
 */
export function rampOf(
  launches: readonly Float64Array[],
  settled: number,
  usual?: Float64Array,
): { readonly level: number; readonly ramp: Float64Array } {
  const longest = Math.max(...launches.map((ages) => ages.length));
  const ages = Array.from({ length: longest }, (_, age) => {
    const units = launches
      .map((launch) => launch[age] ?? NaN)
      .filter((value) => !Number.isNaN(value));
    const count = units.length;
    const mean = count > 0 ? units.reduce((a, b) => a + b, 0) / count : 0;
    const squares = units.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return {
      count,
      mean,
      error: squares / Math.max(count - 1, 1) / Math.max(count, 1),
    };
  });
  const later = ages.slice(settled).filter(({ count }) => count >= fewest);
  const periods = later.reduce((sum, { count }) => sum + count, 0);
  // Nothing sold again: half a demand in one period more than was seen, not none for ever.
  const seen = levelOf(ages.slice(0, settled + 1)) || levelOf(ages);
  const least = (0.5 * seen) / (periods + 1);
  const level = Math.max(levelOf(later.length > 0 ? later : ages), least);
  // What the means of the ages differ by, beyond their own errors.
  let spread = 0;
  let weights = 0;
  for (const { mean, error, count } of later) {
    spread += count * ((mean - level) ** 2 - error);
    weights += count;
  }
  spread = weights > 0 ? Math.max(spread / weights, 0) : 0;
  const ramp = Float64Array.from(ages, ({ mean, error, count }, age) => {
    const believed = usual?.[age] ?? 1;
    if (count < fewest && !(age < settled && usual === undefined))
      return believed;
    const kept = age < settled ? 1 : spread > 0 ? spread / (spread + error) : 0;
    const height = level > 0 ? mean / level : 1;
    return Math.max(believed + kept * (height - believed), smallest);
  });
  return { level, ramp };
}

function levelOf(
  ages: readonly { readonly count: number; readonly mean: number }[],
): number {
  let sum = 0;
  let count = 0;
  for (const age of ages) {
    sum += age.count * age.mean;
    count += age.count;
  }
  return count > 0 ? sum / count : 0;
}
