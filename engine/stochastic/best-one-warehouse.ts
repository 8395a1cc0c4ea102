import { above, asManyAs, atLeast } from "../checks.ts";
import type { DelayedUnits } from "./delayed-units.ts";
import { delayedUnits } from "./delayed-units.ts";
import type {
  OneWarehouse,
  OneWarehouseCosts,
  OneWarehouseStock,
} from "./one-warehouse-system.ts";
import { checkSystem } from "./one-warehouse-system.ts";
import { retailerService, warehouseService } from "./one-warehouse.ts";

/** Costs closer than this, relatively, are a tie: the smaller stock at the warehouse wins. */
const tie = 1e-12;

/**
 * The base stocks of least cost at one warehouse and its retailers, exactly.
 *
 * Every base stock of the warehouse is looked at, from 0 to one at which nothing is ever
 * delayed; for each, a retailer's best is the smallest S with P(on order ≤ S) ≥ b/(b + h).
 * Cost: holding at warehouse and retailers and backorders at retailers, per period;
 * units in transit are not counted.
 *
 * @throws InputError when a list is too short, a number out of range
 *
 * @see Axsäter (1990), Operations Research 38(1), 64-69.
 */
export function bestOneWarehouseStock(
  system: OneWarehouse,
  costs: OneWarehouseCosts,
): { readonly stock: OneWarehouseStock; readonly cost: number } {
  checkSystem(system);
  const size = system.rates.length;
  const { warehouseHolding, holding, backorder } = costs;
  atLeast("warehouseHolding", warehouseHolding, 0);
  asManyAs("holding", holding, "rates", size);
  asManyAs("backorder", backorder, "rates", size);
  holding.forEach((cost, at) => above(`holding[${at}]`, cost, 0));
  backorder.forEach((cost, at) => above(`backorder[${at}]`, cost, 0));

  // Equal retailers are worked out once.
  const kinds = new Map<string, number[]>();
  system.rates.forEach((rate, at) => {
    const key = [rate, system.transportTimes[at], holding[at], backorder[at]];
    const same = kinds.get(key.join());
    if (same) same.push(at);
    else kinds.set(key.join(), [at]);
  });
  const groups = [...kinds.values()].map((members) => ({
    members,
    sweep: delayedUnits(system, members[0]!),
  }));

  let best = { warehouse: 0, retailers: [] as number[], cost: Infinity };
  for (;;) {
    const steps = groups.map(({ sweep }) => sweep.next());
    if (steps[0]!.done) break;
    const warehouse = steps[0]!.value!.warehouseStock;
    const retailers = new Array<number>(size).fill(0);
    let cost =
      warehouseHolding * warehouseService(system, warehouse).expectedOnHand;
    steps.forEach((step, group) => {
      const { members } = groups[group]!;
      const at = members[0]!;
      const [h, b] = [holding[at]!, backorder[at]!];
      const units = (step.value as DelayedUnits).quantile(b / (b + h));
      const service = retailerService(step.value as DelayedUnits, units);
      cost +=
        members.length *
        (h * service.expectedOnHand + b * service.expectedBackorders);
      for (const member of members) retailers[member] = units;
    });
    if (cost <= best.cost * (1 + tie)) best = { warehouse, retailers, cost };
  }
  const { warehouse, retailers, cost } = best;
  return { stock: { warehouse, retailers }, cost };
}
