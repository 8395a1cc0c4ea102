import type { FrontierItem } from "../../engine/index.ts";
import {
  budgetFrontier,
  frontierAt,
  seededRandom,
} from "../../engine/index.ts";
import { cpuSeconds } from "../support/cpu-seconds.ts";

/** Spares: mostly slow, prices over three orders of magnitude. */
function spares(count: number): FrontierItem[] {
  const stream = seededRandom(17);
  return Array.from({ length: count }, () => ({
    rate: 0.01 + stream.gamma(0.5),
    leadTime: 1 + Math.floor(10 * stream.uniform()),
    cost: Math.round(10 ** (1 + 3 * stream.uniform())),
  }));
}

const cpuMilliseconds = (work: () => void): number => 1000 * cpuSeconds(work);

function* firstSteps(items: readonly FrontierItem[], most: number) {
  let steps = 0;
  for (const step of budgetFrontier(items)) {
    if (steps++ > most) return;
    yield step;
  }
}

/** As a spreadsheet would: all items sorted again by gain for money before each unit is bought. */
function sortedAgain(items: readonly FrontierItem[], units: number): number {
  const rows = items.map((item) => {
    const mean = (item as { rate: number }).rate * item.leadTime;
    const none = Math.exp(-mean);
    return { mean, cost: item.cost, stock: 0, chance: none, gain: 1 - none };
  });
  let spent = 0;
  for (let n = 0; n < units; n++) {
    rows.sort((a, b) => b.gain / b.cost - a.gain / a.cost);
    const best = rows[0]!;
    spent += best.cost;
    best.stock++;
    best.chance *= best.mean / best.stock;
    best.gain -= best.chance;
  }
  return spent;
}

/** Units that the baseline buys of many items: its time for all of them is scaled up from these. */
const sampled = 40;

/** The bar: 100,000 items within 2 s. */
export function run(): object[] {
  return [1000, 100_000].flatMap((count) => {
    const items = spares(count);
    let units = 0;
    let last = 0;
    const ours = cpuMilliseconds(() => {
      units = 0;
      for (const { spent } of budgetFrontier(items)) {
        last = spent;
        units++;
      }
    });
    const bought = Math.min(units, count > 1000 ? sampled : 2000);
    let spent = 0;
    const resorted = cpuMilliseconds(
      () => (spent = sortedAgain(items, bought)),
    );
    const same = [...firstSteps(items, bought)].at(-1)!.spent;
    if (Math.abs(same / spent - 1) > 0.01) {
      throw new Error(`the heap spends ${same}, sorting again ${spent}`);
    }
    const baseline = (resorted / bought) * units;
    const budgets = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => part * last);
    const points = cpuMilliseconds(() => void frontierAt(items, budgets));
    const many = count.toLocaleString("en-US");
    const name = `all items sorted again before each unit (${bought} units, scaled)`;
    return [
      {
        name: `efficient frontier, ${many} items, ${units.toLocaleString("en-US")} corners`,
        ours,
        unit: "ms",
        baseline,
        baselineName: name,
        ratio: baseline / ours,
      },
      {
        name: `best stocks at 5 budgets, ${many} items`,
        ours: points,
        unit: "ms",
        baseline: baseline,
        baselineName: name,
        ratio: baseline / points,
      },
    ];
  });
}
