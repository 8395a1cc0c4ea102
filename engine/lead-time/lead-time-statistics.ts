import { mean } from "simple-statistics";
import { empiricalDistribution } from "../numeric/empirical.ts";
import { sampleMoments, type Moments } from "../numeric/moments.ts";
import {
  sortReceipts,
  type Exclusion,
  type LeadTimeReceipt,
} from "./receipt.ts";

/** How well promises were kept; all in calendar days, receipt minus promise. */
export interface PromiseStatistics {
  /** Shipments that had a promise. */
  readonly shipments: number;
  /** Order to promise. */
  readonly promisedMeanDays: number;
  /** Positive when late. */
  readonly meanSlipDays: number;
  /** Nearest rank. */
  readonly slipQuantile90Days: number;
  /** Fraction of the shipments that came after the promised day. */
  readonly lateShare: number;
  /** Fraction of the shipments that came before the promised day. */
  readonly earlyShare: number;
}

/** What receipts say about a lead time, and which of them said nothing. */
export interface LeadTimeStatistics {
  /** Receipts handed in. */
  readonly lines: number;
  /** Shipments that count. */
  readonly shipments: number;
  /** Lines left out, by reason: together with `shipments` they make `lines`. */
  readonly excluded: readonly Exclusion[];
  /** Order to receipt, calendar days, divisor n − 1; `null` when no shipment counts. */
  readonly leadTimeDays: Moments | null;
  /** Nearest-rank quantiles of the same; `null` when no shipment counts. */
  readonly quantilesDays: LeadTimeQuantiles | null;
  readonly promise: PromiseStatistics | null;
  /** Order to receipt of each shipment that counts, in the order handed in. */
  readonly samplesDays: readonly number[];
  /** Latest receipt that counts, ISO day: how fresh the statistics are. */
  readonly lastReceivedOn: string | null;
}

/** Calendar days that this share of the shipments did not exceed. */
export interface LeadTimeQuantiles {
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
  readonly p95: number;
}

/**
 * Lead time and promise keeping, learnt from receipts.
 *
 * One shipment counts once, however many lines it has; its first line stands for it. Only
 * lead times above 0 count. Every line left out is counted with its reason.
 *
 * @param receipts - lines of one item, lane or vendor
 */
export function leadTimeStatistics(
  receipts: readonly LeadTimeReceipt[],
): LeadTimeStatistics {
  const { shipments, excluded } = sortReceipts(receipts);
  const samplesDays = shipments.map(({ days }) => days);
  const some = samplesDays.length > 0;
  return {
    lines: receipts.length,
    shipments: shipments.length,
    excluded,
    leadTimeDays: some ? sampleMoments("receipts", samplesDays) : null,
    quantilesDays: some ? quantilesOf(samplesDays) : null,
    promise: promiseStatistics(
      shipments.flatMap(({ days, promisedDays }) =>
        promisedDays === null ? [] : [{ days, promisedDays }],
      ),
    ),
    samplesDays,
    lastReceivedOn: shipments.reduce<string | null>(
      (last, { receivedOn }) =>
        last === null || receivedOn > last ? receivedOn : last,
      null,
    ),
  };
}

/** The same for each vendor, in order of name; receipts without a vendor come under "". */
export function leadTimeByVendor(
  receipts: readonly LeadTimeReceipt[],
): ReadonlyMap<string, LeadTimeStatistics> {
  const byVendor = new Map<string, LeadTimeReceipt[]>();
  for (const receipt of receipts) {
    const vendor = receipt.vendor ?? "";
    const group = byVendor.get(vendor);
    if (group) group.push(receipt);
    else byVendor.set(vendor, [receipt]);
  }
  return new Map(
    [...byVendor]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([vendor, group]) => [vendor, leadTimeStatistics(group)]),
  );
}

function quantilesOf(days: readonly number[]): LeadTimeQuantiles {
  const { quantile } = empiricalDistribution(days);
  return {
    p50: quantile(0.5),
    p80: quantile(0.8),
    p90: quantile(0.9),
    p95: quantile(0.95),
  };
}

function promiseStatistics(
  promised: readonly { days: number; promisedDays: number }[],
): PromiseStatistics | null {
  if (promised.length === 0) return null;
  const slips = promised.map(({ days, promisedDays }) => days - promisedDays);
  const share = (counts: (slip: number) => boolean) =>
    slips.filter(counts).length / slips.length;
  return {
    shipments: slips.length,
    promisedMeanDays: mean(promised.map(({ promisedDays }) => promisedDays)),
    meanSlipDays: mean(slips),
    slipQuantile90Days: empiricalDistribution(slips).quantile(0.9),
    lateShare: share((slip) => slip > 0),
    earlyShare: share((slip) => slip < 0),
  };
}
