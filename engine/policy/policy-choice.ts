import {
  choiceModel,
  type ChoiceModel,
  type PolicyChoiceInput,
} from "./policy-choice-model.ts";
import { choiceReason } from "./policy-choice-reason.ts";
import {
  policyTypes,
  typedPolicies,
  type PolicyType,
  type TypedPolicy,
} from "./policy-choice-types.ts";

export type { PolicyChoiceInput } from "./policy-choice-model.ts";
export type {
  PolicyCosts,
  PolicyType,
  TypedPolicy,
} from "./policy-choice-types.ts";

/** One type in the order of cost. */
export interface RankedPolicy extends TypedPolicy {
  readonly costPerYear: number;
  /** How much more it costs than the cheapest: 0.03 for 3 %. */
  readonly extra: number;
}

/** Which policy type an item should have. */
export interface PolicyChoice {
  /** The simplest type that costs no more than `worthwhile` above the cheapest. */
  readonly best: RankedPolicy;
  /** All types that can be ordered, the cheapest first. */
  readonly ranking: readonly RankedPolicy[];
  /** Types that this item cannot be ordered by, with what stands in the way. */
  readonly impossible: readonly {
    readonly type: PolicyType;
    readonly why: string;
  }[];
  /** A sentence or two for planners. */
  readonly reason: string;
}

/** A saving smaller than this share of the cost does not pay for a more complicated policy. */
const worthwhile = 0.01;

/**
 * The policy type of least expected cost for one item, with the reason.
 *
 * All types are judged by one model: the stock is looked at every so many periods, an order
 * arrives a lead time later, unmet demand waits, and orders, looks, holding and waiting cost
 * money. In it no stock, base stock, (R, S), (r, nQ) and (s, S) are each at their best and
 * costed exactly, on a grid of units (of a few hundred steps where units are many). Among
 * types within 1 % of the cheapest the simplest is taken.
 *
 * @throws InputError when a number is out of range, or nothing is ever asked for
 * @see Hadley and Whitin (1963), chapters 4 and 5; Veinott and Wagner (1965) for (s, S).
 */
export function bestPolicyType(input: PolicyChoiceInput): PolicyChoice {
  const model = choiceModel(input);
  const found = typedPolicies(model);
  const least = Math.min(...found.map((one) => one.costPerPeriod.total));
  const ranking = found
    .map((policy) => ({
      ...policy,
      costPerYear: policy.costPerPeriod.total * input.periodsPerYear,
      extra: least > 0 ? policy.costPerPeriod.total / least - 1 : 0,
    }))
    // Simplest first before: what costs the same stays in that order.
    .sort((a, b) => a.costPerPeriod.total - b.costPerPeriod.total);
  const simplest = policyTypes
    .flatMap((type) => ranking.filter((one) => one.type === type))
    .find(({ extra }) => extra <= worthwhile);
  const best = simplest ?? ranking[0]!;
  return {
    best,
    ranking,
    impossible: impossibleTypes(model, ranking),
    reason: choiceReason(model, best, ranking),
  };
}

function impossibleTypes(
  { inLots, lot, least, step }: ChoiceModel,
  ranking: readonly TypedPolicy[],
): PolicyChoice["impossible"] {
  const why = inLots
    ? `orders come in lots of ${lot * step}`
    : `an order is at least ${least * step}`;
  return policyTypes
    .filter((type) => !ranking.some((one) => one.type === type))
    .map((type) => ({ type, why }));
}
