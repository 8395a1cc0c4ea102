import type {
  RangeAddress,
  TableSpec,
  WorkbookPort,
} from "../../addin/workbook/port.ts";
import { workbookActionContract } from "./workbook-action-contract.ts";
import { aTable, columns, type OpenedWorkbook } from "./workbook-cases.ts";

/** What every workbook must do, whichever host shows it. */
export function workbookContract(
  host: string,
  open: () => Promise<OpenedWorkbook>,
): void {
  workbookActionContract(host, open);
  describe(`the workbook in ${host}`, () => {
    let opened: OpenedWorkbook;
    let workbook: WorkbookPort;

    beforeEach(async () => {
      opened = await open();
      workbook = opened.workbook;
    });
    afterEach(() => opened.close());

    const put = (spec: TableSpec) =>
      workbook.action("put", (edit) => edit.putTable(spec));
    const at = (address: string): RangeAddress => ({ sheet: "Plan", address });

    it("adds a sheet once, and leaves the one in front where it is", async () => {
      const before = (await workbook.sheets()).find(({ active }) => active);

      await workbook.action("add", async (edit) => {
        await edit.addSheet("Plan");
        await edit.addSheet("Plan");
      });

      const sheets = await workbook.sheets();
      expect(sheets.filter(({ name }) => name === "Plan")).toHaveLength(1);
      expect(sheets.find(({ active }) => active)?.name).toBe(before?.name);
    });

    it("brings a sheet to the front, and removes it with its tables", async () => {
      await put(aTable());
      await workbook.action("front", (edit) => edit.activateSheet("Plan"));
      expect((await workbook.sheets()).find(({ active }) => active)?.name).toBe(
        "Plan",
      );

      await workbook.action("remove", (edit) => edit.removeSheet("Plan"));

      const names = (await workbook.sheets()).map(({ name }) => name);
      expect(names).not.toContain("Plan");
      expect(await workbook.table("Recommendations")).toBeNull();
    });

    it("creates a table, and reads back what it wrote", async () => {
      const table = await put(aTable({ at: "B3" }));

      expect(table).toEqual({
        name: "Recommendations",
        sheet: "Plan",
        address: "B3:D6",
        columns: ["Stage", "Safety stock", "Value"],
        rows: aTable().rows,
      });
      expect(await workbook.table("Recommendations")).toEqual(table);
      expect(await workbook.table("Nothing")).toBeNull();
    });

    it("shows a table without rows, and fills it later", async () => {
      const empty = await put(aTable({ rows: [] }));
      expect(empty.rows).toEqual([]);

      const filled = await put(aTable());

      expect(filled.rows).toEqual(aTable().rows);
    });

    it("refuses a key that comes twice, by its row", async () => {
      const rows = [
        ["A@DC", 1, 1],
        ["A@DC", 2, 2],
      ];

      await expect(put(aTable({ rows }))).rejects.toThrow(
        "rows[1] must begin with a key of its own, got A@DC",
      );
    });

    it("keeps texts as texts, whatever they look like", async () => {
      const rows = [
        ["00123", "=1+1", "-"],
        ["1E5", "TRUE", "1/2"],
      ];

      const table = await put(aTable({ rows }));

      expect(table.rows).toEqual(rows);
      expect(await workbook.formulas(at("B2"))).toEqual([["=1+1"]]);
    });

    it("keeps the planner's order in a refresh, and puts new rows above the last", async () => {
      await put(aTable());

      const table = await put(
        aTable({
          rows: [
            ["N@DC", 1, 1],
            ["C@DC", 31, 310],
            ["A@DC", 11, 110],
            ["B@DC", 21, 210],
          ],
        }),
      );

      expect(table.rows).toEqual([
        ["A@DC", 11, 110],
        ["B@DC", 21, 210],
        ["N@DC", 1, 1],
        ["C@DC", 31, 310],
      ]);
    });

    it("closes up where a row has gone, and leaves nothing behind", async () => {
      await put(aTable());

      const table = await put(
        aTable({
          rows: [
            ["A@DC", 1, 1],
            ["C@DC", 3, 3],
          ],
        }),
      );

      expect(table.address).toBe("A1:C3");
      expect(await workbook.values(at("A3:C4"))).toEqual([
        ["C@DC", 3, 3],
        [null, null, null],
      ]);
    });

    it("lets a column that the planner added follow its rows", async () => {
      await put(aTable());
      await opened.type(at("D1:D4"), [
        ["Note"],
        ["first"],
        ["second"],
        ["third"],
      ]);

      const table = await put(
        aTable({
          rows: [
            ["C@DC", 3, 3],
            ["B@DC", 2, 2],
          ],
        }),
      );

      expect(table.columns).toEqual(["Stage", "Safety stock", "Value", "Note"]);
      expect(table.rows).toEqual([
        ["B@DC", 2, 2, "second"],
        ["C@DC", 3, 3, "third"],
      ]);
    });

    it("keeps a planner's formula column, and points it at its own row", async () => {
      await put(aTable());
      await opened.type(at("D1:D4"), [
        ["Double"],
        ["=B2*2"],
        ["=B3*2"],
        ["=B4*2"],
      ]);

      await put(
        aTable({
          rows: [
            ["B@DC", 2, 2],
            ["C@DC", 3, 3],
          ],
        }),
      );

      expect(await workbook.formulas(at("D2:D3"))).toEqual([
        ["=B2*2"],
        ["=B3*2"],
      ]);
    });

    it("leaves formulas beside the table in place", async () => {
      await put(aTable());
      await opened.type(at("F2"), [["=SUM(B2:B4)"]]);

      await put(aTable({ rows: [["A@DC", 99, 1], ...aTable().rows.slice(1)] }));

      expect(await workbook.formulas(at("F2"))).toEqual([["=SUM(B2:B4)"]]);
      expect(await workbook.values(at("B2"))).toEqual([[99]]);
    });

    it("moves what stands below the table down, and never over-writes it", async () => {
      await put(aTable());
      await opened.type(at("A6:B6"), [["Total", 60]]);

      await put(
        aTable({
          rows: [...aTable().rows, ["D@DC", 40, 400], ["E@DC", 50, 500]],
        }),
      );

      expect(await workbook.values(at("A8:B8"))).toEqual([["Total", 60]]);
    });

    it("gives a table the columns it lacks, and keeps the planner's", async () => {
      await put(aTable());
      await opened.type(at("D1:D2"), [["Note"], ["mine"]]);
      const wider = [...columns, { title: "Service", format: "0.0%" }];

      const table = await put(
        aTable({
          columns: wider,
          rows: [
            ["A@DC", 1, 1, 0.95],
            ["B@DC", 2, 2, 0.9],
            ["C@DC", 3, 3, 0.8],
          ],
        }),
      );

      expect(table.columns).toEqual([
        "Stage",
        "Safety stock",
        "Value",
        "Note",
        "Service",
      ]);
      expect(table.rows[0]).toEqual(["A@DC", 1, 1, "mine", 0.95]);
    });
  });
}
