import { stageRule } from "./rule.ts";
import type { AuditRule } from "./rule.ts";

/** Without a taxonomy at hand, a tier of fewer stages than this share is doubted. */
const rareShare = 0.005;

/** Rules on service tier and echelon. */
export const taxonomyRules: readonly AuditRule[] = [
  stageRule({
    code: "no-service-tier",
    severity: "warning",
    title: "No service tier",
    effect:
      "The default service target is used, whatever the item means to customers.",
    remedy: "Give the stage a service tier in the ERP.",
    *examples({ serviceTier }) {
      if (serviceTier === null || serviceTier.trim() === "")
        yield "the service tier is empty";
    },
  }),
  {
    code: "unknown-service-tier",
    severity: "warning",
    title: "Service tier that the taxonomy does not cover",
    effect:
      "The default service target is used, whatever the item means to customers.",
    remedy:
      "Correct the tier in the ERP, or give the new tier a service target.",
    *hits({ stages, serviceTiers }) {
      const counts = new Map<string, number>();
      for (const { serviceTier } of stages) {
        if (serviceTier)
          counts.set(serviceTier, (counts.get(serviceTier) ?? 0) + 1);
      }
      const known = new Set(serviceTiers ?? usual(counts));
      for (const { id, serviceTier } of stages) {
        if (serviceTier && !known.has(serviceTier)) {
          yield {
            stage: id,
            example: `${id}: the service tier "${serviceTier}" is not one of ${[...known].sort().join(", ")}`,
          };
        }
      }
    },
  },
];

function usual(counts: ReadonlyMap<string, number>): readonly string[] {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .filter(([, count]) => count >= rareShare * total)
    .map(([tier]) => tier);
}
