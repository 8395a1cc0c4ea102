import type { ErpProfileInput } from "./profile.ts";

/** Our warehouse's place for goods that a customer's shipment left. */
const leftFor = (type: "customer" | "supplier") => ({
  table: "stock_location",
  as: "outside",
  on: { id: type === "customer" ? "m.to_location" : "m.from_location" },
  fixed: { type },
});

const product = {
  table: "product_product",
  as: "p",
  on: { id: "m.product" },
};

const warehouseBy = (
  place: "storage_location" | "input_location" | "output_location",
  column: "from_location" | "to_location",
) => ({
  table: "stock_location",
  as: "w",
  on: { [place]: `m.${column}` },
});

const done = [
  { column: "m.state", is: "equal", value: "done" },
  { column: "m.effective_date", is: "not-null" },
] as const;

const dailySums = {
  columns: { item: "p.code", location: "w.code", day: "m.effective_date" },
  sum: "m.internal_quantity",
  pageBy: ["m.product", "w.id", "m.effective_date"],
};

const balance = {
  columns: { item: "p.code", location: "w.code" },
  sum: "m.internal_quantity",
  pageBy: ["m.product", "w.id"],
};

/**
 * Tryton 6.0, order points of type "purchase", company 1.
 *
 * `target_quantity` is our max; Tryton's own `max_quantity` is an overflow level. A
 * supply run orders below `min_quantity`. There is no safety stock field: the min holds
 * it. The optimistic lock is the time in `write_date`, so we move it on.
 */
export const tryton: ErpProfileInput = {
  id: "tryton",
  title: "Tryton 6.0, order points",
  access: "sql-direct",
  dialects: ["postgresql"],
  write: { allowed: true },
  entity: {
    table: "stock_order_point",
    keys: [
      {
        column: "product",
        means: "item",
        lookup: { table: "product_product", id: "id", code: "code" },
      },
      {
        column: "warehouse_location",
        means: "location",
        lookup: { table: "stock_location", id: "id", code: "code" },
      },
      { column: "company", means: "company", value: "1" },
    ],
    where: [
      { column: "type", is: "equal", value: "purchase" },
      { column: "company", is: "equal", value: "1" },
    ],
  },
  fields: {
    reorderPoint: { column: "min_quantity", type: "double" },
    orderUpTo: { column: "target_quantity", type: "double" },
  },
  trigger: "lt",
  targetMeaning: { kind: "level" },
  reorderIncludesSafety: true,
  positionDefinition: {
    plus: ["on-hand", "on-order", "planned"],
    minus: ["reserved"],
    horizon: "earliest supply date",
  },
  invariants: [
    { rule: "at-most", low: "reorderPoint", high: "orderUpTo" },
    { rule: "not-negative" },
    { rule: "unique-key" },
    { rule: "unit-decimals" },
  ],
  concurrency: {
    kind: "version-column",
    column: "write_date",
    bump: "now-utc",
  },
  // User 0 is Tryton's own: no person is named for what a program did.
  touch: [{ column: "write_uid", set: "constant", value: "0" }],
  sideEffects: [
    {
      effect: "new levels count from the next supply run",
      remedy: "nothing to do: the scheduled run reads them",
    },
  ],
  readSources: {
    company: { currency: "EUR", period: "month" },
    stages: {
      table: "stock_order_point",
      as: "o",
      joins: [
        { table: "product_product", as: "p", on: { id: "o.product" } },
        { table: "product_template", as: "t", on: { id: "p.template" } },
        { table: "product_uom", as: "u", on: { id: "t.default_uom" } },
        {
          table: "stock_location",
          as: "w",
          on: { id: "o.warehouse_location" },
        },
        {
          table: "product_cost_price",
          as: "c",
          on: { product: "p.id" },
          fixed: { company: "1" },
          optional: true,
        },
      ],
      columns: {
        item: "p.code",
        location: "w.code",
        description: "t.name",
        unit: "u.symbol",
        unitDecimals: "u.digits",
        unitCost: "c.cost_price",
      },
      constants: { echelon: "0" },
      where: [
        { column: "o.type", is: "equal", value: "purchase" },
        { column: "o.company", is: "equal", value: "1" },
      ],
      pageBy: ["o.id"],
    },
    demand: {
      parts: [
        {
          query: {
            table: "stock_move",
            as: "m",
            joins: [
              product,
              leftFor("customer"),
              warehouseBy("output_location", "from_location"),
            ],
            where: [...done],
            ...dailySums,
          },
        },
      ],
    },
    receipts: [
      {
        table: "stock_move",
        as: "m",
        joins: [
          product,
          leftFor("supplier"),
          warehouseBy("input_location", "to_location"),
        ],
        columns: {
          shipment: "m.shipment",
          item: "p.code",
          location: "w.code",
          promisedOn: "m.planned_date",
          receivedOn: "m.effective_date",
          quantity: "m.internal_quantity",
        },
        where: [...done],
        pageBy: ["m.id"],
      },
    ],
    supply: {
      table: "purchase_product_supplier",
      as: "s",
      joins: [
        { table: "product_product", as: "p", on: { template: "s.template" } },
        { table: "party_party", as: "party", on: { id: "s.party" } },
      ],
      columns: {
        item: "p.code",
        vendor: "party.code",
        promisedLeadTimeDays: "s.lead_time",
      },
      pageBy: ["s.id", "p.id"],
    },
    onHand: [
      {
        query: {
          table: "stock_move",
          as: "m",
          joins: [product, warehouseBy("storage_location", "to_location")],
          where: [...done],
          ...balance,
        },
      },
      {
        query: {
          table: "stock_move",
          as: "m",
          joins: [product, warehouseBy("storage_location", "from_location")],
          where: [...done],
          ...balance,
        },
        sign: "minus",
      },
    ],
    onOrder: [
      {
        query: {
          table: "stock_move",
          as: "m",
          joins: [
            product,
            leftFor("supplier"),
            warehouseBy("input_location", "to_location"),
          ],
          where: [
            {
              column: "m.state",
              is: "one-of",
              values: ["draft", "assigned"],
            },
          ],
          ...balance,
        },
      },
    ],
  },
};
