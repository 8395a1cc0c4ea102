import type { Draws } from "./draws.ts";
import type { Shape } from "./items.ts";

/** Two years of weekly buckets. */
export const weeks = 104;

export interface DemandPlan {
  readonly shape: Shape;
  /** Units per week in the long run. */
  readonly mean: number;
  /** Decimals of the item's unit. */
  readonly decimals: number;
  /** What the branches of one item share, so that its season and launch fall together. */
  readonly calendar: ItemCalendar;
}

/** When things happen to an item, in weeks from the start of its history. */
export interface ItemCalendar {
  readonly seasonPeak: number;
  readonly seasonDepth: number;
  readonly promotions: ReadonlySet<number>;
  readonly launch: number;
  readonly end: number;
  /** Share of weeks with demand, for intermittent and lumpy items. */
  readonly busyShare: number;
}

export function itemCalendar(random: Draws): ItemCalendar {
  const promotions = new Set<number>();
  for (let week = random.integer(4, 14); week < weeks;) {
    promotions.add(week);
    promotions.add(week + 1);
    week += random.integer(11, 16);
  }
  return {
    seasonPeak: random.pick([14, 20, 36, 44]),
    seasonDepth: 0.35 + 0.3 * random.uniform(),
    promotions,
    launch: weeks - random.integer(14, 44),
    end: random.integer(36, 78),
    busyShare: 0.1 + 0.25 * random.uniform(),
  };
}

/** Demand week by week; `null` before a launch. */
export function weeklyDemand(
  plan: DemandPlan,
  random: Draws,
): (number | null)[] {
  return Array.from({ length: weeks }, (_, week) =>
    oneWeek(plan, week, random),
  );
}

function oneWeek(plan: DemandPlan, week: number, random: Draws): number | null {
  const { shape, mean, calendar } = plan;
  switch (shape) {
    case "smooth":
      return noisy(mean, 0.2, plan, random);
    case "seasonal": {
      const angle = (2 * Math.PI * (week - calendar.seasonPeak)) / 52;
      const level = 1 + calendar.seasonDepth * Math.cos(angle);
      return noisy(mean * level, 0.2, plan, random);
    }
    case "promotions": {
      // Ten in about 94 weeks are doubled and more: the long-run mean stays near `mean`.
      const level = calendar.promotions.has(week) ? 3.2 : 0.75;
      return noisy(mean * level, 0.2, plan, random);
    }
    case "launch": {
      if (week < calendar.launch) return null;
      const level = 1.3 * (1 - Math.exp(-(week - calendar.launch + 1) / 7));
      return noisy(mean * level, 0.3, plan, random);
    }
    case "end-of-life": {
      const fade = Math.exp(-Math.max(0, week - calendar.end) / 8);
      return noisy(mean * fade, 0.25, plan, random);
    }
    case "intermittent": {
      // Sizes hardly differ, so busy weeks follow from the mean where it is small.
      const share = Math.min(calendar.busyShare, mean);
      if (!random.chance(share)) return 0;
      return whole(
        1 + random.poisson(Math.max(0, mean / share - 1) * 0.98),
        plan,
      );
    }
    case "lumpy": {
      const share = Math.min(calendar.busyShare, mean);
      if (!random.chance(share)) return 0;
      // A log spread of 1 gives sizes a squared coefficient of variation near 1.7.
      const size = random.lognormal((mean / share) * Math.exp(-0.5), 1);
      return Math.max(whole(size, plan), 10 ** -plan.decimals);
    }
  }
}

/** Poisson around a level that itself varies by `spread` of its size. */
function noisy(
  level: number,
  spread: number,
  plan: DemandPlan,
  random: Draws,
): number {
  const shaken = level * Math.exp(spread * random.normal() - spread ** 2 / 2);
  if (plan.decimals > 0 && level > 5) return whole(shaken, plan);
  return random.poisson(shaken);
}

function whole(value: number, { decimals }: DemandPlan): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}
