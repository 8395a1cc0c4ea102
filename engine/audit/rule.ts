import type {
  Finding,
  LinkRecord,
  Period,
  StageRecord,
} from "../contracts/index.ts";

/** What the audit looks at. */
export interface AuditInput {
  readonly stages: readonly StageRecord[];
  readonly links: readonly LinkRecord[];
  readonly period: Period;
  /** The day the snapshot was taken, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Service tiers that the taxonomy knows; when omitted, only rare ones are doubted. */
  readonly serviceTiers?: readonly string[];
}

/** One offence against a rule, with the line that shows it. */
export interface Hit {
  readonly stage: string;
  readonly example: string;
}

/** One thing that can be wrong, in words for planners, and how to see it. */
export interface AuditRule {
  readonly code: string;
  readonly severity: Finding["severity"];
  readonly title: string;
  readonly effect: string;
  readonly remedy: string;
  readonly hits: (input: AuditInput) => Iterable<Hit>;
}

/** A rule that looks at each stage by itself; `examples` answers one line per offence. */
export function stageRule(
  rule: Omit<AuditRule, "hits"> & {
    readonly examples: (
      stage: StageRecord,
      input: AuditInput,
    ) => Iterable<string>;
  },
): AuditRule {
  const { examples, ...rest } = rule;
  return {
    ...rest,
    *hits(input) {
      for (const stage of input.stages) {
        for (const example of examples(stage, input)) {
          yield { stage: stage.id, example: `${stage.id}: ${example}` };
        }
      }
    },
  };
}

/** A number as a planner would write it: three decimals at most. */
export function shown(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const dayMilliseconds = 86_400_000;

/** Days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMilliseconds;
}

/** First day of bucket `index` of a history; a month as `YYYY-MM`. */
export function bucketName(
  start: string,
  period: Period,
  index: number,
): string {
  const first = new Date(start);
  if (period === "month") {
    const month = Date.UTC(
      first.getUTCFullYear(),
      first.getUTCMonth() + index,
      1,
    );
    return new Date(month).toISOString().slice(0, 7);
  }
  const length = period === "week" ? 7 : 1;
  return new Date(first.getTime() + index * length * dayMilliseconds)
    .toISOString()
    .slice(0, 10);
}

/** Buckets that make up a year. */
export const bucketsPerYear: Readonly<Record<Period, number>> = {
  day: 365,
  week: 52,
  month: 12,
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
