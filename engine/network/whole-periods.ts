/** A fraction of a period this small is the noise of a division, not time. */
const noise = 1e-9;

/** Whole periods that a duration takes: rounded up. */
export function wholePeriodsUp(periods: number): number {
  return Math.max(0, Math.ceil(periods - noise));
}

/** Whole periods within a limit: rounded down. */
export function wholePeriodsDown(periods: number): number {
  return Math.floor(periods + noise);
}
