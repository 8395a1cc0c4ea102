import { shown, stageRule } from "./rule.ts";
import type { AuditRule } from "./rule.ts";

/** Rules on the money per unit. */
export const costRules: readonly AuditRule[] = [
  stageRule({
    code: "missing-cost",
    severity: "error",
    title: "No unit cost",
    effect:
      "Stock of these stages is worth nothing in every total, and no order quantity or service can be weighed against money.",
    remedy: "Enter the unit cost in the ERP and import again.",
    *examples({ unitCost }) {
      if (unitCost === null) yield "the unit cost is empty";
    },
  }),
  stageRule({
    code: "zero-cost",
    severity: "error",
    title: "Unit cost of zero",
    effect:
      "Holding these items looks free, so the plan would stock as much as it likes.",
    remedy:
      "Enter the real unit cost, or take items that cost nothing out of planning.",
    *examples({ unitCost }) {
      if (unitCost === 0) yield "the unit cost is 0";
    },
  }),
  stageRule({
    code: "negative-cost",
    severity: "error",
    title: "Unit cost below zero",
    effect: "Stock of these stages would lower the inventory value.",
    remedy:
      "Correct the unit cost in the ERP; look for a booking with the wrong sign.",
    *examples({ unitCost }) {
      if (unitCost !== null && unitCost < 0) {
        yield `the unit cost is ${shown(unitCost)}`;
      }
    },
  }),
];
