import type {
  CellGrid,
  RangeAddress,
  Selection,
  TableSpec,
  WorkbookChange,
  WorkbookPort,
} from "../../addin/workbook/port.ts";

/** A workbook to test, and the planner's hands on it. */
export interface OpenedWorkbook {
  readonly workbook: WorkbookPort;
  /** Types into cells as a planner does. */
  type(range: RangeAddress, contents: CellGrid): Promise<void>;
  close(): Promise<void>;
}

const columns = [
  { title: "Stage", width: 120 },
  { title: "Safety stock", format: "#,##0" },
  { title: "Value", format: "#,##0.00" },
];

/** A table of three stages; a test states what is different. */
function aTable(different: Partial<TableSpec> = {}): TableSpec {
  return {
    name: "Recommendations",
    sheet: "Plan",
    columns,
    rows: [
      ["A@DC", 10, 100],
      ["B@DC", 20, 200],
      ["C@DC", 30, 300],
    ],
    ...different,
  };
}

/** What every workbook must do, whichever host shows it. */
export function workbookContract(
  host: string,
  open: () => Promise<OpenedWorkbook>,
): void {
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

    it("updates rows by their key, and names the keys it has not found", async () => {
      await put(aTable());

      const result = await workbook.action("update", (edit) =>
        edit.updateRows("Recommendations", [
          { key: "C@DC", values: { "Safety stock": 33 } },
          { key: "X@DC", values: { "Safety stock": 1 } },
          { key: "A@DC", values: { "Safety stock": 11, Value: null } },
        ]),
      );

      expect(result).toEqual({ updated: 2, missing: ["X@DC"] });
      expect((await workbook.table("Recommendations"))?.rows).toEqual([
        ["A@DC", 11, null],
        ["B@DC", 20, 200],
        ["C@DC", 33, 300],
      ]);
    });

    it("removes a table with its cells", async () => {
      await put(aTable());

      await workbook.action("remove", (edit) =>
        edit.removeTable("Recommendations"),
      );

      expect(await workbook.table("Recommendations")).toBeNull();
      expect(await workbook.values(at("A1:A2"))).toEqual([[null], [null]]);
    });

    it("writes values and formulas beside tables", async () => {
      await workbook.action("write", async (edit) => {
        await edit.addSheet("Plan");
        await edit.setValues(at("A1"), [
          [1, "two"],
          [true, null],
        ]);
        await edit.setFormulas(at("C1"), [["=A1+1"]]);
      });

      expect(await workbook.values(at("A1:B2"))).toEqual([
        [1, "two"],
        [true, null],
      ]);
      expect(await workbook.formulas(at("A1:C1"))).toEqual([
        [1, "two", "=A1+1"],
      ]);
    });

    it("keeps named constants, and changes them", async () => {
      await workbook.action("name", async (edit) => {
        await edit.setNamed("Stock_value_after", 12.5);
        await edit.setNamed("Run_name", 'He said "go"');
        await edit.setNamed("Stock_value_after", 13.5);
      });

      expect(await workbook.named("Stock_value_after")).toBe(13.5);
      expect(await workbook.named("Run_name")).toBe('He said "go"');
      expect(await workbook.named("Nothing")).toBeNull();
    });

    it("tells which table row is selected", async () => {
      await put(aTable({ at: "B2" }));
      const heard: Selection[] = [];
      workbook.onSelectionChanged((selection) => heard.push(selection));

      await workbook.select(at("C4"));

      const row = { table: "Recommendations", key: "B@DC" };
      expect(await workbook.selection()).toEqual({ ...at("C4"), row });
      await eventually(() => expect(heard.at(-1)?.row).toEqual(row));
      await workbook.select(at("B2"));
      expect((await workbook.selection()).row).toBeNull();
      await workbook.select(at("F4"));
      expect((await workbook.selection()).row).toBeNull();
    });

    it("tells what changed, and whether it was the planner", async () => {
      await put(aTable());
      const heard: WorkbookChange[] = [];
      const stop = workbook.onChanged((change) => heard.push(change));

      await opened.type(at("B3"), [[25]]);
      await eventually(() =>
        expect(heard.at(-1)).toEqual({ ...at("B3"), by: "planner" }),
      );
      await workbook.action("write", (edit) =>
        edit.setValues(at("B4"), [[35]]),
      );
      await eventually(() =>
        expect(heard.at(-1)).toEqual({ ...at("B4"), by: "action" }),
      );

      stop();
      const count = heard.length;
      await opened.type(at("B3"), [[26]]);
      expect(heard).toHaveLength(count);
    });

    it("takes back a whole action with one undo, where the host lets it", async () => {
      await workbook.action("sheet", (edit) => edit.addSheet("Plan"));
      await workbook.action("two things", async (edit) => {
        await edit.setValues(at("A1"), [[1]]);
        await edit.putTable(aTable({ at: "C3" }));
      });

      const undone = await workbook.undo();

      expect(undone).toBe(workbook.capabilities.undo);
      expect(await workbook.values(at("A1"))).toEqual([[undone ? null : 1]]);
      expect((await workbook.table("Recommendations")) === null).toBe(undone);
    });

    it("runs actions one after the other, also after one that failed", async () => {
      const order: string[] = [];
      const first = workbook.action("first", async (edit) => {
        await edit.addSheet("Plan");
        order.push("first");
        throw new Error("stop");
      });
      const second = workbook.action("second", async (edit) => {
        await edit.setValues(at("A1"), [[2]]);
        order.push("second");
      });

      await expect(first).rejects.toThrow("stop");
      await second;

      expect(order).toEqual(["first", "second"]);
      expect(await workbook.values(at("A1"))).toEqual([[2]]);
    });
  });
}

/** Events may come a moment later: a real host tells them when it is idle. */
async function eventually(check: () => void): Promise<void> {
  const end = Date.now() + 5000;
  for (;;) {
    try {
      check();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((later) => setTimeout(later, 25));
    }
  }
}
