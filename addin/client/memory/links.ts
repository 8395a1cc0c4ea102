import type { LinkRecord } from "../../../engine/contracts/index.ts";
import { memoryCompanyItems } from "./company.ts";
import type { MemoryStage } from "./stage.ts";

const centre = "DC-NORTH";

/** Items that one item goes into, in a company with more than the usual ones. */
const madeInto = 3;

/**
 * Who supplies whom: the centre feeds every branch. In a company of more items than the usual
 * ones, items are made of each other at the centre, so that all of them are one network.
 */
export function memoryLinks(
  stages: readonly MemoryStage[],
): readonly LinkRecord[] {
  const ids = new Set(stages.map(idOf));
  const items = [...new Set(stages.map(({ item }) => item))];
  const within = stages
    .filter(({ location }) => location !== centre)
    .map((stage) => ({
      from: `${stage.item}@${centre}`,
      to: idOf(stage),
      units: 1,
    }));
  const made = items.slice(1).map((item, index) => ({
    from: `${item}@${centre}`,
    to: `${items[Math.floor(index / madeInto)]}@${centre}`,
    units: 2,
  }));
  return [...within, ...(items.length > memoryCompanyItems ? made : [])].filter(
    ({ from, to }) => ids.has(from) && ids.has(to),
  );
}

function idOf({ item, location }: MemoryStage): string {
  return `${item}@${location}`;
}
