/** What some work answers, and its CPU seconds: other work on the machine does not count. */
export function timed<Result>(work: () => Result): readonly [Result, number] {
  const secondsUntilNow = cpuClock();
  const result = work();
  return [result, secondsUntilNow()];
}

/** CPU seconds of some work: other work on the machine does not count. */
export function cpuSeconds(work: () => unknown): number {
  return timed(work)[1];
}

/** CPU seconds of this process from here on. */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
}
