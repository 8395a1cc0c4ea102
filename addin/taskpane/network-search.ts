import { count, moneyShort } from "./format.ts";
import type { NetworkPartOfRun } from "./hooks/use-network.ts";
import type { ReviewRow } from "./review-rows.ts";

/** The stages whose item, location or description has every word. */
export function matching(
  rows: readonly ReviewRow[],
  text: string,
): readonly number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return rows.flatMap(({ stage }, at) => {
    const name =
      `${stage.item} ${stage.location} ${stage.description}`.toLowerCase();
    return words.every((word) => name.includes(word)) ? [at] : [];
  });
}

/** Which of those found is active: `2 of 14`. */
export function foundWords(
  text: string,
  matches: readonly number[],
  active: number | null,
): string {
  if (text.trim() === "") return "";
  if (matches.length === 0) return "none";
  const at = active === null ? -1 : matches.indexOf(active);
  return at < 0 ? String(matches.length) : `${at + 1} of ${matches.length}`;
}

/** What a network is called, among others. */
export function partWords(
  { members, value }: NetworkPartOfRun,
  rows: readonly ReviewRow[],
): string {
  const items = [...new Set(members.map((at) => rows[at]!.stage.item))].sort();
  const name =
    items.length > 1 ? `${items[0]} and ${items.length - 1} more` : items[0];
  return `${name}: ${count(members.length, "stage")}, ${moneyShort(value)}`;
}
