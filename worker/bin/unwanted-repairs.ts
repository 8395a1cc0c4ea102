import { InvalidArgumentError } from "commander";
import {
  repairKinds,
  separatedDemand,
  withRepairs,
  type CleanPeriods,
  type RepairKind,
} from "../../engine/index.ts";

/** All repairs of a kind; or one of one item, by what the answer calls them. */
export type Unwanted =
  RepairKind | { readonly id: string; readonly repair: number };

/** Reads `one-off,4711#3`. */
export function unwanted(text: string): Unwanted[] {
  return text.split(",").map((part) => {
    const name = part.trim();
    const kind = repairKinds.find((one) => one === name);
    if (kind) return kind;
    const single = /^(.+)#(\d+)$/.exec(name);
    if (single) return { id: single[1]!, repair: Number(single[2]) };
    throw new InvalidArgumentError(
      `It must be ITEM#NUMBER, or of ${repairKinds.join(", ")}.`,
    );
  });
}

/** The history with the repairs that are wanted; the others stay listed as undone. */
export function asWanted<History extends CleanPeriods>(
  id: string,
  found: History,
  without: readonly Unwanted[],
): History & { readonly undone?: readonly number[] } {
  const undone = new Set(
    found.repairs
      .filter((repair) =>
        without.some((one) =>
          typeof one === "string"
            ? one === repair.kind
            : one.id === id && one.repair === repair.id,
        ),
      )
      .map((repair) => repair.id),
  );
  if (undone.size === 0) return found;
  const { raw, repairs } = found;
  return {
    ...found,
    clean: withRepairs(raw, repairs, { without: [...undone] }),
    known: separatedDemand(repairs.filter((one) => !undone.has(one.id))),
    undone: [...undone],
  };
}
