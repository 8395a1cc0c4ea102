import type { RecommendationRow } from "../../engine/contracts/index.ts";
import { measure, moneyShort, periodCount } from "./format.ts";

/** A stage as the drawing shows it. */
export interface NetworkStage {
  readonly id: string;
  readonly item: string;
  readonly location: string;
  /** `120 pc`; `no stock` where it only passes on. */
  readonly buffer: string;
  /** `in 2 w`, `at once`; nothing outside a network. */
  readonly serves: string;
  readonly holds: boolean;
  /** Money in safety stock. */
  readonly value: number;
  /** Everything, for who does not see it. */
  readonly words: string;
}

/** What the drawing says of a row. */
export function networkStage(
  row: RecommendationRow,
  period: string,
): NetworkStage {
  const units = row.recommended.safetyStock ?? 0;
  const holds = units > 0 || (row.after.meanOnHand ?? 0) > 0;
  const buffer = holds
    ? `${measure(units, row.unitDecimals)} ${row.unit}`
    : "no stock";
  const times = (value: number | null) =>
    value === null
      ? ""
      : value === 0
        ? "at once"
        : `in ${periodCount(value, period)}`;
  const value = units * (row.unitCost ?? 0);
  return {
    id: row.stageId,
    item: row.item,
    location: row.location,
    buffer,
    serves:
      row.serviceTimeOut === null
        ? ""
        : row.serviceTimeOut === 0
          ? "at once"
          : `in ${measure(row.serviceTimeOut)} ${period.charAt(0)}`,
    holds,
    value,
    words: [
      `${row.item} at ${row.location}`,
      holds ? `safety stock ${buffer}` : "holds no stock",
      ...(value > 0 ? [`worth ${moneyShort(value)}`] : []),
      ...(row.serviceTimeIn === null
        ? []
        : [`served ${times(row.serviceTimeIn)}`]),
      ...(row.serviceTimeOut === null
        ? []
        : [`serves ${times(row.serviceTimeOut)}`]),
    ].join(", "),
  };
}

/** Length of a stage's bar as a share of the longest: by the square root, so that small ones show. */
export function barShare(value: number, most: number): number {
  return most > 0 && value > 0 ? Math.max(0.06, Math.sqrt(value / most)) : 0;
}
