import type { StageRecord } from "../../engine/contracts/index.ts";

/** Some stages as they are kept, so that who carries them to another thread reads none. */
export interface StageText {
  readonly count: number;
  /** A JSON array of their records. */
  readonly json: string;
}

/** Reads them, where they are worked with. */
export function stagesIn({ json }: StageText): readonly StageRecord[] {
  return JSON.parse(json) as StageRecord[];
}
