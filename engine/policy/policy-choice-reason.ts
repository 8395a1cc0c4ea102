import type { ChoiceModel } from "./policy-choice-model.ts";
import type { PolicyType, TypedPolicy } from "./policy-choice-types.ts";

type Ranked = TypedPolicy & { readonly extra: number };

/** What planners call the types. */
const names: Readonly<Record<PolicyType, string>> = {
  "no-stock": "No stock",
  "base-stock": "Base stock",
  periodic: "(R,S)",
  "reorder-quantity": "(r,Q)",
  "min-max": "(s,S)",
};

/** Costs that differ by less than this share are told as the same. */
const same = 5e-5;

/** Why a type was chosen, in a sentence or two. */
export function choiceReason(
  model: ChoiceModel,
  best: Ranked,
  ranking: readonly Ranked[],
): string {
  const because = cause(model, best, ranking);
  const cheapest = ranking[0]!;
  const name = names[best.type];
  if (ranking.length === 1) return `${name}, because ${because}.`;
  if (cheapest.type !== best.type) {
    const more =
      best.extra < same ? "no more" : `only ${percent(best.extra)} more`;
    return `${name} costs ${more} than ${names[cheapest.type]} and is simpler, because ${because}.`;
  }
  const next = ranking[1]!;
  if (next.extra < same) {
    return `${name} costs no more than ${names[next.type]} and is simpler, because ${because}.`;
  }
  return `${name} beats ${names[next.type]} by ${percent(next.extra / (1 + next.extra))}, because ${because}.`;
}

function cause(
  model: ChoiceModel,
  best: Ranked,
  ranking: readonly Ranked[],
): string {
  const { chances, look, meanPerPeriod, step } = model;
  const asks = 1 - chances[0]!;
  const lump = (meanPerPeriod * look) / asks;
  const every = look / asks;
  switch (best.type) {
    case "no-stock":
      return `customers ask once in ${say(every)} periods, and a unit on the shelf until then costs more than letting them wait`;
    case "base-stock":
      return model.orderingCost === 0
        ? "orders cost nothing, so that every demand is ordered again at once"
        : `an order costs less than the stock that larger orders would bring: every demand, ${say(lump)} on average, is ordered again at once`;
    case "periodic":
      return model.lookingCost > 0
        ? `a look costs ${say(model.lookingCost)}, and one every ${say(best.reviewPeriods)} periods is enough`
        : `orders fall due every ${say(best.reviewPeriods)} periods or so anyway, and the stock need not be watched in between`;
    case "reorder-quantity":
      if (model.inLots) {
        return `orders come in lots of ${say(model.lot * step)}, which no max can promise`;
      }
      return lotCause(lump, best.orderQuantity ?? 0);
    case "min-max":
      return minMaxCause(best, ranking, lump);
  }
}

function lotCause(lump: number, lot: number): string {
  const beside = lump <= lot / 4 ? "small against" : "less than";
  return `demand comes in lumps of ${say(lump)}, ${beside} a lot of ${say(lot)}: filling up to a max gains next to nothing`;
}

/** What (s, S) is good for: where demand overshoots the min, it orders that much more. */
function minMaxCause(
  best: Ranked,
  ranking: readonly Ranked[],
  lump: number,
): string {
  const next = ranking.find(({ type }) => type !== "min-max");
  if (next?.orderQuantity === null) {
    return `a demand that leaves enough is not worth an order, while orders follow the lumps that demand comes in, ${say(lump)} on average`;
  }
  const size = next?.orderQuantity ?? best.max - best.min;
  const beside = lump > size ? "larger than" : "beside";
  return `demand comes in lumps of ${say(lump)}, ${beside} a lot of ${say(size)}: what overshoots the min is ordered along with it`;
}

/** Two digits, as 3.1 or 0.042; whole from 100 on. */
function say(value: number): string {
  return String(
    value >= 100 ? Math.round(value) : Number(value.toPrecision(2)),
  );
}

function percent(share: number): string {
  return `${say(100 * share)} %`;
}
