/**
 * Smallest whole number that is not too low, between one that is and one that is not. Beyond
 * 2^53, where not every whole number can be written, the smallest that can.
 */
export function firstWhole(
  tooLow: (r: number) => boolean,
  low: number,
  high: number,
): number {
  for (;;) {
    const middle = Math.floor((low + high) / 2);
    if (middle <= low || middle >= high) return high;
    if (tooLow(middle)) low = middle;
    else high = middle;
  }
}
