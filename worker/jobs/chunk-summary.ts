import { totalSums } from "../../engine/index.ts";
import type { Recommendation } from "../../engine/contracts/index.ts";
import type { ChunkSummary } from "../store/store.ts";
import { resultDigest } from "./digest.ts";

/** What the rows of one chunk come to, in stage order: a run is gathered from such alone. */
export function chunkSummary(rows: readonly Recommendation[]): ChunkSummary {
  const digest = resultDigest();
  digest.add(rows);
  return { digest: digest.hex(), sums: totalSums(rows) };
}
