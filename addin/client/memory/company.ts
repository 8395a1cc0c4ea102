import type {
  PolicyOutcome,
  PolicyValues,
  Recommendation,
  Scenario,
} from "../../../engine/contracts/index.ts";
import { explanationsOf } from "./explanations.ts";
import type { MemoryStage } from "./stage.ts";
import { mulberry, normalCdf, normalQuantile } from "./mathematics.ts";
import { targetAt } from "./required-return.ts";

const locations = ["DC-NORTH", "BR-OSLO", "BR-BERGEN", "BR-MALMO", "BR-ESPOO"];
const kinds = [
  ["Chain 11-speed", 14.2],
  ["Brake pad set, organic", 4.1],
  ["Inner tube 28 in", 2.35],
  ["Cassette 11-34", 38.5],
  ["Rim 622-19, black", 27.9],
  ["Spoke 2.0 × 292 mm, stainless, with nipple", 0.22],
  ["Hub dynamo 6 V", 61.0],
  ["Bottom bracket BSA 68", 18.4],
  ["Derailleur hanger no. 14", 9.75],
  ["Tyre 700 × 35C reflex", 17.6],
  ["Battery pack 500 Wh", 412.0],
  ["Motor controller, second generation", 286.0],
] as const;

/** Items of the company when nobody asks for more. */
export const memoryCompanyItems: number = kinds.length;

/** Sixty stages of a bicycle parts wholesaler, or five for each item; the same for the same seed. */
export function memoryStages(
  seed: number,
  items = memoryCompanyItems,
): readonly MemoryStage[] {
  const random = mulberry(seed);
  return Array.from({ length: items }, (_, kind) => {
    const [description, unitCost] = kinds[kind % kinds.length]!;
    return locations.map((location, place) => {
      const share = place === 0 ? 4 : 0.4 + random() * 1.2;
      const mean = Math.max(0.4, (180 / (unitCost + 3)) * share);
      const demandClass =
        mean < 1.5
          ? random() < 0.5
            ? "lumpy"
            : "intermittent"
          : classOf(random());
      const spread =
        demandClass === "smooth" ? 0.3 : demandClass === "erratic" ? 0.8 : 1.6;
      const promised = place === 0 ? 5 : 1;
      const leadTime = promised * (1.05 + random() * 0.6);
      const lot = unitCost > 100 ? 1 : unitCost > 10 ? 5 : 50;
      const min = roundTo(mean * (leadTime + 1) * (0.7 + 2.1 * random()), lot);
      return {
        item: `P-${1001 + kind * 7}`,
        location,
        description,
        unitCost,
        tier: ["A", "B", "C"][Math.floor(random() * 3)] ?? "C",
        demandClass,
        mean,
        deviation: mean * spread,
        leadTime,
        leadTimeDeviation: leadTime * (0.15 + random() * 0.4),
        promised,
        source:
          random() < 0.6 ? "stage" : random() < 0.7 ? "vendor" : "promised",
        lot,
        onHand: Math.round(min * (0.4 + random())),
        current: {
          safetyStock: random() < 0.15 ? null : roundTo(mean * 2, lot),
          reorderPoint: min,
          orderUpTo:
            min + Math.max(lot, roundTo(mean * (4 + 8 * random()), lot)),
          orderQuantity: null,
        },
      } satisfies MemoryStage;
    });
  }).flat();
}

