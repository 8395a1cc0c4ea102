import type { Random } from "../numeric/random.ts";
import { seededRandom } from "../numeric/random.ts";

/** What a stream of random numbers decides. */
export type StreamPurpose = "demand" | "lead time" | "allocation";

/**
 * The stream of one stage for one purpose in one replication.
 *
 * It hangs on names alone: two policies on one network meet the same demand and the
 * same lead times (common random numbers), and a stage keeps its own when others are
 * added or go.
 */
export function stageStream(
  seed: number,
  replication: number,
  id: string,
  purpose: StreamPurpose,
): Random {
  return seededRandom(streamKey(seed, replication, id, purpose));
}

/**
 * Chances of a stage's lead times, by period: a number above 0 and below 1 that can be asked
 * for when an order is sent, and is the same whether others were asked for or not.
 */
export function leadTimeChances(
  seed: number,
  replication: number,
  id: string,
): (period: number) => number {
  const key = streamKey(seed, replication, id, "lead time");
  return (period) => {
    const word = mixed(key ^ mixed(Math.imul(period + 1, 0x9e3779b1)));
    return ((word >>> 0) + 0.5) / 0x100000000;
  };
}

function streamKey(
  seed: number,
  replication: number,
  id: string,
  purpose: StreamPurpose,
): number {
  let hash = mixed(seed | 0) ^ mixed(Math.floor(seed / 2 ** 32) | 0);
  hash = mixed(hash ^ Math.imul(replication + 1, 0x9e3779b1));
  for (const letter of `${purpose}\n${id}`) {
    hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  }
  return mixed(hash);
}

/** Spreads every bit over the word: the finalizer of MurmurHash3 (Appleby 2011). */
function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
