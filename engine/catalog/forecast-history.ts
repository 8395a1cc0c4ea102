import type {
  DemandHistory,
  Period,
  StageForecast,
} from "../contracts/index.ts";
import { cleanHistory } from "../forecast/clean-history.ts";
import { bucketDay } from "../units/bucket-day.ts";
import { periodsPerSeason } from "../units/period.ts";

/** A history as people see it. */
type ForecastHistory = Pick<StageForecast, "history" | "repairs" | "excluded">;

/**
 * Units of every period that is over, oldest first: what is forecast from.
 *
 * @param asOf - the day the record was read, `YYYY-MM-DD`
 */
export function wholeBuckets(
  demand: DemandHistory | null,
  { period, asOf }: { readonly period: Period; readonly asOf: string },
): readonly (number | null)[] {
  if (demand === null) return [];
  const { start, quantities } = demand;
  const last = quantities.findLastIndex(
    (_, index) => bucketDay(start, period, index + 1) <= asOf,
  );
  return quantities.slice(0, last + 1);
}

/**
 * A recorded history without the period that is not over, with everything that was set right
 * or left out, by its day.
 *
 * @param asOf - the day the record was read, `YYYY-MM-DD`
 */
export function historyOf(
  demand: DemandHistory | null,
  { period, asOf }: { readonly period: Period; readonly asOf: string },
): ForecastHistory {
  const recorded = demand?.quantities ?? [];
  const quantities = wholeBuckets(demand, { period, asOf });
  const day = (index: number) =>
    bucketDay(demand?.start ?? asOf, period, index);
  const over = quantities.length;
  const { units } = cleanHistory(quantities, periodsPerSeason(period));
  const first = quantities.findIndex(isNumber);
  const last = quantities.findLastIndex(isNumber);
  const repairs: StageForecast["repairs"] = [];
  const excluded: StageForecast["excluded"] = [];
  const history = recorded.map((quantity, index) => {
    const start = day(index);
    const fate = fateOf(quantity, index, { first, last, over });
    const used = fate === null ? null : (units[index - first] ?? null);
    if (fate?.excluded) {
      excluded.push({ start, kind: fate.kind, reason: fate.reason });
    } else if (fate && used !== null) {
      const { kind, reason } = fate;
      repairs.push({ start, kind, before: quantity, after: used, reason });
    }
    return {
      start,
      units: quantity,
      repaired: fate && !fate.excluded ? used : null,
    };
  });
  return { history, repairs, excluded };
}

interface Fate {
  readonly kind: string;
  readonly excluded: boolean;
  readonly reason: string;
}

/** What became of a period; `null` where the record stands. */
function fateOf(
  quantity: number | null,
  index: number,
  { first, last, over }: Readonly<Record<"first" | "last" | "over", number>>,
): Fate | null {
  if (index >= over) return incomplete;
  if (quantity !== null) return quantity < 0 ? negative : null;
  if (first < 0 || index > last) return notRecorded;
  return index < first ? beforeLaunch : missing;
}

const incomplete: Fate = {
  kind: "incomplete",
  excluded: true,
  reason: "the period was not over when the data was read",
};
const notRecorded: Fate = {
  kind: "not-recorded",
  excluded: true,
  reason: "nothing was recorded",
};
const beforeLaunch: Fate = {
  kind: "before-launch",
  excluded: true,
  reason: "before its first demand was recorded",
};
const missing: Fate = {
  kind: "missing-period",
  excluded: false,
  reason: "nothing was recorded: the mean of its place in the season stands in",
};
const negative: Fate = {
  kind: "negative-demand",
  excluded: false,
  reason: "more was returned than sold: taken as none",
};

function isNumber(quantity: number | null): boolean {
  return quantity !== null;
}
