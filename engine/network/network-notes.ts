import type { NetworkFileInput } from "../contracts/network-file.ts";

/** Days of 2000 and 2099 as spreadsheets count them: more periods than any stage takes. */
const firstDay = 36_526;
const lastDay = 73_050;

type Stage = NetworkFileInput["stages"][number];

/**
 * What an answer leaves out of what the network's file says, and when it is one of many: a
 * sentence each, for whoever asked.
 *
 * @param file - the network, as `stockwright meio` reads it
 * @param policy - of its stages: money per unit and period
 */
export function networkNotes(
  { stages, options = {} }: NetworkFileInput,
  policy: readonly { readonly holdingCost: number }[],
): readonly string[] {
  const notes: string[] = [];
  if (policy.length > 1 && policy.every((row) => row.holdingCost === 0)) {
    notes.push(
      "no stage has a cost, so no place is better than another: give added costs",
    );
  }
  const late = stages.find(({ time }) => time >= firstDay && time <= lastDay);
  if (late) {
    notes.push(
      `the time of ${late.id} is ${late.time} periods: is that a date?`,
    );
  }
  const { model = "guaranteed", stageTimes = "mean" } = options;
  if (model === "stochastic") {
    const waiting = named(stages, ({ demand, maxServiceTime = 0 }) =>
      Boolean((demand?.mean ?? 0) > 0 && maxServiceTime > 0),
    );
    if (waiting) {
      notes.push(
        `customers of ${waiting} are served at once: in the stochastic model none waits for a max service time`,
      );
    }
    return notes;
  }
  const shaped = named(
    stages,
    ({ demand }) => (demand?.mean ?? 0) > 0 && demand?.law !== undefined,
  );
  if (shaped) {
    notes.push(
      `the law of demand of ${shaped} does not count: guaranteed service looks at mean and deviation alone`,
    );
  }
  if (stageTimes === "mean") {
    const varying = named(
      stages,
      ({ timeDeviation = 0, timeDistribution }) =>
        timeDeviation > 0 || timeDistribution !== undefined,
    );
    if (varying) {
      notes.push(
        `the time of ${varying} counts as fixed: it varies with the option stage times = stochastic`,
      );
    }
  }
  return notes;
}

/** The first of some stages by name and how many more there are; nothing where there is none. */
function named(
  stages: readonly Stage[],
  isMeant: (stage: Stage) => boolean,
): string {
  const [first, ...more] = stages.filter(isMeant);
  return first
    ? first.id + (more.length > 0 ? ` and ${more.length} more` : "")
    : "";
}
