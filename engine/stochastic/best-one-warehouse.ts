import { above, asManyAs, atLeast, between } from "../checks.ts";
import type { DelayedUnits } from "./delayed-units.ts";
import { delayedUnits } from "./delayed-units.ts";
import type {
  OneWarehouse,
  OneWarehouseCosts,
  OneWarehouseStock,
} from "./one-warehouse-system.ts";
import { checkSystem } from "./one-warehouse-system.ts";
import type { RetailerService } from "./one-warehouse.ts";
import { retailerService, warehouseService } from "./one-warehouse.ts";

/** Costs closer than this, relatively, are a tie: the smaller stock at the warehouse wins. */
const tie = 1e-12;

/** The best stocks, and what they do. */
export interface LeastStock {
  readonly stock: OneWarehouseStock;
  /** Per period. */
  readonly cost: number;
  /** What customers of each retailer meet. */
  readonly retailers: readonly RetailerService[];
}

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
): LeastStock {
  checkSystem(system);
  const size = system.rates.length;
  const { warehouseHolding, holding, backorder } = costs;
  atLeast("warehouseHolding", warehouseHolding, 0);
  asManyAs("holding", holding, "rates", size);
  asManyAs("backorder", backorder, "rates", size);
  holding.forEach((cost, at) => above(`holding[${at}]`, cost, 0));
  backorder.forEach((cost, at) => above(`backorder[${at}]`, cost, 0));
  return cheapest(system, warehouseHolding, (at) => {
    const [h, b] = [holding[at]!, backorder[at]!];
    return {
      level: b / (b + h),
      price: (service) =>
        h * service.expectedOnHand + b * service.expectedBackorders,
      kind: `${h},${b}`,
    };
  });
}

/**
 * The base stocks at one warehouse and its retailers that cost the least to hold and keep
 * every retailer's cycle service, exactly.
 *
 * Every base stock of the warehouse is looked at; for each, a retailer holds the smallest S
 * with P(on order ≤ S), the share of time with nothing owed, of at least what is promised.
 *
 * @param holding - at the warehouse and at each retailer, per unit and period
 * @param cycleService - of each retailer, above 0 and below 1
 * @throws InputError when a list is too short, a number out of range
 *
 * @see Simon (1971), Operations Research 19(3); Graves (1985), Management Science 31(10).
 */
export function leastOneWarehouseStock(
  system: OneWarehouse,
  costs: Pick<OneWarehouseCosts, "warehouseHolding" | "holding">,
  cycleService: readonly number[],
): LeastStock {
  checkSystem(system);
  const size = system.rates.length;
  const { warehouseHolding, holding } = costs;
  atLeast("warehouseHolding", warehouseHolding, 0);
  asManyAs("holding", holding, "rates", size);
  asManyAs("cycleService", cycleService, "rates", size);
  holding.forEach((cost, at) => atLeast(`holding[${at}]`, cost, 0));
  cycleService.forEach((share, at) =>
    between(`cycleService[${at}]`, share, 0, 1),
  );
  return cheapest(system, warehouseHolding, (at) => ({
    level: cycleService[at]!,
    price: ({ expectedOnHand }) => holding[at]! * expectedOnHand,
    kind: `${holding[at]!},${cycleService[at]!}`,
  }));
}

/** How a retailer chooses its stock, and what that costs. */
interface Choice {
  /** It holds the smallest S with P(on order ≤ S) of at least so much. */
  readonly level: number;
  readonly price: (service: RetailerService) => number;
  /** Retailers of one kind, rate and time have the same stock. */
  readonly kind: string;
}

/** The best over all base stocks of the warehouse, each retailer choosing its own. */
function cheapest(
  system: OneWarehouse,
  warehouseHolding: number,
  choiceOf: (retailer: number) => Choice,
): LeastStock {
  const size = system.rates.length;
  // Equal retailers are worked out once.
  const kinds = new Map<string, number[]>();
  system.rates.forEach((rate, at) => {
    const key = `${rate},${system.transportTimes[at]!},${choiceOf(at).kind}`;
    const same = kinds.get(key);
    if (same) same.push(at);
    else kinds.set(key, [at]);
  });
  const groups = [...kinds.values()].map((members) => ({
    members,
    choice: choiceOf(members[0]!),
    sweep: delayedUnits(system, members[0]!),
  }));

  let best: LeastStock | null = null;
  for (;;) {
    const steps = groups.map(({ sweep }) => sweep.next());
    if (steps[0]!.done) break;
    const warehouse = steps[0]!.value!.warehouseStock;
    const retailers = new Array<number>(size).fill(0);
    const services: RetailerService[] = [];
    let cost =
      warehouseHolding * warehouseService(system, warehouse).expectedOnHand;
    steps.forEach((step, group) => {
      const { members, choice } = groups[group]!;
      const onOrder = step.value as DelayedUnits;
      const units = onOrder.quantile(choice.level);
      const service = retailerService(onOrder, units);
      cost += members.length * choice.price(service);
      for (const member of members) {
        retailers[member] = units;
        services[member] = service;
      }
    });
    if (best === null || cost <= best.cost * (1 + tie)) {
      best = { stock: { warehouse, retailers }, cost, retailers: services };
    }
  }
  return best!;
}
