/**
 * Units more with which as many cycles as asked for would have been without a late unit.
 *
 * @param needs - what each cycle was short of in units, below 0 where stock was left
 * @param target - share of cycles
 */
export function lackingForCycles(
  needs: readonly number[],
  target: number,
): number {
  const sorted = Float64Array.from(needs).sort();
  const needed = Math.ceil(target * sorted.length);
  return sorted[Math.min(needed, sorted.length) - 1] ?? 0;
}

/**
 * Units more with which so much demand as asked for would have been met at once: the shortages
 * at the ends of cycles would together have been smaller in the proportion that late units
 * have to be.
 *
 * @param needs - as `lackingForCycles`
 * @param target - share of units
 * @param reached - share of units that was met at once
 * @returns 0 when the target is reached
 */
export function lackingForFill(
  needs: readonly number[],
  target: number,
  reached: number,
): number {
  if (reached >= target) return 0;
  const short = Float64Array.from(needs.filter((need) => need > 0)).sort();
  const total = short.reduce((sum, need) => sum + need, 0);
  const allowed = (total * (1 - target)) / (1 - reached);
  // The cycles that were short of most are short of the rest, all by as much.
  let beyond = 0;
  for (let at = short.length - 1; at >= 0; at--) {
    const cycles = short.length - at;
    beyond += short[at]!;
    const level = (beyond - allowed) / cycles;
    if (level >= (short[at - 1] ?? 0)) return level;
  }
  return 0;
}
