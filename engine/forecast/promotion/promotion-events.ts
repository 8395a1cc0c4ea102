/** Where each period stands among the promotions of a series. */
export interface PromotionEvents {
  /** Whether the period lies within a promotion; small gaps in it included. */
  readonly within: Uint8Array;
  /** Period of the promotion, from 1; 0 outside. */
  readonly place: Float64Array;
  /** Periods of the promotion, as far as it is known; 0 outside. */
  readonly length: Float64Array;
  /** Periods since the last one ended, from 1; 0 within one and before the first. */
  readonly since: Float64Array;
}

/**
 * Promotions as events: what was planned as one thing, even where a closed day or an
 * unsold article left a gap in the record of it.
 *
 * @param flags - 0 to 1 by period; anything above 0 is a promotion
 * @param closed - longest gap, in periods, that does not end a promotion
 */
export function promotionEvents(
  flags: Float64Array,
  closed: number,
): PromotionEvents {
  const n = flags.length;
  const within = new Uint8Array(n);
  let last = -1;
  for (let period = 0; period < n; period++) {
    if (!(flags[period]! > 0)) continue;
    const gap = last >= 0 && period - last - 1 <= closed;
    within.fill(1, gap ? last + 1 : period, period + 1);
    last = period;
  }
  const place = new Float64Array(n);
  const length = new Float64Array(n);
  const since = new Float64Array(n);
  let ended = -1;
  for (let start = 0; start < n; start++) {
    if (within[start] === 0) {
      if (ended >= 0) since[start] = start - ended;
      continue;
    }
    let end = start;
    while (end < n && within[end] === 1) end++;
    for (let period = start; period < end; period++) {
      place[period] = period - start + 1;
      length[period] = end - start;
    }
    ended = end - 1;
    start = ended;
  }
  return { within, place, length, since };
}
