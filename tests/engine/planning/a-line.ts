import type { NetworkFileInput } from "../../../engine/contracts/index.ts";

/** A plant that supplies a shop; the changes are to the shop. */
export function aLine(
  changes: Partial<NetworkFileInput["stages"][number]> = {},
): NetworkFileInput {
  return {
    stages: [
      { id: "PLANT", addedCost: 2, time: 4 },
      {
        id: "SHOP",
        addedCost: 1,
        time: 1,
        demand: { mean: 10, deviation: 3 },
        serviceLevel: 0.975,
        maxServiceTime: 0,
        ...changes,
      },
    ],
    links: [{ from: "PLANT", to: "SHOP" }],
  };
}
