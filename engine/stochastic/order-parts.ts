import { demandBesides } from "./demand-besides.ts";
import type { Ordered } from "./order-triggers.ts";
import { crossedBy, orderedWith } from "./order-triggers.ts";
import type { Cumulants } from "./skew-law.ts";
import {
  cumulantsOf,
  excessOver,
  nothing,
  opposite,
  sumOf,
} from "./skew-law.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";
import type { Orders } from "./supply-wait.ts";
import { chanceOf, ordersOver, timeLeft, waitBeyond } from "./supply-wait.ts";

/** A part in which orders arrive. */
export interface OrderPart {
  /** How many such there are in an order, on average. */
  readonly count: number;
  /** Units of the order that were there before it. */
  readonly before: Cumulants;
  /** Periods that it waits for suppliers. */
  readonly wait: number;
}

/** Periods that an order waits at most, and how many waits are told apart. */
const mostPeriods = 200;
const mostWaits = 12;
const unlikely = 1e-4;
/** Share of an order that is taken for nothing. */
const dust = 1e-6;

/**
 * The parts in which a stage's orders arrive: suppliers send what they have, and the rest
 * as they receive it. What waits at the beginning of an order comes with the end of the one
 * before, and is no part of its own unless a receipt ended between the two.
 */
export function orderParts(
  problem: StochasticNetwork,
  stage: number,
  suppliers: readonly StageStock[],
): OrderPart[] {
  const { graph } = problem.network;
  const from = graph.firstSupplier[stage]!;
  const supplies = suppliers.flatMap((stock, at) => {
    const link = graph.supplierLink[from + at]!;
    return stock.wait.mean > 0 ? supplyOver(problem, link, stock) : [];
  });
  const parts: OrderPart[] = [];
  let atOnce = 1;
  for (const { earlier } of supplies) atOnce *= 1 - earlier;
  for (const supply of supplies) {
    const others = supplies.filter((other) => other !== supply);
    for (const { count, before, wait, isFirst } of supply.parts) {
      let share = count;
      // It is the slowest that counts.
      for (const { beyond } of others) {
        share *= 1 - beyond(before.mean, wait - 1);
      }
      if (isFirst) atOnce -= share;
      if (share > unlikely) parts.push({ count: share, before, wait });
    }
  }
  if (atOnce > unlikely || parts.length === 0) {
    const count = Math.max(atOnce, unlikely);
    parts.push({ count, before: nothing, wait: 0 });
  }
  return parts;
}

/** What a supplier does to the orders over one link. */
interface Supply {
  readonly parts: readonly SuppliedPart[];
  /** Chance that the unit behind so many of the order waits for more than so many periods. */
  readonly beyond: (units: number, periods: number) => number;
  /** Chance that the end of the order before has not been sent when this one comes. */
  readonly earlier: number;
}

interface SuppliedPart extends OrderPart {
  /** It begins with the order. */
  readonly isFirst: boolean;
}

function supplyOver(
  problem: StochasticNetwork,
  link: number,
  supply: StageStock,
): Supply {
  const orders = ordersOver(problem, link, supply);
  const beyond = waitBeyond(problem, orders);
  return {
    parts: Array.from(partsOver(problem, orders, supply)),
    beyond: (units, periods) => beyond(units / orders.share, periods),
    earlier: beyond(-orders.between, -1),
  };
}

/** A receipt of the supplier so many periods after an order came. */
interface Receipt {
  readonly chance: number;
  /** It begins `from` less a quantity of this law behind the beginning of the order. */
  readonly from: number;
  readonly law: Cumulants;
  /** And ends `from` less one of this. */
  readonly end: Cumulants;
}

/**
 * What a supplier receives τ periods after an order of q came it had ordered T periods
 * before, when its position was by U below its stock s: what it had ordered until then
 * reaches s − U further than what had been asked for. With Y asked for since, until the order
 * came, this receipt begins at unit v = s − U − Y of the order. That is within it with chance
 * P(s − q < U + Y < s), and then a part of the order begins there.
 */
