import type { LinkRecord } from "../contracts/index.ts";
import { directedCycles } from "./directed-cycles.ts";
import type { AuditRule } from "./rule.ts";

/** Rules on how stages hang together. */
export const networkRules: readonly AuditRule[] = [
  {
    code: "duplicate-stage",
    severity: "error",
    title: "Two rows for one stage",
    effect:
      "Nobody can say which of them holds; a write-back would meet two rows.",
    remedy:
      "Keep one row for each item and location; check the key columns of the mapping.",
    *hits({ stages }) {
      const seen = new Map<string, number>();
      for (const [index, { id }] of stages.entries()) {
        const first = seen.get(id);
        if (first === undefined) seen.set(id, index);
        else {
          yield {
            stage: id,
            example: `${id}: stage ${index + 1} repeats stage ${first + 1}`,
          };
        }
      }
    },
  },
  {
    code: "unknown-stage-in-link",
    severity: "error",
    title: "Link to a stage that does not exist",
    effect:
      "The link is left out, and with it the demand that comes through it.",
    remedy: "Import the missing stage, or remove the link.",
    *hits({ stages, links }) {
      const known = new Set(stages.map(({ id }) => id));
      for (const link of links) {
        for (const id of [link.from, link.to]) {
          if (!known.has(id)) {
            yield {
              stage: id,
              example: `${shownLink(link)}: there is no stage ${id}`,
            };
          }
        }
      }
    },
  },
  {
    code: "duplicate-link",
    severity: "warning",
    title: "The same link twice",
    effect: "Demand that comes through it counts twice at the supplying stage.",
    remedy: "Keep one link, with the sum of its units when both are meant.",
    *hits({ links }) {
      const seen = new Set<string>();
      for (const link of links) {
        const key = JSON.stringify([link.from, link.to]);
        if (seen.has(key)) {
          yield {
            stage: link.to,
            example: `${shownLink(link)} stands there again`,
          };
        }
        seen.add(key);
      }
    },
  },
  {
    code: "network-cycle",
    severity: "error",
    title: "Stages that supply themselves",
    effect: "A cycle has no first stage: the stages on it cannot be planned.",
    remedy: "Remove one link of the cycle; a transfer back is no supply.",
    *hits({ links }) {
      for (const cycle of directedCycles(links)) {
        const path = [...cycle, cycle[0]!].join(" -> ");
        yield { stage: cycle[0]!, example: path };
      }
    },
  },
  {
    code: "no-supplier",
    severity: "warning",
    title: "Nothing says where it comes from",
    effect:
      "Its orders reach no other stage and no vendor, so demand upstream is too low.",
    remedy: "Enter the vendor, or the link from the stage that supplies it.",
    *hits({ stages, links }) {
      // A plain item list names no sources at all: that is its nature and no error.
      if (links.length === 0 && stages.every(({ vendor }) => vendor === null))
        return;
      const supplied = new Set(links.map(({ to }) => to));
      for (const { id, vendor } of stages) {
        if (vendor === null && !supplied.has(id)) {
          yield {
            stage: id,
            example: `${id}: neither a vendor nor a supplying stage`,
          };
        }
      }
    },
  },
  {
    code: "no-demand-no-customer",
    severity: "warning",
    title: "Neither demand nor customers",
    effect: "Nothing draws on these stages: the plan holds nothing there.",
    remedy: "Import the demand or the links, or leave these stages out.",
    *hits({ stages, links }) {
      const supplying = new Set(links.map(({ from }) => from));
      for (const { id, demand } of stages) {
        if (demand === null && !supplying.has(id)) {
          yield {
            stage: id,
            example: `${id}: no demand history and no stage that it supplies`,
          };
        }
      }
    },
  },
];

function shownLink({ from, to }: LinkRecord): string {
  return `${from} -> ${to}`;
}
