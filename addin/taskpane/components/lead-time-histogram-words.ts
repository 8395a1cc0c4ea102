import type { StageForecast } from "../../../engine/contracts/index.ts";
import { count, measure } from "../format.ts";
import type { ChartTableContent } from "./chart-table.tsx";

type LeadTime = StageForecast["leadTime"];

/** Days that most receipts did not exceed, and how many receipts that is. */
export interface NineOfTen {
  /** `9 of 10 took up to`; of fewer than ten receipts, all of them. */
  readonly claim: string;
  readonly days: number;
}

/** Receipts that are needed before nine of ten of them mean anything. */
const enough = 10;

/** What nine of ten of the stage's own receipts took at most; `null` without any. */
export function nineOfTen(leadTime: LeadTime): NineOfTen | null {
  const { histogram, nineOfTenDays } = leadTime;
  const receipts = own(histogram);
  if (receipts === 0 || nineOfTenDays === null) return null;
  // Nearest rank: of fewer than ten receipts it is the slowest.
  return { claim: claimOf(receipts), days: nineOfTenDays };
}

function claimOf(receipts: number): string {
  if (receipts === 1) return "the only receipt took";
  if (receipts === 2) return "both receipts took up to";
  return receipts < enough
    ? `all ${receipts} receipts took up to`
    : "9 of 10 receipts took up to";
}

function own(histogram: LeadTime["histogram"]): number {
  return histogram.reduce((sum, bar) => sum + bar.count, 0);
}

/** What the ERP says and what was measured, in one sentence. */
export function leadTimeSentence(leadTime: LeadTime): string {
  const { promisedDays } = leadTime;
  const measured = nineOfTen(leadTime);
  const erp =
    promisedDays === null
      ? "The ERP says nothing"
      : `The ERP says ${count(promisedDays, "day")}`;
  if (measured === null)
    return `${erp}; there are no receipts here to check it by.`;
  if (measured.days === promisedDays) {
    return `${erp}; ${measured.claim.replace(/took.*/, "took no longer")}.`;
  }
  const unit = promisedDays === null ? " days" : "";
  return `${erp}; ${measured.claim} ${measured.days}${unit}.`;
}

/** What the forecast goes by, in one sentence. */
export function sourceSentence(leadTime: LeadTime): string {
  const { source, receipts, promisedDays, meanDays, deviationDays } = leadTime;
  const spread = `${measure(meanDays, 0)} ± ${count(Math.round(deviationDays), "day")}`;
  const after = `The forecast reckons with ${spread}, after ${count(receipts, "receipt")}`;
  switch (source) {
    case "receipts":
      return `${after}.`;
    case "vendor":
      return `${after} from the vendor elsewhere.`;
    case "lane":
      return `${after} of other items on the way to this location.`;
    case "itemMaster":
      return `So the ERP's ${count(promisedDays ?? meanDays, "day")} stand, as if they were certain.`;
    case "none":
      return "So the forecast reckons with no lead time at all: put one into the ERP.";
  }
}

/** One bar in words: `21 to 23 days: 5 of 40 receipts.` */
export function barInWords({ histogram }: LeadTime, index: number): string {
  const bar = histogram[index];
  if (!bar) return "";
  const all = own(histogram);
  return `${daysInWords(bar)}: ${bar.count} of ${count(all, "receipt")}.`;
}

function daysInWords(bar: LeadTime["histogram"][number]): string {
  const last = bar.toDays - 1;
  return last <= bar.fromDays
    ? count(bar.fromDays, "day")
    : `${bar.fromDays} to ${count(last, "day")}`;
}

/** The numbers of the histogram, one row a bar. */
export function leadTimeTable({ histogram }: LeadTime): ChartTableContent {
  return {
    head: ["From order to receipt", "Receipts"],
    rows: histogram.map((bar) => [daysInWords(bar), String(bar.count)]),
  };
}
