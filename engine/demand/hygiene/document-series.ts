import type { DemandLines } from "./demand-lines.ts";

/** Share of the lines of a series that give back, for it to be one of credit notes. */
const shareReversing = 0.95;

/** Share of the lines of a series with a price below zero, for it to adjust accounts. */
const shareBelowZero = 1 / 3;

/** What kind of documents bear each beginning of a number. */
export type SeriesKind = "sales" | "cancellations" | "adjustments";

/**
 * Tells series of documents by the letters before their number: most are sales; a series
 * whose lines nearly all give back is one of cancellations; one that books money below zero
 * adjusts accounts.
 *
 * @returns the kind of each document, by its place
 */
export function documentKinds(lines: DemandLines): readonly SeriesKind[] {
  const { document, quantity, price, documents } = lines;
  const prefixes = documents.texts.map((text) => /^\D*/.exec(text)![0]);
  const series = new Map<
    string,
    { lines: number; reversing: number; belowZero: number }
  >();
  for (const [place, number] of document.entries()) {
    if (number < 0) continue;
    const prefix = prefixes[number]!;
    let counts = series.get(prefix);
    if (!counts) {
      counts = { lines: 0, reversing: 0, belowZero: 0 };
      series.set(prefix, counts);
    }
    counts.lines++;
    if (quantity[place]! < 0) counts.reversing++;
    if (price[place]! < 0) counts.belowZero++;
  }
  let most = 0;
  for (const one of series.values()) most = Math.max(most, one.lines);
  const kinds = new Map<string, SeriesKind>();
  for (const [prefix, counts] of series) {
    const other = counts.lines < most;
    kinds.set(
      prefix,
      other && counts.reversing >= shareReversing * counts.lines
        ? "cancellations"
        : other && counts.belowZero >= shareBelowZero * counts.lines
          ? "adjustments"
          : "sales",
    );
  }
  return prefixes.map((prefix) => kinds.get(prefix) ?? "sales");
}
