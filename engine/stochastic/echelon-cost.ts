/** What an echelon position leads to below: C̲, flat above its cap, straight far down. */
export interface CappedCost {
  /** No position above it is used. */
  readonly cap: number;
  readonly atCap: number;
  /** Below it the cost is straight: `atStraight + slope·(x - straight)`. */
  readonly straight: number;
  readonly atStraight: number;
  readonly slope: number;
  /** Where it may bend sharply, the cap included, in rising order. */
  readonly bends: readonly number[];
  /** Length over which it curves; infinite when it is straight between bends. */
  readonly curve: number;
  /** Between `straight` and `cap`. */
  readonly at: (x: number) => number;
}

/** Expected cost of an echelon and all below it, by its base stock: C. */
export interface EchelonCost {
  readonly at: (y: number) => number;
  /** The base stock of least cost; the smallest of several. */
  readonly least: () => number;
  readonly cappedAt: (stock: number) => CappedCost;
}

/** Below the last stage: p for each unit owed to customers, C_0(x) = p·x⁻. */
export function customerCost(p: number): CappedCost {
  return {
    cap: 0,
    atCap: 0,
    straight: 0,
    atStraight: 0,
    slope: -p,
    bends: [0],
    curve: Infinity,
    at: () => 0,
  };
}
