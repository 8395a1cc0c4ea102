import { PGlite } from "@electric-sql/pglite";
import { loadSampleCompany } from "../../../connectors/embedded/sample/load.ts";
import { generateSampleCompany } from "../../../connectors/embedded/sample/sample-company.ts";

describe("loadSampleCompany", () => {
  let db: PGlite;
  const rows = generateSampleCompany(1);
  beforeAll(async () => {
    db = await PGlite.create();
    await loadSampleCompany(
      (sql, values) => db.query(sql, values && [...values]),
      rows,
      "erp",
    );
  });
  afterAll(() => db.close());

  const count = async (table: string) => {
    const { rows: answer } = await db.query<{ n: number }>(
      `select count(*)::int as n from erp.${table}`,
    );
    return answer[0]!.n;
  };

  it("brings every row into the tables", async () => {
    const cells = rows.demand.flatMap(({ quantities }) => quantities);

    expect(await count("erp_company")).toBe(1);
    expect(await count("erp_item")).toBe(rows.items.length);
    expect(await count("erp_item_location")).toBe(rows.itemLocations.length);
    expect(await count("erp_bom_link")).toBe(rows.links.length);
    expect(await count("erp_receipt")).toBe(rows.receipts.length);
    expect(await count("erp_demand")).toBe(
      cells.filter((quantity) => quantity !== null).length,
    );
  });

  it("puts each quantity into its week", async () => {
    const series = rows.demand.at(-1)!;
    const { rows: stored } = await db.query<{ day: string; quantity: string }>(
      `select period_start::text as day, quantity::text from erp.erp_demand
       where item_no = $1 and location = $2 order by period_start`,
      [series.itemNo, series.location],
    );

    const first = Date.parse(series.start);
    expect(stored).toEqual(
      series.quantities
        .map((quantity, week) => ({
          day: new Date(first + week * 7 * 86_400_000)
            .toISOString()
            .slice(0, 10),
          quantity: String(quantity),
        }))
        .filter(({ quantity }) => quantity !== "null"),
    );
  });

  it("leaves no row to the audit trail: nothing was changed yet", async () => {
    expect(await count("erp_item_location_audit")).toBe(0);
  });
});
