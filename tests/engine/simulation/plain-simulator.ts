import type {
  ReplenishmentPolicy,
  SimulatedStage,
  SimulationInput,
} from "../../../engine/index.ts";

/** What the plain simulator saw. */
export interface PlainRun {
  /** On hand less owed, stage by stage, period by period. */
  readonly levels: readonly (readonly number[])[];
  /** Units delivered later than the service time, stage by stage. */
  readonly late: readonly number[];
  /** Units asked for, stage by stage. */
  readonly asked: readonly number[];
}

interface Order {
  readonly party: string;
  readonly period: number;
  units: number;
}

interface Bench {
  readonly stage: SimulatedStage;
  onTheWay: { readonly arrives: number; readonly units: number }[];
  readonly parts: Map<string, number>;
  owed: Order[];
  onHand: number;
  position: number;
  lastArrival: number;
  asked: number;
  order: number;
  foreseen: number;
}

const own = "customers";
/** Sums of shares carry dust in their last digits. */
const near = 1e-9;

/**
 * The same simulation as a textbook writes it: objects for orders and shipments, one
 * period after the other, every unit followed. Demand must be traces, links in an order
 * in which suppliers come first; shared orders are shared in proportion.
 *
 * @param leadTimeAt - whole periods of what a stage begins in a period
 */
export function plainRun(
  input: SimulationInput,
  leadTimeAt: (id: string, period: number) => number,
): PlainRun {
  const { stages, links, periods, allocation, crossing = false } = input;
  const benches = new Map(
    stages.map((stage): [string, Bench] => {
      const full = stage.initialOnHand ?? highest(stage.policy);
      const opened = {
        stage,
        onTheWay: [],
        parts: new Map<string, number>(),
        owed: [],
        onHand: full,
        position: full,
        lastArrival: 0,
        asked: 0,
        order: 0,
        foreseen: 0,
      };
      return [stage.id, opened];
    }),
  );
  const levels = stages.map(() => [] as number[]);
  const late = stages.map(() => 0);
  const askedUnits = stages.map(() => 0);
  for (let period = 0; period < periods; period++) {
    for (const bench of [...benches.values()].reverse()) {
      const { stage, owed } = bench;
      const orders = links
        .filter(({ from }) => from === stage.id)
        .map(({ to, units = 1 }) => ({
          party: to,
          period,
          units: units * benches.get(to)!.order,
        }));
      const { demand } = stage;
      if (demand?.law === "trace") {
        orders.push({ party: own, period, units: demand.values[period]! });
      }
      owed.push(...orders.filter(({ units }) => units > 0));
      bench.asked = orders.reduce((sum, { units }) => sum + units, 0);
      bench.position -= bench.asked;
      bench.foreseen = 0;
      if (stage.unmetDemand === "lost") {
        const free = bench.onTheWay
          .filter(({ arrives }) => arrives === period)
          .reduce((sum, { units }) => sum + units, bench.onHand);
        const all = owed.reduce((sum, { units }) => sum + units, 0);
        const theirs = owed
          .filter(({ party }) => party === own)
          .reduce((sum, { units }) => sum + units, 0);
        bench.foreseen = Math.min(theirs, Math.max(0, all - free));
        bench.position += bench.foreseen;
      }
      const looks = period % (stage.policy.reviewPeriods ?? 1) === 0;
      bench.order = looks ? orderOf(stage.policy, bench.position) : 0;
      bench.position += bench.order;
    }
    for (const [index, bench] of [...benches.values()].entries()) {
      const { stage, parts, onTheWay } = bench;
      const into = links.filter(({ to }) => to === stage.id);
      let begun = bench.order;
      if (into.length > 0) {
        begun = Math.min(
          ...into.map(({ from, units = 1 }) => (parts.get(from) ?? 0) / units),
        );
        for (const { from, units = 1 } of into) {
          parts.set(from, (parts.get(from) ?? 0) - begun * units);
        }
      }
      if (begun > 0) {
        const arrives = Math.max(
          period + leadTimeAt(stage.id, period),
          crossing ? 0 : bench.lastArrival,
        );
        // Rounding leaves dust of shares behind; it must not hold up what follows.
        if (begun > near) bench.lastArrival = arrives;
        onTheWay.push({ arrives, units: begun });
      }
      for (const { arrives, units } of onTheWay) {
        if (arrives === period) bench.onHand += units;
      }
      bench.onTheWay = onTheWay.filter(({ arrives }) => arrives > period);
      deliver(bench, links, allocation ?? "firstCome", (to, units) => {
        const { parts: theirs } = benches.get(to)!;
        theirs.set(stage.id, (theirs.get(stage.id) ?? 0) + units);
      });
      if (stage.unmetDemand === "lost") {
        const lost = bench.owed.filter(({ party }) => party === own);
        bench.position -= bench.foreseen;
        for (const { units } of lost) {
          bench.position += units;
          late[index]! += units;
        }
        bench.owed = bench.owed.filter(({ party }) => party !== own);
      }
      const due = period - (stage.serviceTime ?? 0);
      for (const order of bench.owed) {
        if (order.period === due) late[index]! += order.units;
      }
      askedUnits[index]! += bench.asked;
      levels[index]!.push(
        bench.onHand - bench.owed.reduce((sum, { units }) => sum + units, 0),
      );
    }
  }
  return { levels, late, asked: askedUnits };
}

