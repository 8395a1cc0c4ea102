/**
 * Where a cursor goes on a key, among points from left to right.
 *
 * @param at - the point it is on; `null` for none, when an arrow begins at `start`
 * @returns the new point, or `undefined` when the key means nothing to it
 */
export function cursorAfter(
  key: string,
  at: number | null,
  { count, page, start }: CursorRange,
): number | undefined {
  if (count === 0) return undefined;
  const from = at ?? start;
  // The first arrow shows where the cursor is; it does not go on at once.
  const step = at === null ? 0 : 1;
  const to = {
    ArrowRight: from + step,
    ArrowUp: from + step,
    ArrowLeft: from - step,
    ArrowDown: from - step,
    PageUp: from + page,
    PageDown: from - page,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}

export interface CursorRange {
  /** Points there are. */
  readonly count: number;
  /** Points that Page Up and Page Down pass. */
  readonly page: number;
  /** Where a cursor begins. */
  readonly start: number;
}

/** The point whose middle is nearest to a pixel; `centres` ascend. */
export function nearestPoint(
  centres: readonly number[],
  pixel: number,
): number | null {
  if (centres.length === 0) return null;
  let low = 0;
  let high = centres.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((centres[middle]! + centres[middle + 1]!) / 2 < pixel) low = middle + 1;
    else high = middle;
  }
  return low;
}
