import { InputError } from "../../../engine/index.ts";
import {
  bucketAfter,
  bucketStart,
  dayNumber,
  dayText,
} from "../../mapping/bucket.ts";
import { billsOfMaterial } from "./bill.ts";
import { weeks } from "./demand.ts";
import { addDirt } from "./dirt.ts";
import { draws } from "./draws.ts";
import { sampleItems } from "./items.ts";
import { plant } from "./places.ts";
import { receiptRows, replay, shipments } from "./replay.ts";
import type { ErpRows, ItemLocationRow, LinkRow, ReceiptRow } from "./rows.ts";
import { lastYearMean, sampleStages } from "./stages.ts";
import type { SampleStage } from "./stages.ts";

/** The flat rule that most companies start with: the same weeks of cover for all, more for imports. */
const weeksOfCover = { safety: 2, min: 4, max: 8 };
const weeksOfImportCover = { safety: 4, min: 12, max: 16 };

/** Money per order, by echelon: branch, centre, plant, component. */
const orderingCosts = [8, 18, 65, 65];

/**
 * An invented distributor of hydraulic parts: ten suppliers, one plant that also assembles,
 * two distribution centres, twelve branches, 300 items, two years of weekly demand and of
 * receipts, a flat rule for min and max, and a few dirty rows. Nothing in it is copied.
 *
 * @param seed - equal seeds give equal rows
 * @param until - the Monday after the last week of demand, `YYYY-MM-DD`
 * @throws InputError when `until` is no Monday
 */
export function generateSampleCompany(seed = 1, until = "2026-11-16"): ErpRows {
  const end = dayNumber(until);
  if (end === null || bucketStart(end, "week") !== end) {
    throw new InputError(
      "until",
      `until must be a Monday like 2026-11-16, got "${until}"`,
    );
  }
  const firstDay = bucketAfter(end, "week", -weeks);
  const random = draws(seed);
  const items = sampleItems(random);
  const bill = billsOfMaterial(items, random);
  const stages = sampleStages(items, bill, random);
  const past = replayed(stages, firstDay, shipments(random));
  const rows: ErpRows = {
    company: {
      name: "Kestrel Fluid Power",
      currency: "EUR",
      period: "week",
      taxonomyVersion: "kestrel-2026.1",
    },
    items: items.map(({ itemNo, description, family }) => ({
      itemNo,
      description,
      unit: family.unit,
      unitDecimals: family.unitDecimals,
      productClass: family.productClass,
    })),
    itemLocations: past.itemLocations,
    links: stages.flatMap(linkRows),
    demand: stages.flatMap(({ item, location, series }) =>
      series === null
        ? []
        : [
            {
              itemNo: item.itemNo,
              location,
              start: dayText(firstDay),
              quantities: series,
            },
          ],
    ),
    receipts: past.receipts,
  };
  return addDirt(rows, random);
}

function replayed(
  stages: readonly SampleStage[],
  firstDay: number,
  shipmentOf: ReturnType<typeof shipments>,
): { itemLocations: ItemLocationRow[]; receipts: ReceiptRow[] } {
  const wanted = new Map(
    stages.map(({ id, series }) => [id, demandOrZeros(series)]),
  );
  const itemLocations: ItemLocationRow[] = [];
  const receipts: ReceiptRow[] = [];
  for (const stage of stages) {
    const { item, location, lane } = stage;
    const own = wanted.get(stage.id)!;
    const rule = flatRule(stage, stage.series ?? own);
    const past = replay(own, rule, (week) => shipmentOf(lane, location, week));
    for (const { id, units } of stage.supply) {
      const upstream = wanted.get(id)!;
      for (const { week, quantity } of past.orders)
        upstream[week]! += quantity * units;
    }
    const key = { itemNo: item.itemNo, location };
    // A centre or branch is delivered by our own lane: no vendor stands in its row.
    const vendor =
      location === plant && item.vendor !== null ? lane.name : null;
    itemLocations.push({
      ...key,
      unitCost: stage.unitCost,
      serviceTier: item.tier,
      echelon: stage.echelon,
      orderingCost: orderingCosts[stage.echelon]!,
      lotSize: rule.lot,
      minOrderQty: rule.minOrder,
      leadTimeDays: lane.promisedDays,
      vendor,
      onHand: tidy(past.onHand, item.family.unitDecimals),
      onOrder: tidy(past.onOrder, item.family.unitDecimals),
      safetyStock: rule.safety,
      reorderPoint: rule.min,
      orderUpTo: rule.max,
    });
    // The ERP archives receipts of own lanes after a year.
    const kept = past.orders.filter(
      ({ week }) => location === plant || week >= weeks - 52,
    );
    receipts.push(...receiptRows({ ...key, vendor }, kept, firstDay));
  }
  return { itemLocations, receipts };
}

function flatRule(stage: SampleStage, series: readonly (number | null)[]) {
  const mean = lastYearMean(series);
  const { pack } = stage.item;
  // A branch that sells less than a pack in four weeks is delivered by the piece.
  const lot = stage.echelon === 0 && pack > 4 * mean ? 1 : pack;
  const imported = stage.lane.promisedDays > 60;
  const minOrder = imported
    ? Math.max(1, Math.ceil((3 * mean) / lot)) * lot
    : lot;
  const cover = imported ? weeksOfImportCover : weeksOfCover;
  const min = Math.ceil(cover.min * mean);
  return {
    safety: Math.ceil(cover.safety * mean),
    min,
    max: mean === 0 ? 0 : Math.max(min + 1, Math.ceil(cover.max * mean)),
    lot,
    minOrder,
  };
}

function linkRows(stage: SampleStage): LinkRow[] {
  return stage.supply.map(({ id, units }) => {
    const [fromItem, fromLocation] = id.split("@") as [string, string];
    return {
      fromItem,
      fromLocation,
      toItem: stage.item.itemNo,
      toLocation: stage.location,
      units,
    };
  });
}

function demandOrZeros(series: readonly (number | null)[] | null): number[] {
  return Array.from({ length: weeks }, (_, week) => series?.[week] ?? 0);
}

function tidy(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
