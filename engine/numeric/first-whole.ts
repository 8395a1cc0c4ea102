/** Smallest whole number that is not too low, between one that is and one that is not. */
export function firstWhole(
  tooLow: (r: number) => boolean,
  low: number,
  high: number,
): number {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    // Beyond 2^53 not every whole number is one that can be written.
    if (middle === low || middle === high) break;
    if (tooLow(middle)) low = middle;
    else high = middle;
  }
  return high;
}
