import type { Explanation } from "../../../engine/contracts/index.ts";
import type { MemoryStage } from "./stage.ts";

interface Numbers {
  readonly safetyStock: number;
  readonly reorderPoint: number;
  /** Variance of lead-time demand that comes from demand, and from the lead time. */
  readonly demandPart: number;
  readonly timePart: number;
  /** Weeks covered, and those of them that are lead time. */
  readonly cover: number;
  readonly leadTime: number;
  readonly target: number;
}

/** Safety stock and reorder point as parts that add up. */
export function explanationsOf(
  stage: MemoryStage,
  numbers: Numbers,
): Explanation[] {
  const { safetyStock, reorderPoint, demandPart, timePart, cover } = numbers;
  const variance = demandPart + timePart;
  const fromDemand = (safetyStock * demandPart) / variance;
  const fromTime = (safetyStock * timePart) / variance;
  const inLead = stage.mean * numbers.leadTime;
  const inReview = stage.mean * (cover - numbers.leadTime);
  const percent = (numbers.target * 100).toFixed(0);
  return [
    {
      title: "Min",
      total: reorderPoint,
      unit: "pc",
      parts: [
        {
          name: "Demand in the lead time",
          amount: inLead,
          note: `${stage.mean.toFixed(1)} a week for ${numbers.leadTime.toFixed(1)} weeks`,
        },
        {
          name: "Demand until the next review",
          amount: inReview,
          note: `${(cover - numbers.leadTime).toFixed(1)} weeks`,
        },
        {
          name: "Safety: demand varies",
          amount: fromDemand,
          note: `deviation ${stage.deviation.toFixed(1)} a week`,
        },
        {
          name: "Safety: lead time varies",
          amount: fromTime,
          note: `deviation ${stage.leadTimeDeviation.toFixed(1)} weeks`,
        },
        {
          name: "Rounding to whole units",
          amount: reorderPoint - inLead - inReview - safetyStock,
          note: "up to the next piece",
        },
      ],
      sentence: `${reorderPoint} pieces cover ${cover.toFixed(1)} weeks of demand and meet ${percent} % of the cycles in full.`,
    },
    {
      title: "Safety stock",
      total: safetyStock,
      unit: "pc",
      parts: [
        { name: "Demand varies", amount: fromDemand, note: "week to week" },
        { name: "Lead time varies", amount: fromTime, note: "order to order" },
      ],
      sentence: `${safetyStock} pieces against doubt: ${Math.round((100 * timePart) / variance)} % of it because deliveries are not on time.`,
    },
  ];
}
