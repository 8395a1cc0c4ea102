import type {
  NetworkFileInput,
  NetworkPolicy,
} from "../../engine/contracts/index.ts";

/** A network as a planner has it in two ranges: its stages and its links. */
export function networkRanges(
  file: NetworkFileInput,
): [unknown[][], unknown[][]] {
  return [
    [
      [
        "id",
        "time",
        "added cost",
        "mean",
        "deviation",
        "service level",
        "max service time",
      ],
      ...file.stages.map((stage) => [
        stage.id,
        stage.time,
        stage.addedCost ?? 0,
        stage.demand?.mean ?? "",
        stage.demand?.deviation ?? "",
        stage.serviceLevel ?? "",
        stage.maxServiceTime ?? "",
      ]),
    ],
    [
      ["from", "to", "units"],
      ...(file.links ?? []).map(({ from, to, units }) => [
        from,
        to,
        units ?? "",
      ]),
    ],
  ];
}

/** What a cell is to show of a policy, below its header. */
export function policyRows({ stages }: NetworkPolicy): unknown[][] {
  return stages.map((stage) => [
    stage.id,
    stage.serviceTimeIn,
    stage.serviceTimeOut,
    stage.netReplenishmentTime,
    stage.safetyStock,
    stage.baseStock,
    stage.holdingCost,
  ]);
}
