import type { Finding, Run } from "../../engine/contracts/index.ts";

type LeftOut = Run["leftOut"][number];

const titles: Readonly<Record<string, string>> = {
  "no-demand": "No demand on record",
  "no-lead-time": "No lead time known",
  "bad-network": "Their network cannot be planned",
};

const remedies: Readonly<Record<string, string>> = {
  "no-demand":
    "Nothing to do for parts that are not sold; otherwise see that the import reads their demand.",
  "no-lead-time":
    "Give the item a promised lead time in the ERP, or import receipts of it or of its vendor.",
  "bad-network": "Mend in the ERP what the reason names, and import again.",
};

/** The stages that a run has no numbers for, by reason: the reason of most stages first. */
export function leftOutFindings(leftOut: readonly LeftOut[]): Finding[] {
  const groups = new Map<string, LeftOut[]>();
  for (const one of leftOut) {
    const group = groups.get(one.code);
    if (group) group.push(one);
    else groups.set(one.code, [one]);
  }
  return [...groups]
    .map(([code, group]): Finding => {
      const alike = group.every(({ reason }) => reason === group[0]!.reason);
      return {
        code,
        severity: code === "no-demand" ? "info" : "warning",
        title: titles[code] ?? group[0]!.reason,
        effect: alike
          ? `Not planned: ${group[0]!.reason}`
          : "Not planned: the reason stands beside each",
        remedy: remedies[code] ?? "",
        stages: group.map(({ stageId }) => stageId),
        examples: group.map(({ stageId, reason }) =>
          alike ? stageId : `${stageId}: ${reason}`,
        ),
        count: group.length,
      };
    })
    .sort((a, b) => b.count - a.count);
}

/** The stages that a run has no numbers for and that somebody looks for by these words. */
export function leftOutLike(
  leftOut: readonly LeftOut[],
  text: string,
): readonly LeftOut[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return leftOut.filter(({ stageId }) =>
    words.every((word) => stageId.toLowerCase().includes(word)),
  );
}
