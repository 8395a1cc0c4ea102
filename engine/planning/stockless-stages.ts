import type { LinkRecord } from "../contracts/index.ts";
import { stageGraph } from "../network/stage-graph.ts";

/** A stage as far as those it feeds wait for it. */
export interface WaitedFor {
  readonly id: string;
  /** Days from having all supplies to being done, on average. */
  readonly timeDays: number;
  readonly timeDeviationDays: number;
  /** Whether it only passes on what it receives. */
  readonly stockless: boolean;
}

/** What a stage must wait for because some of its suppliers hold no stock. */
export interface UnavoidableWait {
  /** Whole days until the slowest supplier delivers, if all that may hold stock deliver at once. */
  readonly serviceTimeIn: number;
  /** Whole days the stage quotes then: 0, unless it holds no stock itself. */
  readonly serviceTimeOut: number;
  /** Standard deviation, in days, of what comes through suppliers without stock. */
  readonly deviationIn: number;
}

/**
 * How long each stage waits when every stage that may hold stock delivers at once.
 *
 * A stage without stock passes its own time and its spread on. Times of several suppliers are
 * awaited together, and the widest spread among them stands for all: an approximation that is
 * exact for one supplier without stock.
 *
 * @param stages - stages of a network
 * @param links - who supplies whom, by stage id
 * @throws InputError when the links form a cycle, naming it
 */
export function unavoidableWaits(
  stages: readonly WaitedFor[],
  links: readonly LinkRecord[],
): readonly UnavoidableWait[] {
  const indexOf = new Map(stages.map(({ id }, index) => [id, index]));
  const graph = stageGraph(
    stages.map(({ id }) => id),
    links.map(({ from, to }) => ({
      from: indexOf.get(from)!,
      to: indexOf.get(to)!,
    })),
  );
  const waits = stages.map(() => ({
    serviceTimeIn: 0,
    serviceTimeOut: 0,
    deviationIn: 0,
  }));
  for (const index of graph.order) {
    const wait = waits[index]!;
    const end = graph.firstSupplier[index + 1]!;
    for (let at = graph.firstSupplier[index]!; at < end; at++) {
      const supplier = graph.from[graph.supplierLink[at]!]!;
      const { stockless, timeDeviationDays } = stages[supplier]!;
      if (!stockless) continue;
      const { serviceTimeOut, deviationIn } = waits[supplier]!;
      wait.serviceTimeIn = Math.max(wait.serviceTimeIn, serviceTimeOut);
      wait.deviationIn = Math.max(
        wait.deviationIn,
        Math.hypot(timeDeviationDays, deviationIn),
      );
    }
    const { stockless, timeDays } = stages[index]!;
    if (stockless) {
      wait.serviceTimeOut = wait.serviceTimeIn + Math.ceil(timeDays);
    }
  }
  return waits;
}
