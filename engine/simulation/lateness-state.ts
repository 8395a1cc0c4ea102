/**
 * What is late where those who share a stock are not served by the age of their orders: each
 * has an oldest order of its own.
 */
export interface PartyLateness {
  /** What each asked for in the last `serviceTime` periods, in circles one after the other. */
  readonly recent: Float64Array;
  readonly recentSums: Float64Array;
  recentAt: number;
  /** Units that came due in a period of the block and are still owed, or were lost. */
  readonly late: Float64Array;
  /** Whether anybody was owed longer than the service time. */
  readonly anyLate: Uint8Array;
  /** Whether something arrived. */
  readonly received: Uint8Array;
}

/** Nobody late yet. */
export function partyLateness(
  parties: number,
  serviceTime: number,
  block: number,
): PartyLateness {
  return {
    recent: new Float64Array(parties * serviceTime),
    recentSums: new Float64Array(parties),
    recentAt: 0,
    late: new Float64Array(block),
    anyLate: new Uint8Array(block),
    received: new Uint8Array(block),
  };
}
