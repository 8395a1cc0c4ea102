import type { Period } from "../contracts/index.ts";

const dayMilliseconds = 86_400_000;

/** Days since 1970-01-01 of a calendar day `YYYY-MM-DD`; `null` when there is no such day. */
export function dayNumber(day: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number) as [
    number,
    number,
    number,
  ];
  const time = Date.UTC(year, month - 1, date);
  // Date.UTC rolls 31 February over into March; such a day is refused.
  return dayText(time / dayMilliseconds) === day
    ? time / dayMilliseconds
    : null;
}

/** The calendar day that many days after 1970-01-01, `YYYY-MM-DD`. */
export function dayText(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

/** First day of the bucket that holds a day: the day, its Monday, the first of its month. */
export function bucketStart(day: number, period: Period): number {
  switch (period) {
    case "day":
      return day;
    case "week":
      // Day 0 was a Thursday: Mondays leave a remainder of 4.
      return day - ((((day - 4) % 7) + 7) % 7);
    case "month": {
      const date = new Date(day * dayMilliseconds);
      return monthStart(date.getUTCFullYear(), date.getUTCMonth());
    }
  }
}

/** First day of the bucket `count` buckets after the one that starts at `start`. */
export function bucketAfter(
  start: number,
  period: Period,
  count: number,
): number {
  switch (period) {
    case "day":
      return start + count;
    case "week":
      return start + 7 * count;
    case "month": {
      const date = new Date(start * dayMilliseconds);
      return monthStart(date.getUTCFullYear(), date.getUTCMonth() + count);
    }
  }
}

/** How many buckets `to` lies after `from`; both are first days of buckets. */
export function bucketsBetween(
  from: number,
  to: number,
  period: Period,
): number {
  switch (period) {
    case "day":
      return to - from;
    case "week":
      return (to - from) / 7;
    case "month": {
      const [first, last] = [from, to].map(
        (day) => new Date(day * dayMilliseconds),
      );
      return (
        (last!.getUTCFullYear() - first!.getUTCFullYear()) * 12 +
        last!.getUTCMonth() -
        first!.getUTCMonth()
      );
    }
  }
}

function monthStart(year: number, month: number): number {
  return Date.UTC(year, month, 1) / dayMilliseconds;
}