function* partsOver(
  problem: StochasticNetwork,
  orders: Orders,
  { receipts }: StageStock,
): Generator<SuppliedPart> {
  const { link, stock, span, share, supplier } = orders;
  const rate = receipts.reduce((sum, kind) => sum + kind.rate, 0);
  const receiving = {
    size: problem.mean[supplier]! / rate,
    whole: problem.lotSize[supplier] === 0 && receipts.length === 1,
    together: orderedWith(problem, link, true),
    without: orderedWith(problem, link, false),
  };
  const owed = Math.max(-stock, 0) / problem.mean[supplier]!;
  const kinds = receipts.map((kind) => ({
    ...kind,
    time: sumOf(kind.wait, problem.arrival[supplier]!),
  }));
  const furthest = Math.max(
    ...kinds.map(({ time }) => time.mean + 4 * Math.sqrt(time.variance)),
  );
  const longest = Math.min(furthest + 3 * owed + 1, mostPeriods);
  // Long waits are looked at every few periods.
  const step = Math.ceil(longest / mostWaits);
  for (let wait = (step + 1) / 2; wait < longest + step; wait += step) {
    let apart = 0;
    let [count, first, second] = [0, 0, 0];
    const add = ({ chance, from, law, end }: Receipt) => {
      const inside = within(law, from - span, from);
      const place = span - inside.mean;
      const own = chance * inside.chance;
      if (place < 2 * dust * span) apart += own;
      else {
        count += own;
        first += own * place;
        second += own * (inside.variance + place ** 2);
      }
      // Begun before the order, and behind the one before, and reaching into this one.
      const begun = excessOver(law, from).chance;
      const ended = Math.max(
        excessOver(end, from - 2 * dust * span).chance,
        excessOver(law, from + orders.between).chance,
      );
      apart += chance * Math.max(begun - ended, 0);
    };
    for (const kind of kinds) {
      receiptsAfter(problem, orders, { wait, step, kind, ...receiving }, add);
    }
    if (count > unlikely) {
      const place = cumulantsOf(first / count, second / count, 0);
      const before = {
        mean: place.mean * share,
        variance: place.variance * share ** 2,
        third: 0,
      };
      yield { isFirst: false, count, before, wait };
    }
    if (apart > unlikely) {
      yield { isFirst: true, count: apart, before: nothing, wait };
    }
  }
}

/** Receipts of a supplier in some periods after an order came. */
interface Receiving {
  /** The middle of the periods, and how many they are. */
  readonly wait: number;
  readonly step: number;
  /** Part of its orders that they are, and how long after the order. */
  readonly kind: StageStock["receipts"][number] & { readonly time: Cumulants };
  /** Units in a receipt; all that was asked for in a period where it is whole. */
  readonly size: number;
  readonly whole: boolean;
  /** How it orders in a period in which the customer does, and in which it does not. */
  readonly together: Ordered;
  readonly without: Ordered;
}

function receiptsAfter(
  problem: StochasticNetwork,
  { link, supplier, stock, span }: Orders,
  { wait, step, kind, size, whole, together, without }: Receiving,
  add: (receipt: Receipt) => void,
): void {
  const { time } = kind;
  const before = timeLeft(problem, link, time, wait);
  // Chances that the supplier's time ends within the step, and before it.
  const longer =
    step === 1 ? before.chance : chanceOf(time, wait + (step - 1) / 2);
  const until = chanceOf(time, wait - (step + 1) / 2);
  const from = stock + dust * span;
  const ordered = (again: number | undefined): Ordered[] => {
    if (again === undefined) {
      const law = problem.undershoot[supplier]!;
      const reach = problem.lotSize[supplier]! > 0 ? law : nothing;
      return [{ chance: problem.orderRate[supplier]!, law, reach }];
    }
    return [
      { ...together, chance: again * together.chance },
      { ...without, chance: (1 - again) * without.chance },
    ];
  };
  // Some of the order was there before.
  const less = opposite(kind.before);
  const often = kind.rate / problem.orderRate[supplier]!;
  const addFrom = (
    chance: number,
    begin: Cumulants,
    at: number,
    end: Cumulants = { ...begin, mean: begin.mean - size },
  ) => {
    add({ chance: often * chance, from: at, law: begin, end });
  };
  for (const { chance, law, again } of before.demand) {
    const own = step * before.chance * chance;
    for (const { chance: one, law: under } of ordered(again)) {
      // Without a lot, a receipt is what was asked for in the period of its order.
      const end = whole ? law : undefined;
      addFrom(own * one, sumOf(law, under, less), from, end);
    }
  }
  if (until - longer > unlikely) {
    // Ordered because of this very order.
    const asked = { ...nothing, mean: span };
    const { chance, law } = crossedBy(problem, supplier, asked);
    addFrom((until - longer) * chance, sumOf(law, less), from + span);
  }
  if (!(stock < 0 && until < 1 - unlikely)) return;
  // Ordered since: it reaches as far as what was asked for in that period took it.
  const since = { ...nothing, mean: Math.max(wait - time.mean - 1, 0) };
  for (const { chance, law, again } of demandBesides(problem, link, since)) {
    const own = step * (1 - until) * chance;
    for (const { chance: one, reach } of ordered(again)) {
      const begin = sumOf(less, opposite(sumOf(law, reach)));
      addFrom(own * one, begin, from + span);
    }
  }
}

/** Of X between two bounds: the chance, and then how far it is above the lower one. */
function within(
  law: Cumulants,
  from: number,
  until: number,
): {
  readonly chance: number;
  readonly mean: number;
  readonly variance: number;
} {
  const width = until - from;
  const low = excessOver(law, from);
  const high = excessOver(law, until);
  const chance = low.chance - high.chance;
  if (!(chance > 0)) return { chance: 0, mean: 0, variance: 0 };
  const first = low.first - high.first - width * high.chance;
  const second =
    low.second -
    high.second -
    2 * width * high.first -
    width ** 2 * high.chance;
  const mean = Math.min(Math.max(first / chance, 0), width);
  return {
    chance,
    mean,
    variance: Math.min(
      Math.max(second / chance - mean ** 2, 0),
      width ** 2 / 4,
    ),
  };
}
