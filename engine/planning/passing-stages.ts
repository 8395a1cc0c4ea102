import type { NetworkFileInput } from "../contracts/network-file.ts";
import { InputError } from "../errors.ts";
import type { Network, StageTimeLaw } from "../network/network.ts";

/**
 * The stages that may hold no stock, checked: they quote the time they wait and their own.
 *
 * @param laws - of the stage times that count
 * @throws InputError when such a stage cannot keep its limit, or its time varies: there
 * would be no stock to cover for it
 */
export function passingStages(
  network: Network,
  { stages }: NetworkFileInput,
  laws: readonly StageTimeLaw[],
): readonly boolean[] {
  const { graph, ids, time, inboundServiceTime, maxServiceTime } = network;
  const passing = stages.map(({ holdsStock = true }) => !holdsStock);
  // What each quotes at least, when all that may hold stock serve at once.
  const quoted = new Int32Array(graph.size);
  for (const stage of graph.order) {
    if (!passing[stage]) continue;
    const end = graph.firstSupplier[stage + 1]!;
    let wait = inboundServiceTime[stage]!;
    for (let at = graph.firstSupplier[stage]!; at < end; at++) {
      wait = Math.max(wait, quoted[graph.from[graph.supplierLink[at]!]!]!);
    }
    quoted[stage] = wait + time[stage]!;
    if (laws[stage]!.kind !== "constant") {
      throw new InputError(
        `holdsStock of stage ${ids[stage]}`,
        `stage ${ids[stage]} must hold stock where its time varies, got holdsStock false`,
      );
    }
    if (quoted[stage] > maxServiceTime[stage]!) {
      const field = `maxServiceTime of stage ${ids[stage]}`;
      throw new InputError(
        field,
        `${field} must be at least ${quoted[stage]} periods, for it may hold no stock, got ${maxServiceTime[stage]}`,
      );
    }
  }
  return passing;
}
