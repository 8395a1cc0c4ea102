import type { Findings } from "../../../engine/contracts/index.ts";
import { found, type World } from "./world.ts";

/** What the audit of the small company found. */
const memoryFindings: Findings = {
  findings: [
    {
      code: "missing-cost",
      severity: "error",
      title: "No unit cost",
      effect: "The stage is left out: without a cost there is no trade-off",
      remedy: "Enter the standard cost in the item master and import again",
      stages: ["P-2001@DC-NORTH"],
      examples: ["P-2001@DC-NORTH: unit cost is blank"],
      count: 1,
    },
    {
      code: "late-receipts",
      severity: "warning",
      title: "Receipts come later than promised",
      effect:
        "The lead time learnt from receipts is used; the promise would cut safety stock by a third",
      remedy: "Agree on a new promise with the vendor, or leave as it is",
      stages: ["P-1001@DC-NORTH", "P-1008@DC-NORTH", "P-1029@DC-NORTH"],
      examples: [
        "P-1001@DC-NORTH: promised 35 days, received after 51 days in the mean of 14 receipts",
        "P-1008@DC-NORTH: promised 35 days, received after 44 days in the mean of 9 receipts",
      ],
      count: 3,
    },
    {
      code: "negative-demand",
      severity: "warning",
      title: "Demand below zero",
      effect: "Returns are netted against the period before",
      remedy: "Nothing, when these are returns; otherwise correct the posting",
      stages: ["P-1043@BR-OSLO"],
      examples: ["P-1043@BR-OSLO: demand of the week of 3 March is -12"],
      count: 1,
    },
    {
      code: "short-history",
      severity: "info",
      title: "Less than a year of demand",
      effect: "The season cannot be seen yet",
      remedy: "Nothing: it will be seen as time goes by",
      stages: ["P-1078@BR-ESPOO", "P-1078@BR-MALMO"],
      examples: ["P-1078@BR-ESPOO: 21 weeks"],
      count: 2,
    },
  ],
  importFindings: [
    {
      severity: "warning",
      source: "receipts",
      row: 812,
      field: "received_on",
      message: "received before it was ordered: left out",
    },
  ],
};

/** What the audit of a snapshot found; nothing before it has ended. */
export function findingsOf(world: World, snapshotId: string): Findings {
  return found(world.snapshots, snapshotId, "snapshot").findings
    ? memoryFindings
    : { findings: [], importFindings: [] };
}
