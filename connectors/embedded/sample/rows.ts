/** The rows of the sample company, as the tables of `schema.ts` take them. */
export interface ErpRows {
  readonly company: {
    readonly name: string;
    readonly currency: string;
    readonly period: "week";
    readonly taxonomyVersion: string;
  };
  readonly items: readonly ItemRow[];
  readonly itemLocations: readonly ItemLocationRow[];
  readonly links: readonly LinkRow[];
  readonly demand: readonly DemandSeries[];
  readonly receipts: readonly ReceiptRow[];
}

export interface ItemRow {
  readonly itemNo: string;
  readonly description: string;
  readonly unit: string;
  readonly unitDecimals: number;
  readonly productClass: string;
}

export interface ItemLocationRow {
  readonly itemNo: string;
  readonly location: string;
  unitCost: number | null;
  serviceTier: string | null;
  readonly echelon: number;
  readonly orderingCost: number;
  lotSize: number;
  minOrderQty: number;
  leadTimeDays: number | null;
  readonly vendor: string | null;
  onHand: number;
  onOrder: number;
  safetyStock: number;
  reorderPoint: number;
  orderUpTo: number;
}

export interface LinkRow {
  readonly fromItem: string;
  readonly fromLocation: string;
  readonly toItem: string;
  readonly toLocation: string;
  readonly units: number;
}

/** One row of `erp_demand` for each week from `start`; `null` where no row stands. */
export interface DemandSeries {
  readonly itemNo: string;
  readonly location: string;
  readonly start: string;
  readonly quantities: (number | null)[];
}

export interface ReceiptRow {
  readonly shipmentNo: string;
  readonly itemNo: string;
  readonly location: string;
  readonly vendor: string | null;
  orderedOn: string;
  readonly promisedOn: string;
  receivedOn: string;
  readonly quantity: number;
}
