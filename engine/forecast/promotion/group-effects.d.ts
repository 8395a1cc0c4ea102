import type { Belief, Dispersion, FitSeries } from "./effects-fit.ts";
import type { FeaturePlan } from "./promotion-features.ts";
/** What is believed of a series before its own history speaks, and how demand scatters. */
export interface GroupEffects {
  readonly belief: Belief;
  readonly dispersion: Dispersion;
}
/**
 * Effects of all series, of each group drawn towards them, and how far series differ
 * within a group, each spread learnt from the data (empirical Bayes).
 *
 * @returns beliefs in the order of the groups, and one for a group never seen
 */
export declare function groupEffects(
  groups: readonly (readonly FitSeries[])[],
  plan: FeaturePlan,
): {
  readonly groups: readonly GroupEffects[];
  readonly others: GroupEffects;
};
