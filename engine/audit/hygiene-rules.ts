import { launchZeros } from "../demand/hygiene/launch.ts";
import { bucketDay } from "../units/bucket-day.ts";
import type { AuditRule } from "./rule.ts";
import { bucketName, shown, stageRule } from "./rule.ts";

/** Periods with demand that two histories must share before they are the same by mistake. */
const fewestShared = 8;

/** Rules on what a history leaves unsaid: its beginning, its end, whose it is. */
export const hygieneRules: readonly AuditRule[] = [
  stageRule({
    code: "zeros-before-launch",
    severity: "info",
    title: "Zeros before the first sale look like the time before a launch",
    effect:
      "Counted as demand of zero, they make demand look rarer than it has been since.",
    remedy:
      "Leave the periods before the launch blank, or let the history begin with it.",
    *examples({ demand }, { period }) {
      if (demand === null) return;
      const { quantities, start } = demand;
      const zeros = launchZeros(quantities);
      if (zeros === 0) return;
      const first = quantities.findIndex((quantity) => (quantity ?? 0) > 0);
      yield `${zeros} periods of 0 before the first sale in ${bucketName(start, period, first)}, more than any pause since`;
    },
  }),
  stageRule({
    code: "unfinished-period",
    severity: "warning",
    title: "The last period is not over",
    effect:
      "A part of a period taken for a whole one makes every forecast too low.",
    remedy: "Export whole periods only, or name the last complete day.",
    *examples({ demand }, { period, asOf }) {
      if (demand === null) return;
      const { quantities, start } = demand;
      const last = quantities.findLastIndex((quantity) => quantity !== null);
      if (last < 0 || bucketDay(start, period, last + 1) <= asOf) return;
      yield `${bucketName(start, period, last)} has ${shown(quantities[last]!)}, the snapshot is of ${asOf}`;
    },
  }),
  {
    code: "history-ends-early",
    severity: "info",
    title: "History ends before that of others",
    effect:
      "Periods without a number at the end are no zeros: the forecast goes on over them.",
    remedy:
      "Export 0 where nothing was sold; mark what was withdrawn as discontinued.",
    *hits({ stages, period }) {
      const ends = stages.map(({ demand }) => {
        const last = demand?.quantities.findLastIndex((q) => q !== null) ?? -1;
        return demand === null || last < 0
          ? ""
          : bucketDay(demand.start, period, last);
      });
      const newest = ends.reduce((a, b) => (a > b ? a : b), "");
      for (const [at, { id }] of stages.entries()) {
        const end = ends[at]!;
        if (end === "" || end === newest) continue;
        yield {
          stage: id,
          example: `${id}: the last period with a number is ${end}, others go on to ${newest}`,
        };
      }
    },
  },
  {
    code: "same-history",
    severity: "warning",
    title: "Two stages with the same history",
    effect:
      "When an export repeats a history, the same demand is stocked for twice.",
    remedy: "Check the key of the export: item and location once each.",
    *hits({ stages }) {
      const known = new Map<string, string>();
      for (const { id, demand } of stages) {
        if (demand === null) continue;
        const sold = demand.quantities.filter((units) => (units ?? 0) > 0);
        // Even demand is the same at many places without anybody's mistake.
        if (new Set(sold).size < fewestShared) continue;
        const key = `${demand.start} ${demand.quantities.join(" ")}`;
        const other = known.get(key);
        if (other === undefined) known.set(key, id);
        else
          yield {
            stage: id,
            example: `${id}: all ${demand.quantities.length} periods are those of ${other}`,
          };
      }
    },
  },
];
