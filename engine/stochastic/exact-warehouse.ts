import { leastOneWarehouseStock } from "./best-one-warehouse.ts";
import type { ServiceTarget } from "./least-stock.ts";
import { customerLaw } from "./customer-demand.ts";
import { exposureAt, stockAt } from "./network-stock.ts";
import { warehouseService } from "./one-warehouse.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";

/** Units on order at the warehouse, times retailers: above it the exact way takes too long. */
const mostWork = 20_000;

/**
 * The least stock of one warehouse that feeds customers' stages with Poisson demand, exactly;
 * `null` for every other network, and where a fill rate is wanted, which periods see otherwise
 * than a clock does.
 *
 * Stage times are fixed, orders one for one: at the end of a period the stocks are those of
 * continuous review.
 */
export function exactWarehouseStock(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
): StageStock[] | null {
  const { network, lotSize } = problem;
  const { graph, demandMean, time, inboundServiceTime, holdingCost } = network;
  const [warehouse = 0] = graph.order;
  const retailers = Array.from(graph.order).slice(1);
  const rates = retailers.map((stage) => demandMean[stage]!);
  const levels = retailers.flatMap((stage) => {
    const wanted = targets[stage];
    const feedsNobody =
      graph.firstCustomer[stage] === graph.firstCustomer[stage + 1];
    return feedsNobody &&
      inboundServiceTime[stage] === 0 &&
      wanted?.measure === "cycleService" &&
      customerLaw(network, stage) === "poisson"
      ? [wanted.target]
      : [];
  });
  const warehouseLeadTime = time[warehouse]! + inboundServiceTime[warehouse]!;
  const onOrder = problem.mean[warehouse]! * warehouseLeadTime;
  const fits =
    retailers.length > 0 &&
    levels.length === retailers.length &&
    demandMean[warehouse] === 0 &&
    graph.units.length === retailers.length &&
    graph.units.every((units) => units === 1) &&
    lotSize.every((lot) => lot === 0) &&
    network.timeLaw.every(({ kind }) => kind === "constant") &&
    onOrder * retailers.length <= mostWork;
  if (!fits) return null;

  const system = {
    rates,
    transportTimes: retailers.map((stage) => time[stage]!),
    warehouseLeadTime,
  };
  const holding = retailers.map((stage) => holdingCost[stage]!);
  const costs = { warehouseHolding: holdingCost[warehouse]!, holding };
  const { stock, retailers: services } = leastOneWarehouseStock(
    system,
    costs,
    levels,
  );
  const { expectedBackorders: waiting } = warehouseService(
    system,
    stock.warehouse,
  );
  const delay = waiting / problem.mean[warehouse]!;
  const stages: StageStock[] = [];
  stages[warehouse] = at(problem, warehouse, stages, stock.warehouse);
  retailers.forEach((stage, place) => {
    const near = at(problem, stage, stages, stock.retailers[place]!);
    const { fillRate, cycleService, expectedOnHand, expectedBackorders } =
      services[place]!;
    stages[stage] = {
      ...near,
      fillRate,
      cycleService,
      onHand: expectedOnHand,
      backorders: { ...near.backorders, mean: expectedBackorders },
      delay: { ...near.delay, mean: delay },
    };
  });
  return stages;
}

function at(
  problem: StochasticNetwork,
  stage: number,
  stages: readonly StageStock[],
  units: number,
): StageStock {
  return stockAt(problem, stage, exposureAt(problem, stage, stages), units);
}
