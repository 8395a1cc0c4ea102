import type { Receipt, StageRecord } from "../contracts/index.ts";
import { daysBetween, median, shown, stageRule } from "./rule.ts";
import type { AuditRule } from "./rule.ts";

/** Shipments from which their median says more than the item master. */
const fewestShipments = 5;

/** Share of the promised lead time, and days, that the median may be off. */
const leadTimeTolerance = { share: 0.3, days: 3 };

/** Rules on lead times and receipts. */
export const receiptRules: readonly AuditRule[] = [
  {
    code: "no-lead-time",
    severity: "error",
    title: "No lead time anywhere",
    effect:
      "Nobody can say how much demand to cover: these stages get no recommendation.",
    remedy: "Enter the lead time in the item master, or import its receipts.",
    *hits({ stages }) {
      const vendors = new Set(
        stages
          .filter((stage) => leadTimes(stage).length > 0)
          .map(({ vendor }) => vendor),
      );
      for (const stage of stages) {
        const byVendor = stage.vendor !== null && vendors.has(stage.vendor);
        if (
          stage.promisedLeadTimeDays === null &&
          !byVendor &&
          leadTimes(stage).length === 0
        ) {
          yield {
            stage: stage.id,
            example: `${stage.id}: no lead time in the item master and no usable receipt`,
          };
        }
      }
    },
  },
  stageRule({
    code: "non-positive-lead-time",
    severity: "error",
    title: "Lead time of zero or less",
    effect:
      "The plan would expect goods at the moment of ordering and hold too little.",
    remedy: "Enter the lead time in days from order to receipt.",
    *examples({ promisedLeadTimeDays: promised }) {
      if (promised !== null && promised <= 0) {
        yield `the item master says ${shown(promised)} days`;
      }
    },
  }),
  stageRule({
    code: "stale-lead-time",
    severity: "warning",
    title: "Lead time in the item master is out of date",
    effect:
      "Who plans by the item master covers the wrong time; receipts tell the real one.",
    remedy: "Plan by receipts, and correct the item master.",
    *examples(stage) {
      const promised = stage.promisedLeadTimeDays;
      const actual = leadTimes(stage);
      if (promised === null || promised <= 0 || actual.length < fewestShipments)
        return;
      const usual = median(actual);
      const { share, days } = leadTimeTolerance;
      if (Math.abs(usual - promised) > Math.max(days, share * promised)) {
        yield `the item master says ${shown(promised)} days, ${actual.length} receipts took ${shown(usual)} (median)`;
      }
    },
  }),
  stageRule({
    code: "receipt-before-order",
    severity: "warning",
    title: "Received before it was ordered",
    effect: "These receipts are left out of the lead-time statistics.",
    remedy: "Correct the dates; look for orders entered after delivery.",
    *examples({ receipts }) {
      for (const { shipment, orderedOn, receivedOn } of receipts) {
        if (orderedOn !== null && receivedOn < orderedOn) {
          yield `shipment ${shipment} was ordered ${orderedOn} and received ${receivedOn}`;
        }
      }
    },
  }),
  stageRule({
    code: "same-day-receipt",
    severity: "info",
    title: "Received on the day of the order",
    effect:
      "A lead time of 0 days is left out of the statistics: it is mostly an order entered late.",
    remedy: "Enter orders when they are placed.",
    *examples({ receipts }) {
      for (const { shipment, orderedOn, receivedOn } of receipts) {
        if (orderedOn === receivedOn) {
          yield `shipment ${shipment} was ordered and received ${receivedOn}`;
        }
      }
    },
  }),
  stageRule({
    code: "future-receipt",
    severity: "warning",
    title: "Received in the future",
    effect:
      "A date still to come cannot be a receipt; it distorts the lead time.",
    remedy: "Correct the date; look for a promise stored as a receipt.",
    *examples({ receipts }, { asOf }) {
      for (const { shipment, receivedOn } of receipts) {
        if (receivedOn > asOf) {
          yield `shipment ${shipment} is received ${receivedOn}, the snapshot is of ${asOf}`;
        }
      }
    },
  }),
  stageRule({
    code: "duplicate-receipt",
    severity: "warning",
    title: "The same receipt twice",
    effect:
      "It counts once for the lead time; quantities received would be doubled.",
    remedy:
      "Remove the second line, or check that the export does not repeat lines.",
    *examples({ receipts }) {
      const seen = new Set<string>();
      for (const { shipment, receivedOn, quantity } of receipts) {
        const key = JSON.stringify([shipment, receivedOn, quantity]);
        if (seen.has(key)) {
          const units = quantity === null ? "" : ` of ${shown(quantity)}`;
          yield `shipment ${shipment}${units} received ${receivedOn} stands there again`;
        }
        seen.add(key);
      }
    },
  }),
];

/** Days of each shipment that was received after its order; lines of one shipment count once. */
function leadTimes({ receipts }: StageRecord): readonly number[] {
  const shipments = new Map<string, number>();
  for (const receipt of receipts) {
    const days = leadTime(receipt);
    if (days !== null && days > 0) shipments.set(receipt.shipment, days);
  }
  return [...shipments.values()];
}

function leadTime({ orderedOn, receivedOn }: Receipt): number | null {
  return orderedOn === null ? null : daysBetween(orderedOn, receivedOn);
}