/** The recommendation for a stage under a scenario: normal lead-time demand, cycle service. */
export function memoryRecommendation(
  stage: MemoryStage,
  scenario: Scenario,
): Recommendation {
  const { serviceTargets, holdingRatePerYear, defaultOrderingCost } = scenario;
  const [leadTime, leadTimeDeviation] =
    scenario.leadTimeSource === "promised"
      ? [stage.promised, 0]
      : [stage.leadTime, stage.leadTimeDeviation];
  const cover = leadTime + scenario.reviewPeriods;
  const demandPart = cover * stage.deviation ** 2;
  const timePart = stage.mean ** 2 * leadTimeDeviation ** 2;
  const lot = roundTo(
    Math.sqrt(
      (2 * stage.mean * 52 * defaultOrderingCost) /
        (stage.unitCost * holdingRatePerYear),
    ),
    stage.lot,
  );
  const quantity = Math.max(
    stage.lot,
    Math.min(lot, roundTo(stage.mean * 26, stage.lot)),
  );
  const { requiredReturn } = scenario;
  const target =
    requiredReturn !== undefined && stage.location !== "DC-NORTH"
      ? targetAt({ demandMean: stage.mean }, quantity, requiredReturn)
      : (serviceTargets[stage.tier] ?? serviceTargets["default"] ?? 0.95);
  const safetyStock = stage.stockless
    ? 0
    : roundTo(normalQuantile(target) * Math.sqrt(demandPart + timePart), 1);
  const reorderPoint = stage.stockless
    ? 0
    : Math.ceil(stage.mean * cover + safetyStock);
  const recommended: PolicyValues = {
    safetyStock,
    reorderPoint,
    orderUpTo: reorderPoint + quantity,
    orderQuantity: quantity,
  };
  const before = memoryOutcome(stage, scenario, stage.current);
  const after = stage.stockless
    ? { cycleService: null, fillRate: null, meanOnHand: 0, inventoryValue: 0 }
    : memoryOutcome(stage, scenario, recommended);
  const change = (after.inventoryValue ?? 0) - (before.inventoryValue ?? 0);
  const gain = (after.cycleService ?? 0) - (before.cycleService ?? 0);
  return {
    stageId: `${stage.item}@${stage.location}`,
    item: stage.item,
    location: stage.location,
    description: stage.description,
    unit: "pc",
    unitDecimals: 0,
    unitCost: stage.unitCost,
    serviceTier: stage.tier,
    demandClass: stage.demandClass,
    demandMean: stage.mean,
    demandDeviation: stage.deviation,
    ...(stage.demandFactor !== undefined && {
      demandFactor: stage.demandFactor,
    }),
    leadTimeMean: leadTime,
    leadTimeDeviation,
    leadTimeSource:
      scenario.leadTimeSource === "promised" ? "promised" : stage.source,
    serviceTimeIn: stage.location === "DC-NORTH" ? 0 : 1,
    serviceTimeOut: stage.location === "DC-NORTH" ? 1 : 0,
    netReplenishmentTime: cover,
    leadTimeDemandMean: stage.mean * cover,
    leadTimeDemandDeviation: Math.sqrt(demandPart + timePart),
    reviewPeriods: scenario.reviewPeriods,
    serviceMeasure: scenario.serviceMeasure,
    customerFacing: stage.location !== "DC-NORTH",
    distribution: stage.demandClass === "smooth" ? "normal" : "gamma",
    serviceTarget: target,
    onHand: stage.onHand,
    current: stage.current,
    recommended,
    before,
    after,
    simulated: simulatedOf(stage, after, target),
    explanations: explanationsOf(stage, {
      safetyStock,
      reorderPoint,
      demandPart,
      timePart,
      cover,
      leadTime,
      target,
    }),
    flags: [
      ...(gain > 0.2
        ? [
            {
              code: "service-at-risk",
              severity: "high" as const,
              message: `Today's minimum meets demand in only ${Math.round((before.cycleService ?? 0) * 100)} % of the cycles`,
            },
          ]
        : []),
      ...(Math.abs(change) > 2500
        ? [
            {
              code: "large-change",
              severity: "medium" as const,
              message: "Stock value changes by more than 2,500",
            },
          ]
        : []),
      ...(stage.source === "promised"
        ? [
            {
              code: "lead-time-promised",
              severity: "low" as const,
              message: "No receipts: the lead time is only the promise",
            },
          ]
        : []),
    ],
    priority: Math.abs(change) + 5000 * Math.max(0, gain),
  };
}

/** A replay that finds what was planned, but for lumpy demand, which is worse than normal. */
function simulatedOf(
  { demandClass }: MemoryStage,
  { cycleService, fillRate, meanOnHand }: PolicyOutcome,
  target: number,
): Recommendation["simulated"] {
  if (cycleService === null || fillRate === null) return null;
  const worse = demandClass === "lumpy" ? 0.03 : 0.001;
  const replayed = Math.max(0, cycleService - worse);
  const confirmed = replayed >= target - 0.004;
  return {
    cycleService: replayed,
    fillRate: Math.max(0, fillRate - worse / 10),
    meanOnHand: meanOnHand ?? 0,
    interval: 0.004,
    days: 20_000,
    confirmed,
    lacking: confirmed ? 0 : 2,
  };
}

/** What a policy does at a stage: normal lead-time demand, nothing fancier. */
export function memoryOutcome(
  stage: MemoryStage,
  scenario: Scenario,
  values: PolicyValues,
): PolicyOutcome {
  const promised = scenario.leadTimeSource === "promised";
  const leadTime = promised ? stage.promised : stage.leadTime;
  const cover = leadTime + scenario.reviewPeriods;
  const deviation = Math.sqrt(
    cover * stage.deviation ** 2 +
      (promised ? 0 : stage.mean ** 2 * stage.leadTimeDeviation ** 2),
  );
  const min = values.reorderPoint ?? 0;
  const quantity = Math.max(1, (values.orderUpTo ?? min) - min);
  const z = (min - stage.mean * cover) / deviation;
  const cycleService = normalCdf(z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const short = deviation * (density - z * (1 - cycleService));
  const meanOnHand = Math.max(
    0,
    quantity / 2 + min - stage.mean * cover + short,
  );
  return {
    cycleService,
    fillRate: Math.max(0, 1 - short / quantity),
    meanOnHand,
    inventoryValue: meanOnHand * stage.unitCost,
  };
}

function classOf(draw: number): Recommendation["demandClass"] {
  return draw < 0.7 ? "smooth" : "erratic";
}

function roundTo(value: number, step: number): number {
  return Math.max(step, Math.round(value / step) * step);
}
