import type { ErpProfileInput } from "./profile.ts";

/** The small ERP of the trial: in process, or on a PostgreSQL server over ODBC. */
export const sample: ErpProfileInput = {
  id: "sample",
  title: "Sample ERP, one row for each item and location",
  access: "sql-direct",
  dialects: ["postgresql"],
  write: { allowed: true },
  entity: {
    table: "erp_item_location",
    keys: [
      { column: "item_no", means: "item" },
      { column: "location", means: "location" },
    ],
  },
  fields: {
    safetyStock: { column: "safety_stock", type: "decimal", scale: 6 },
    reorderPoint: { column: "reorder_point", type: "decimal", scale: 6 },
    orderUpTo: { column: "order_up_to", type: "decimal", scale: 6 },
  },
  trigger: "le",
  positionDefinition: { plus: ["on-hand", "on-order"] },
  invariants: [
    { rule: "at-most", low: "reorderPoint", high: "orderUpTo" },
    { rule: "not-negative" },
    { rule: "unit-decimals" },
  ],
  concurrency: {
    kind: "version-column",
    column: "row_version",
    bump: "increment",
  },
  touch: [{ set: "actor-setting", setting: "stockwright.actor" }],
  readSources: {
    company: {
      query: {
        table: "erp_company",
        columns: {
          currency: "t.currency",
          period: "t.period",
          taxonomyVersion: "t.taxonomy_version",
        },
        pageBy: ["t.name"],
      },
    },
    stages: {
      table: "erp_item_location",
      as: "l",
      joins: [
        {
          table: "erp_item",
          as: "i",
          on: { item_no: "l.item_no" },
          optional: true,
        },
      ],
      columns: {
        item: "l.item_no",
        location: "l.location",
        description: "i.description",
        unit: "i.unit",
        unitDecimals: "i.unit_decimals",
        unitCost: "l.unit_cost",
        productClass: "i.product_class",
        echelon: "l.echelon",
        serviceTier: "l.service_tier",
        orderingCost: "l.ordering_cost",
        lotSize: "l.lot_size",
        minOrderQuantity: "l.min_order_qty",
        promisedLeadTimeDays: "l.lead_time_days",
        vendor: "l.vendor",
        onHand: "l.on_hand",
        onOrder: "l.on_order",
      },
      pageBy: ["l.item_no", "l.location"],
    },
    links: [
      {
        table: "erp_bom_link",
        columns: {
          fromItem: "t.from_item",
          fromLocation: "t.from_location",
          toItem: "t.to_item",
          toLocation: "t.to_location",
          units: "t.units",
        },
        pageBy: [
          "t.from_item",
          "t.from_location",
          "t.to_item",
          "t.to_location",
        ],
      },
    ],
    demand: {
      parts: [
        {
          query: {
            table: "erp_demand",
            columns: {
              item: "t.item_no",
              location: "t.location",
              day: "t.period_start",
              quantity: "t.quantity",
            },
            pageBy: ["t.item_no", "t.location", "t.period_start"],
          },
        },
      ],
    },
    receipts: [
      {
        table: "erp_receipt",
        columns: {
          shipment: "t.shipment_no",
          item: "t.item_no",
          location: "t.location",
          vendor: "t.vendor",
          orderedOn: "t.ordered_on",
          promisedOn: "t.promised_on",
          receivedOn: "t.received_on",
          quantity: "t.quantity",
        },
        pageBy: ["t.receipt_no"],
      },
    ],
  },
};
