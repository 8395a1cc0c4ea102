/** Receipts that took so many days, both ends included. */
export interface LeadTimeBin {
  readonly from: number;
  /** `null`: and all that took longer. */
  readonly to: number | null;
  readonly receipts: number;
}

/** How a lead time was spread, in bins of whole days. */
export interface LeadTimeHistogram {
  readonly bins: readonly LeadTimeBin[];
  /** Days in a bin. */
  readonly width: number;
  /** Days that nine of ten receipts did not exceed (nearest rank). */
  readonly nineOfTen: number;
  readonly longest: number;
  /** Receipts that took longer than the ERP says; `null` when it says nothing. */
  readonly late: number | null;
}

/** Widths that people count in: days, then weeks. */
const widths = [1, 2, 3, 7, 14, 28, 56, 91, 182, 364, 728];

/** As many bars as a narrow pane shows one by one. */
const mostBins = 16;

/** Beyond so many times what nine of ten receipts took, receipts share the last bin. */
const farOut = 2;

/**
 * Receipts counted by the days they took.
 *
 * The bins reach over the ERP's own figure too, so that it can be marked among them. A few
 * receipts that took far longer than the rest share one last bin: they would squeeze it.
 *
 * @param days - order to receipt of each shipment; at least one
 * @param promised - the ERP's constant; `null` when it has none
 */
export function leadTimeHistogram(
  days: readonly number[],
  promised: number | null,
): LeadTimeHistogram {
  const sorted = [...days].sort((a, b) => a - b);
  const nineOfTen = sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0;
  const longest = sorted.at(-1) ?? 0;
  const marks = promised === null ? [nineOfTen] : [nineOfTen, promised];
  const limit = Math.max(...marks) * farOut;
  const high = Math.ceil(
    Math.max(...marks, ...sorted.filter((one) => one <= limit)),
  );
  const low = Math.floor(Math.min(sorted[0] ?? 0, ...marks));
  const width =
    widths.find((one) => binsOver(low, high, one) <= mostBins) ??
    widths.at(-1)!;
  const first = Math.floor(low / width) * width;
  const closed = Array.from({ length: binsOver(low, high, width) }, (_, at) => {
    const from = first + at * width;
    const inside = (one: number) => one >= from && one < from + width;
    return { from, to: from + width - 1, receipts: count(sorted, inside) };
  });
  const end = first + closed.length * width;
  const beyond = count(sorted, (one) => one >= end);
  return {
    bins:
      beyond > 0
        ? [...closed, { from: end, to: null, receipts: beyond }]
        : closed,
    width,
    nineOfTen,
    longest,
    late: promised === null ? null : count(sorted, (one) => one > promised),
  };
}

function binsOver(low: number, high: number, width: number): number {
  return Math.floor(high / width) - Math.floor(low / width) + 1;
}

function count(
  values: readonly number[],
  counts: (value: number) => boolean,
): number {
  return values.filter(counts).length;
}
