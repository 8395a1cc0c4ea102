import type { Worksheet } from "./worksheet.ts";
import { counted, setPeriods } from "./worksheet.ts";

/** Chance below which leading zeros are no chance: one false launch in a thousand items. */
const tooUnlikely = 0.001;

/**
 * How many leading zeros of a history are the time before a launch rather than demand that
 * failed to come.
 *
 * Zeros are a launch when demand as frequent as it was afterwards would hardly ever begin with
 * so many of them (the frequency unknown, after Jeffreys' prior: a beta-binomial chance), and
 * no later pause was as long. The first demand itself is left out of the count: the zeros end
 * with it by definition.
 *
 * @param values - units by period; leading `null` is a launch already and not counted
 * @returns the zeros after leading blanks; 0 when they may be demand
 */
export function launchZeros(values: readonly (number | null)[]): number {
  const first = values.findIndex((value) => value !== null);
  const begun = values.findIndex((value) => value !== null && value > 0);
  if (begun <= first) return 0;
  let zeros = 0;
  for (let at = first; at < begun; at++) if (values[at] === 0) zeros++;
  let demands = 0;
  let none = 0;
  let pause = 0;
  let longest = 0;
  for (const value of values.slice(begun + 1)) {
    if (value === null) continue;
    if (value > 0) {
      demands++;
      pause = 0;
    } else {
      none++;
      pause++;
      longest = Math.max(longest, pause);
    }
  }
  if (zeros <= longest) return 0;
  let chance = 1;
  for (let i = 0; i < zeros; i++) {
    chance *= (none + 0.5 + i) / (demands + none + 1 + i);
  }
  return chance < tooUnlikely ? zeros : 0;
}

/** Takes the zeros before a launch for what they are: not recorded. */
export function repairLaunch(sheet: Worksheet): void {
  const zeros = launchZeros(sheet.values);
  if (zeros === 0) return;
  const begun = sheet.values.findIndex((value) => (value ?? 0) > 0);
  setPeriods(
    sheet,
    {
      kind: "before-launch",
      reason: `${counted(zeros, "period")} of 0 before the first sale in ${sheet.named(begun)}, far more than any pause since: the time before a launch, not demand of zero`,
    },
    Array.from({ length: begun }, (_, period) => [period, null] as const),
  );
}
