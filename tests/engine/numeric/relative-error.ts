/** |found − expected|/|expected|; 0 when both are the same, infinite when one is no number. */
export function relativeError(found: number, expected: number): number {
  if (found === expected) return 0;
  const error = Math.abs(found - expected) / Math.abs(expected);
  return Number.isNaN(error) ? Infinity : error;
}
