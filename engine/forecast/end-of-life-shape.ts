import type { GappedHistory } from "../demand/recorded-history.ts";
import { InputError } from "../errors.ts";

/** How demand fades between the announcement of an end and the end. */
export interface EndingShape {
  /** Demand at a share of the time is (1 − share)^power of what it was; 1 is a straight line. */
  readonly power: number;
  /** Variance of the whole remainder, from ending to ending, by its squared mean. */
  readonly doubt: number;
}

/** An item that has ended. */
export interface PastEnding {
  /** Units by period, oldest first. */
  readonly history: GappedHistory;
  /** First period after the announcement, and first one without demand for good: from 0. */
  readonly announced: number;
  readonly ended: number;
}

/** Endings that the first belief is worth. */
const beliefWorth = 4;
/** First belief: any share of the old demand remains, none likelier: mean ½, variance 1/12. */
const believed = { mean: 0.5, variance: 1 / 12 };
/** Demand that does not fade at all, or at once, is no ending. */
const shares = { least: 0.05, most: 0.95 };

/**
 * How demand fades, from items that have ended: the share of their old demand that was
 * still asked for between announcement and end, drawn to a straight line while few.
 *
 * @throws InputError when an ending ends before it is announced or lies outside its history
 */
export function learnEnding(endings: readonly PastEnding[]): EndingShape {
  const found: number[] = [];
  for (const { history, announced, ended } of endings) {
    if (!(announced > 0 && ended > announced && ended <= history.length)) {
      throw new InputError(
        "endings",
        `endings must be announced after period 0 and end later within their ${history.length} periods, got ${announced} and ${ended}`,
      );
    }
    const units = Array.from(history, (value) => Math.max(value ?? 0, 0));
    const length = ended - announced;
    const before = units.slice(Math.max(0, announced - length), announced);
    const level = before.reduce((a, b) => a + b, 0) / before.length;
    if (!(level > 0)) continue;
    const rest = units.slice(announced, ended).reduce((a, b) => a + b, 0);
    found.push(Math.min(rest / (level * length), 2));
  }
  const worth = found.length + beliefWorth;
  const mean =
    (found.reduce((a, b) => a + b, 0) + beliefWorth * believed.mean) / worth;
  const squares = found.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const variance = (squares + beliefWorth * believed.variance) / worth;
  const share = Math.min(Math.max(mean, shares.least), shares.most);
  // The mean of (1 − u)^power over u from 0 to 1 is 1/(power + 1).
  return { power: 1 / share - 1, doubt: variance / (share * share) };
}
