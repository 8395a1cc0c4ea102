import { erpSchema } from "../schema.ts";
import { generateSampleCompany } from "./sample-company.ts";
import type { ErpRows } from "./rows.ts";

/** One statement at a time, values as `$1`, …; answers its rows. */
export type RunSql = (
  sql: string,
  values?: readonly unknown[],
) => Promise<unknown>;

/** Rows of one statement: a megabyte or two of JSON. */
const chunkRows = 10_000;

/** Creates the tables of the small ERP and fills them with the sample company. */
export async function loadSampleCompany(
  run: RunSql,
  rows: ErpRows = generateSampleCompany(),
  schema?: string,
): Promise<void> {
  for (const statement of erpSchema(schema)) await run(statement);
  await loadErpRows(run, rows, schema);
}

/** Adds rows to the tables of the small ERP, in few large statements. */
export async function loadErpRows(
  run: RunSql,
  rows: ErpRows,
  schema?: string,
): Promise<void> {
  const prefix = schema === undefined ? "" : `${schema}.`;
  for (const { table, columns, records } of tables(rows)) {
    const names = columns.map(([name]) => name).join(", ");
    const fields = columns.map(([, field]) => `"${field}"`).join(", ");
    const types = columns
      .map(([, field, type]) => `"${field}" ${type}`)
      .join(", ");
    for (const chunk of chunks(records)) {
      await run(
        `insert into ${prefix}${table} (${names})
         select ${fields} from json_to_recordset($1::json) as row(${types})`,
        [JSON.stringify(chunk)],
      );
    }
  }
  for (const chunk of chunks(rows.demand, chunkRows / 50)) {
    const records = chunk.map(({ quantities, ...series }) => ({
      ...series,
      quantities: quantities.map((quantity) => quantity ?? "").join(","),
    }));
    await run(
      `insert into ${prefix}erp_demand (item_no, location, period_start, quantity)
       select row."itemNo", row.location, row.start + 7 * (week.number - 1)::int, week.value::numeric
       from json_to_recordset($1::json)
              as row("itemNo" text, location text, start date, quantities text),
            unnest(string_to_array(row.quantities, ',')) with ordinality as week(value, number)
       where week.value <> ''`,
      [JSON.stringify(records)],
    );
  }
}

type Column = readonly [name: string, field: string, type: string];

function tables(rows: ErpRows): readonly {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly records: readonly object[];
}[] {
  return [
    {
      table: "erp_company",
      records: [rows.company],
      columns: [
        ["name", "name", "text"],
        ["currency", "currency", "text"],
        ["period", "period", "text"],
        ["taxonomy_version", "taxonomyVersion", "text"],
      ],
    },
    {
      table: "erp_item",
      records: rows.items,
      columns: [
        ["item_no", "itemNo", "text"],
        ["description", "description", "text"],
        ["unit", "unit", "text"],
        ["unit_decimals", "unitDecimals", "integer"],
        ["product_class", "productClass", "text"],
      ],
    },
    {
      table: "erp_item_location",
      records: rows.itemLocations,
      columns: [
        ["item_no", "itemNo", "text"],
        ["location", "location", "text"],
        ["unit_cost", "unitCost", "numeric"],
        ["service_tier", "serviceTier", "text"],
        ["echelon", "echelon", "integer"],
        ["ordering_cost", "orderingCost", "numeric"],
        ["lot_size", "lotSize", "numeric"],
        ["min_order_qty", "minOrderQty", "numeric"],
        ["lead_time_days", "leadTimeDays", "numeric"],
        ["vendor", "vendor", "text"],
        ["on_hand", "onHand", "numeric"],
        ["on_order", "onOrder", "numeric"],
        ["safety_stock", "safetyStock", "numeric"],
        ["reorder_point", "reorderPoint", "numeric"],
        ["order_up_to", "orderUpTo", "numeric"],
      ],
    },
    {
      table: "erp_bom_link",
      records: rows.links,
      columns: [
        ["from_item", "fromItem", "text"],
        ["from_location", "fromLocation", "text"],
        ["to_item", "toItem", "text"],
        ["to_location", "toLocation", "text"],
        ["units", "units", "numeric"],
      ],
    },
    {
      table: "erp_receipt",
      records: rows.receipts,
      columns: [
        ["shipment_no", "shipmentNo", "text"],
        ["item_no", "itemNo", "text"],
        ["location", "location", "text"],
        ["vendor", "vendor", "text"],
        ["ordered_on", "orderedOn", "date"],
        ["promised_on", "promisedOn", "date"],
        ["received_on", "receivedOn", "date"],
        ["quantity", "quantity", "numeric"],
      ],
    },
  ];
}

function* chunks<T>(
  list: readonly T[],
  size = chunkRows,
): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) {
    yield list.slice(start, start + size);
  }
}
