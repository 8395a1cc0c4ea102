import type {
  RangeAddress,
  Selection,
  TableSpec,
  WorkbookChange,
  WorkbookPort,
} from "../../addin/workbook/port.ts";
import { aTable, eventually, type OpenedWorkbook } from "./workbook-cases.ts";

/** What every workbook must do with rows, names, events, actions and undo. */
export function workbookActionContract(
  host: string,
  open: () => Promise<OpenedWorkbook>,
): void {
  describe(`actions on the workbook in ${host}`, () => {
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
