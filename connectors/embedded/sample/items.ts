import { families } from "./catalog.ts";
import type { Family } from "./catalog.ts";
import type { Draws } from "./draws.ts";
import type { VendorId } from "./places.ts";

/** How demand for an item behaves over the two years. */
export const shapes = [
  "smooth",
  "seasonal",
  "intermittent",
  "lumpy",
  "promotions",
  "launch",
  "end-of-life",
] as const;
export type Shape = (typeof shapes)[number];

export interface SampleItem {
  readonly itemNo: string;
  readonly description: string;
  readonly family: Family;
  readonly vendor: VendorId | null;
  /** Money per unit: the price paid, or for assembled items the work added. */
  readonly cost: number;
  /** Units sold per week over all branches; 0 for a component. */
  readonly weeklyUnits: number;
  readonly tier: "A" | "B" | "C";
  readonly shape: Shape;
  /** Units of one pack. */
  readonly pack: number;
}

/** Money of goods sold per item and year: median, and a spread that gives 80 % to the top fifth. */
const yearlyValue = { median: 20_000, spread: 1.7 };

/** Invents the items: names, costs, volumes after Pareto, service tiers by value, demand shapes. */
export function sampleItems(random: Draws): SampleItem[] {
  const drafts = families.flatMap((family) => familyDrafts(family, random));
  const byValue = drafts
    .filter((draft) => draft.value > 0)
    .sort((a, b) => b.value - a.value);
  const rank = new Map(byValue.map((draft, index) => [draft.itemNo, index]));

  return drafts.map(({ value, ...draft }) => {
    const place = (rank.get(draft.itemNo) ?? byValue.length) / byValue.length;
    const weeklyUnits = value / draft.cost / 52;
    return {
      ...draft,
      weeklyUnits,
      tier: place < 0.2 ? "A" : place < 0.5 ? "B" : "C",
      shape: shapeFor(weeklyUnits / 6, random),
    };
  });
}

function familyDrafts(family: Family, random: Draws) {
  const names = random.shuffled(allNames(family.words)).slice(0, family.count);
  return names.sort().map((description, index) => {
    const cost = roundMoney(
      random.lognormal(family.cost.median, family.cost.spread),
    );
    const { median, spread } = yearlyValue;
    return {
      itemNo: `${family.code}-${1010 + index * 10}`,
      description,
      family,
      vendor: family.vendors.length > 0 ? random.pick(family.vendors) : null,
      cost,
      // Dear parts earn more in money and sell fewer pieces.
      value:
        family.kind === "component"
          ? 0
          : random.lognormal(median, spread) * Math.sqrt(cost / 30),
      pack: packFor(cost, random),
    };
  });
}

function allNames(words: Family["words"]): string[] {
  return words.reduce<string[]>(
    (names, list) =>
      names.flatMap((name) => list.map((word) => `${name} ${word}`.trim())),
    [""],
  );
}

/** Cheap parts come in larger packs. */
function packFor(cost: number, random: Draws): number {
  if (cost < 4) return random.pick([25, 50, 100]);
  if (cost < 15) return random.pick([5, 10, 25]);
  if (cost < 60) return random.pick([1, 5, 10]);
  return 1;
}

/** Slow movers are intermittent or lumpy by nature; fast ones mostly smooth or seasonal. */
function shapeFor(unitsPerBranch: number, random: Draws): Shape {
  const weights: readonly number[] =
    unitsPerBranch >= 4
      ? [52, 19, 0, 6, 13, 5, 5]
      : unitsPerBranch >= 1
        ? [30, 14, 18, 20, 6, 6, 6]
        : [8, 2, 50, 28, 0, 6, 6];
  let left =
    random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return shapes[index]!;
  }
  return "smooth";
}

export function roundMoney(value: number): number {
  return Math.round(value * 100) / 100;
}
