import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { canonicalJson } from "../../engine/index.ts";
import type {
  ForecastRow,
  Recommendation,
  Scenario,
  Snapshot,
} from "../../engine/contracts/index.ts";

/** What the ERP said, and the day: all that a calculation sees of a snapshot. */
export type SnapshotContent = Pick<
  Snapshot,
  | "profile"
  | "currency"
  | "period"
  | "taxonomyVersion"
  | "takenAt"
  | "stages"
  | "links"
>;

/**
 * SHA-256 over a snapshot's content, one line per record; stages and links in their order.
 * The same data read twice on one day has the same digest.
 */
export function snapshotDigest(content: SnapshotContent): string {
  const { stages, links, ...header } = content;
  return linesDigest(
    (function* () {
      yield {
        profile: header.profile,
        currency: header.currency,
        period: header.period,
        taxonomyVersion: header.taxonomyVersion,
        asOf: header.takenAt.slice(0, 10),
      };
      yield* stages;
      yield* links;
    })(),
  );
}

/** SHA-256 over a scenario without its name: two names for the same thing plan the same. */
export function scenarioDigest(scenario: Scenario): string {
  const { name: _name, ...content } = scenario;
  return linesDigest([content]);
}

/** SHA-256 over rows of a result in the order given, page by page as they are read. */
export function resultDigest(): {
  readonly add: (rows: readonly (Recommendation | ForecastRow)[]) => void;
  readonly hex: () => string;
} {
  const hash = createHash("sha256");
  return {
    add: (rows) => addLines(hash, rows),
    hex: () => hash.digest("hex"),
  };
}

/** SHA-256 over the digests of a result's parts, in their order. */
export function digestOfParts(digests: readonly string[]): string {
  return linesDigest(digests);
}

/** Line by line, so that a catalog never has to be one string. */
function linesDigest(records: Iterable<unknown>): string {
  const hash = createHash("sha256");
  addLines(hash, records);
  return hash.digest("hex");
}

function addLines(hash: Hash, records: Iterable<unknown>): void {
  for (const record of records) hash.update(canonicalJson(record)).update("\n");
}
