import type { Explanation, Period, PolicyValues } from "../contracts/index.ts";
import { duration } from "./duration.ts";
import { say } from "./say.ts";

/** A stage that holds more than its max, and what its policy was. Quantities in the item's unit, time in periods. */
export interface ExcessStory {
  readonly unit: string;
  readonly period: Period;
  readonly currency: string;
  readonly unitCost: number | null;
  readonly meanPerPeriod: number;
  /** Units on hand and on order. */
  readonly position: number;
  /** Units of it that customers have ordered and wait for, where a service time is quoted to them. */
  readonly promised: number;
  /** What the ERP goes by today. */
  readonly current: PolicyValues;
  readonly policy: {
    readonly reorderPoint: number;
    readonly orderUpTo: number;
  };
  readonly leadTime: {
    /** The item master's; `null` when it has none. */
    readonly promised: number | null;
    readonly mean: number;
  };
  /** Periods that the advised policy lives from its own stock. */
  readonly exposure: number;
  readonly reviewPeriods: number;
}

interface Driver {
  readonly name: string;
  readonly amount: number;
  readonly note: string;
  /** After "because". */
  readonly because: string;
}

/**
 * What lies above the advised max, as what drives it: orders larger than they need be, a lead
 * time in the item master that orders do not take, weeks of cover held flat, and what not even
 * today's max asks for.
 *
 * Excess = (position − max now) + (order now − order advised) + (min now − min advised), less
 * what is promised to customers who wait: a max is of what is free. A
 * min is demand over the time it covers, and safety: what the item master's lead time explains of
 * today's min is taken to be demand, and the rest cover.
 *
 * @returns `null` where nothing lies above the advised max
 */
export function excessParts(story: ExcessStory): Explanation | null {
  const { unit, currency, unitCost, position, policy } = story;
  const total = position - story.promised - policy.orderUpTo;
  if (total <= 0) return null;
  const groups = driversOf(story);
  // Parts of the min may outweigh each other: their group is what it comes to.
  const main = largest(
    groups.reduce((most, one) => (sumOf(one) > sumOf(most) ? one : most)),
  );
  // Less than this of a unit is dust of the subtraction.
  const drivers = groups
    .flat()
    .filter(({ amount }) => Math.abs(amount) > 1e-9 * Math.max(1, position));
  const money =
    unitCost === null ? "" : ` (${currency} ${say(total * unitCost)})`;
  return {
    title: "Excess stock",
    total,
    unit,
    parts: drivers.map(({ name, amount, note }) => ({ name, amount, note })),
    sentence: `${say(total)} ${unit}${money} on hand and on order lie above the advised max${story.promised > 0 ? " and what customers wait for" : ""}, ${drivers.length > 1 ? "most of all " : ""}because ${main.because}.`,
  };
}

function largest(drivers: readonly Driver[]): Driver {
  return drivers.reduce((most, one) => (one.amount > most.amount ? one : most));
}

function sumOf(drivers: readonly Driver[]): number {
  return drivers.reduce((sum, { amount }) => sum + amount, 0);
}

/** In groups: what lies above the max, the order, the min. */
function driversOf(story: ExcessStory): readonly (readonly Driver[])[] {
  const { position, current, policy } = story;
  const min = current.reorderPoint;
  const max =
    current.orderUpTo ??
    (min === null || current.orderQuantity === null
      ? null
      : min + current.orderQuantity);
  if (max === null || min === null || max < min) {
    return [
      [
        {
          name: "No max to stop at",
          amount: position - story.promised - policy.orderUpTo,
          note: "the ERP holds no min and max that agree",
          because: "no max stops the orders",
        },
      ],
    ];
  }
  return [
    [beyondMax(story, max)],
    [lotSizing(max - min, policy.orderUpTo - policy.reorderPoint)],
    minDrivers(story, min),
    [promised(story)],
  ];
}

function beyondMax({ position, unit }: ExcessStory, max: number): Driver {
  const amount = position - max;
  return amount < 0
    ? {
        name: "Room below today's max",
        amount,
        note: `the ERP would still order up to ${say(max)} ${unit}`,
        because: "",
      }
    : {
        name: "Above today's max",
        amount,
        note: `not even today's max of ${say(max)} ${unit} asks for it`,
        because: "more was ordered than even today's max asks for",
      };
}

function promised(story: ExcessStory): Driver {
  return {
    name: "Promised to customers",
    amount: -story.promised,
    note: "ordered ahead, for they are quoted a service time",
    because: "",
  };
}

function lotSizing(now: number, advised: number): Driver {
  return {
    name: "Lot sizing",
    amount: now - advised,
    note: `orders of ${say(now)} today, ${say(advised)} advised`,
    because: "orders are larger than they need be",
  };
}

/** Why today's min is higher than the advised: time, and cover beyond it. */
function minDrivers(story: ExcessStory, min: number): readonly Driver[] {
  const { meanPerPeriod: rate, leadTime, exposure, policy, period } = story;
  const master = leadTime.promised ?? leadTime.mean;
  const review = rate * story.reviewPeriods;
  const coverNow = min - rate * master - review;
  const coverThen = policy.reorderPoint - rate * exposure - review;
  const inTime = (units: number) =>
    rate > 0
      ? duration(Math.max(0, units) / rate, period)
      : `${say(Math.max(0, units))} ${story.unit}`;
  return [
    {
      name: "Stale lead time",
      amount: rate * (master - leadTime.mean),
      note: `the item master says ${duration(master, period)}, orders take ${duration(leadTime.mean, period)}`,
      because: "the item master's lead time is longer than orders take",
    },
    {
      name: "Network",
      amount: rate * (leadTime.mean - exposure),
      note: `it lives from its own stock for ${duration(exposure, period)}`,
      because: "the network holds the stock elsewhere",
    },
    {
      name: coverNow < coverThen ? "Less cover than advised" : "Flat cover",
      amount: coverNow - coverThen,
      note: `${inTime(coverNow)} of demand kept for safety today, ${inTime(coverThen)} advised`,
      because: "today's min keeps more cover than the doubt in demand asks for",
    },
  ];
}