function highest(policy: ReplenishmentPolicy): number {
  switch (policy.type) {
    case "baseStock":
      return Math.max(policy.baseStock, 0);
    case "minMax":
      return Math.max(policy.max, 0);
    case "rQ":
      return Math.max(policy.reorderPoint + policy.orderQuantity, 0);
  }
}

function orderOf(policy: ReplenishmentPolicy, position: number): number {
  if (policy.type === "rQ") {
    let order = 0;
    while (position + order <= policy.reorderPoint + near) {
      order += policy.orderQuantity;
    }
    return order;
  }
  const [trigger, target] =
    policy.type === "minMax"
      ? [policy.min, policy.max]
      : [policy.baseStock, policy.baseStock];
  if (position > trigger + near || position >= target - near) return 0;
  const wanted = Math.max(target - position, policy.minOrderQuantity ?? 0);
  const { lotSize } = policy;
  if (lotSize === undefined) return wanted;
  let order = 0;
  while (order < wanted - near) order += lotSize;
  return order;
}

/** Gives what is on hand to those who are owed, by the rule. */
function deliver(
  bench: Bench,
  links: SimulationInput["links"],
  allocation: NonNullable<SimulationInput["allocation"]>,
  ship: (to: string, units: number) => void,
): void {
  const give = (order: Order, units: number): void => {
    order.units -= units;
    bench.onHand -= units;
    if (order.party !== own) ship(order.party, units);
  };
  const ownLast = bench.stage.unmetDemand === "lost";
  const rounds = ownLast
    ? [
        bench.owed.filter(({ party }) => party !== own),
        bench.owed.filter(({ party }) => party === own),
      ]
    : [bench.owed];
  const places = [
    ...links.filter(({ from }) => from === bench.stage.id).map(({ to }) => to),
    own,
  ];
  for (const orders of rounds) {
    const total = orders.reduce((sum, { units }) => sum + units, 0);
    if (total === 0) continue;
    if (allocation === "fairShare") {
      const part = Math.min(1, bench.onHand / total);
      for (const party of places) {
        const theirs = orders.filter((order) => order.party === party);
        let share = part * theirs.reduce((sum, { units }) => sum + units, 0);
        for (const order of theirs) {
          const units = Math.min(order.units, share);
          share -= units;
          give(order, units);
        }
      }
      continue;
    }
    const keys =
      allocation === "priority"
        ? places.map(
            (place) =>
              ({ party }: Order) =>
                party === place,
          )
        : [...new Set(orders.map(({ period }) => period))].map(
            (when) =>
              ({ period }: Order) =>
                period === when,
          );
    for (const belongs of keys) {
      const next = orders.filter(belongs);
      const wanted = next.reduce((sum, { units }) => sum + units, 0);
      if (wanted === 0) continue;
      let left = bench.onHand;
      const part = Math.min(1, left / wanted);
      for (const order of next) {
        const units =
          allocation === "priority"
            ? Math.min(order.units, left)
            : part * order.units;
        left -= units;
        give(order, units);
      }
    }
  }
  bench.owed = bench.owed.filter(({ units }) => units > 1e-12);
}
