import { atLeast } from "../checks.ts";
import type { NetworkFileInput } from "../contracts/network-file.ts";
import { InputError } from "../errors.ts";
import type { Network, StageTimeLaw } from "../network/network.ts";

/**
 * The network with stage times that count the wait for the next review.
 *
 * Whoever orders every R periods covers R - 1 more of them than who orders in each.
 *
 * @throws InputError when review periods are not whole, or less than 1
 */
export function reviewedNetwork(
  network: Network,
  { stages }: NetworkFileInput,
): Network {
  if (stages.every(({ reviewPeriods = 1 }) => reviewPeriods === 1)) {
    return network;
  }
  const wait = stages.map(({ id, reviewPeriods = 1 }) => {
    const field = `reviewPeriods of stage ${id}`;
    if (!Number.isInteger(atLeast(field, reviewPeriods, 1))) {
      throw new InputError(
        field,
        `${field} must be whole, got ${reviewPeriods}`,
      );
    }
    return reviewPeriods - 1;
  });
  return {
    ...network,
    time: network.time.map((time, stage) => time + wait[stage]!),
    timeLaw: network.timeLaw.map((law, stage) => later(law, wait[stage]!)),
  };
}

function later(law: StageTimeLaw, wait: number): StageTimeLaw {
  switch (law.kind) {
    case "constant":
      return law;
    case "normal":
      return { ...law, mean: law.mean + wait };
    case "discrete":
      return { ...law, periods: law.periods.map((time) => time + wait) };
  }
}
