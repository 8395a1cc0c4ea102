import type { BillLine } from "./bill.ts";
import { itemCalendar, weeklyDemand, weeks } from "./demand.ts";
import type { Draws } from "./draws.ts";
import { roundMoney } from "./items.ts";
import type { SampleItem } from "./items.ts";
import { branches, ownLanes, plant, vendors } from "./places.ts";
import type { Lane } from "./places.ts";

/** One stocking place of one item, before its past is replayed. */
export interface SampleStage {
  readonly id: string;
  readonly item: SampleItem;
  readonly location: string;
  readonly echelon: number;
  readonly unitCost: number;
  readonly lane: Lane;
  /** What each unit ordered here takes from other stages. */
  readonly supply: readonly { readonly id: string; readonly units: number }[];
  /** Sold here, week by week; `null` for a stage that only feeds others. */
  readonly series: (number | null)[] | null;
}

/** Branches of an item by service tier: fast movers are stocked widely. */
const branchCounts = { A: [7, 12], B: [4, 9], C: [3, 6] } as const;

/** Freight in the value of stock, beside the cost at the plant. */
const landed = { centre: 1.03, branch: 1.06 };

/** Every stage, customers' end first: what a stage orders is known before its supplier's turn. */
export function sampleStages(
  items: readonly SampleItem[],
  bill: readonly BillLine[],
  random: Draws,
): SampleStage[] {
  const atBranch: SampleStage[] = [];
  const atCentre: SampleStage[] = [];
  const costs = plantCosts(items, bill);
  for (const item of items) {
    if (item.family.kind === "component") continue;
    const cost = costs.get(item.itemNo)!;
    const chosen = chosenBranches(item, random);
    const total = chosen.reduce((sum, { share }) => sum + share, 0);
    const calendar = itemCalendar(random);
    for (const { branch, share } of chosen) {
      const mean = Math.max(0.05, (item.weeklyUnits * share) / total);
      const decimals = item.family.unitDecimals;
      const plan = { shape: item.shape, mean, decimals, calendar };
      atBranch.push({
        id: `${item.itemNo}@${branch.name}`,
        item,
        location: branch.name,
        echelon: 0,
        unitCost: roundMoney(cost * landed.branch),
        lane: ownLanes.toBranch,
        supply: [{ id: `${item.itemNo}@${branch.from}`, units: 1 }],
        series: weeklyDemand(plan, random),
      });
    }
    for (const centre of new Set(chosen.map(({ branch }) => branch.from))) {
      atCentre.push({
        id: `${item.itemNo}@${centre}`,
        item,
        location: centre,
        echelon: 1,
        unitCost: roundMoney(cost * landed.centre),
        lane: ownLanes.toCentre,
        supply: [{ id: `${item.itemNo}@${plant}`, units: 1 }],
        series: null,
      });
    }
  }
  return [...atBranch, ...atCentre, ...plantStages(items, bill, costs)];
}

function plantStages(
  items: readonly SampleItem[],
  bill: readonly BillLine[],
  costs: ReadonlyMap<string, number>,
): SampleStage[] {
  const feeds = new Set(bill.map((line) => line.component));
  const stages = items.map((item): SampleStage => ({
    id: `${item.itemNo}@${plant}`,
    item,
    location: plant,
    echelon: feeds.has(item.itemNo) || item.family.kind === "component" ? 3 : 2,
    unitCost: costs.get(item.itemNo)!,
    lane: item.vendor === null ? ownLanes.assembly : vendors[item.vendor],
    supply: bill
      .filter((line) => line.finished === item.itemNo)
      .map((line) => ({ id: `${line.component}@${plant}`, units: line.units })),
    series: null,
  }));
  return stages.sort((a, b) => a.echelon - b.echelon);
}

/** The price paid, or for assembled items the work and what goes in. */
function plantCosts(
  items: readonly SampleItem[],
  bill: readonly BillLine[],
): Map<string, number> {
  const costs = new Map(items.map((item) => [item.itemNo, item.cost]));
  for (const { finished, component, units } of bill) {
    // Components are never assembled themselves, so one pass suffices.
    const sum = costs.get(finished)! + units * costs.get(component)!;
    costs.set(finished, roundMoney(sum));
  }
  return costs;
}

function chosenBranches(item: SampleItem, random: Draws) {
  const [low, high] = branchCounts[item.tier];
  return branches
    .map((branch) => ({
      branch,
      place: random.uniform() ** (1 / branch.weight),
    }))
    .sort((a, b) => b.place - a.place)
    .slice(0, random.integer(low, high))
    .map(({ branch }) => ({
      branch,
      share: branch.weight * random.lognormal(1, 0.3),
    }));
}

/** Mean of the last year's weeks that hold a number. */
export function lastYearMean(series: readonly (number | null)[]): number {
  const held = series.slice(weeks - 52).filter((value) => value !== null);
  return held.length === 0
    ? 0
    : held.reduce((sum, value) => sum + value, 0) / held.length;
}
