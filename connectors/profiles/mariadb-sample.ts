import type { ErpProfileInput } from "./profile.ts";

const place = { item: "t.SKU", location: "t.SITE" };

/**
 * An invented ERP on MariaDB that differs from ours in all it can: keys filled up in CHAR
 * columns, orders below its order point, adds the safety stock itself, and orders a
 * quantity instead of up to a level.
 */
export const mariadbSample: ErpProfileInput = {
  id: "mariadb-sample",
  title: "Sample ERP on MariaDB, planning data for each SKU and site",
  access: "sql-direct",
  dialects: ["mariadb"],
  write: { allowed: true },
  entity: {
    table: "SKU_PLANNING",
    keys: [
      { column: "SITE", means: "location", case: "upper" },
      {
        column: "SKU",
        means: "item",
        pad: { length: 12, side: "left", with: "0" },
      },
    ],
  },
  fields: {
    safetyStock: {
      column: "SAFETY_QTY",
      type: "decimal",
      scale: 3,
      nullMeans: "zero",
    },
    reorderPoint: { column: "ORDER_POINT", type: "decimal", scale: 3 },
    orderQuantity: { column: "ORDER_QTY", type: "decimal", scale: 3 },
    planningMethod: { column: "PLAN_TYPE", type: "text", writable: false },
  },
  trigger: "lt",
  targetMeaning: { kind: "quantity" },
  reorderIncludesSafety: false,
  positionDefinition: { plus: ["on-hand", "on-order"], minus: ["reserved"] },
  gates: [
    {
      when: { column: "PLAN_TYPE", is: "one-of", values: ["V1", "VB"] },
      otherwise:
        "the planning type uses no order point: set it to V1 or VB first",
    },
    {
      when: { column: "AUTO_CALC", is: "equal", value: "N" },
      otherwise:
        "the ERP calculates this row itself and would overwrite our values: set AUTO_CALC to N first",
    },
  ],
  invariants: [{ rule: "not-negative" }, { rule: "unit-decimals" }],
  concurrency: {
    kind: "version-column",
    column: "REC_VERSION",
    bump: "increment",
  },
  touch: [
    { column: "CHANGED_BY", set: "actor" },
    { column: "CHANGED_AT", set: "now-utc" },
  ],
  sideEffects: [
    {
      effect: "open purchase proposals keep their old quantities",
      remedy: "they are made anew by the planning run of the night",
    },
  ],
  readSources: {
    company: { currency: "EUR", period: "week" },
    stages: {
      table: "SKU_PLANNING",
      joins: [
        { table: "SKU_MASTER", as: "master", on: { SKU: "t.SKU" } },
        {
          table: "STOCK_BALANCE",
          as: "stock",
          on: { SITE: "t.SITE", SKU: "t.SKU" },
          optional: true,
        },
      ],
      columns: {
        ...place,
        description: "master.NAME_1",
        unit: "master.BASE_UOM",
        unitDecimals: "master.UOM_DECIMALS",
        unitCost: "master.STD_COST",
        productClass: "master.ABC",
        echelon: "t.TIER",
        lotSize: "t.ROUNDING",
        minOrderQuantity: "t.MIN_LOT",
        promisedLeadTimeDays: "t.LEAD_DAYS",
        vendor: "t.VENDOR_NO",
        onHand: "stock.ON_HAND",
        onOrder: "stock.ON_ORDER",
      },
      pageBy: ["t.SITE", "t.SKU"],
    },
    links: [
      {
        table: "SUPPLY_NET",
        columns: {
          fromItem: "t.FROM_SKU",
          fromLocation: "t.FROM_SITE",
          toItem: "t.TO_SKU",
          toLocation: "t.TO_SITE",
          units: "t.UNITS",
        },
        pageBy: ["t.FROM_SITE", "t.FROM_SKU", "t.TO_SITE", "t.TO_SKU"],
      },
    ],
    demand: {
      parts: [
        {
          query: {
            table: "ISSUE_LINE",
            columns: { ...place, day: "t.ISSUE_DATE", quantity: "t.QTY" },
            where: [{ column: "t.KIND", is: "equal", value: "ISSUE" }],
            pageBy: ["t.LINE_NO"],
          },
        },
        {
          query: {
            table: "ISSUE_LINE",
            columns: { ...place, day: "t.ISSUE_DATE", quantity: "t.QTY" },
            where: [{ column: "t.KIND", is: "equal", value: "RETURN" }],
            pageBy: ["t.LINE_NO"],
          },
          sign: "minus",
        },
      ],
    },
    receipts: [
      {
        table: "GOODS_IN",
        columns: {
          ...place,
          shipment: "t.DOC_NO",
          vendor: "t.VENDOR_NO",
          orderedOn: "t.ORDER_DATE",
          promisedOn: "t.PROMISE_DATE",
          receivedOn: "t.GR_DATE",
          quantity: "t.QTY",
        },
        pageBy: ["t.LINE_NO"],
      },
    ],
  },
};
