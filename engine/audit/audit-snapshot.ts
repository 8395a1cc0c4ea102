import type { Finding } from "../contracts/index.ts";
import { costRules } from "./cost-rules.ts";
import { demandRules } from "./demand-rules.ts";
import { hygieneRules } from "./hygiene-rules.ts";
import { networkRules } from "./network-rules.ts";
import { policyRules } from "./policy-rules.ts";
import { receiptRules } from "./receipt-rules.ts";
import type { AuditInput, AuditRule } from "./rule.ts";
import { taxonomyRules } from "./taxonomy-rules.ts";

const rules: readonly AuditRule[] = [
  ...networkRules,
  ...costRules,
  ...receiptRules,
  ...demandRules,
  ...hygieneRules,
  ...policyRules,
  ...taxonomyRules,
];

const mostExamples = 5;

const weight = { error: 0, warning: 1, info: 2 } as const;

/**
 * What is wrong in a snapshot: missing, impossible, stale, contradictory, out of the ordinary.
 *
 * Judges only; mends and leaves out nothing. One finding for each rule that is broken, errors
 * first, then by count. `count` is the number of offences, `stages` the distinct stages they
 * stand at, `examples` the first five.
 *
 * @param input - stages, links, the length of a period, the day of the snapshot
 */
export function auditSnapshot(input: AuditInput): Finding[] {
  const findings = rules.flatMap((rule) => broken(rule, input));
  return findings.sort(
    (a, b) => weight[a.severity] - weight[b.severity] || b.count - a.count,
  );
}

function broken({ hits, ...rule }: AuditRule, input: AuditInput): Finding[] {
  const stages = new Set<string>();
  const examples: string[] = [];
  let count = 0;
  for (const { stage, example } of hits(input)) {
    count += 1;
    stages.add(stage);
    if (examples.length < mostExamples) examples.push(example);
  }
  return count === 0 ? [] : [{ ...rule, stages: [...stages], examples, count }];
}
