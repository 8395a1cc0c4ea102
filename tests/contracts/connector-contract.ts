import type { Connector } from "../../connectors/connector.ts";
import { sameDecimal } from "../../connectors/mapping/target-decimal.ts";
import { undoRows, verifyRows } from "../../connectors/write-back/verify.ts";
import { connectorCrashes } from "./connector-crash.ts";
import {
  after,
  before,
  type ContractErp,
  expectRowOf,
  ids,
  rawOf,
  writesByRow,
} from "./connector-erp.ts";
import {
  memoryJournal,
  planFor,
  type PolicyNumbers,
  run,
  states,
} from "./connector-runs.ts";

const [first, second, third, fourth] = ids;

/** What every connector that writes must keep to. */
export function connectorContract(
  title: string,
  makeErp: () => Promise<ContractErp>,
): void {
  describe(`connector contract: ${title}`, () => {
    let erp: ContractErp;
    let connector: Connector;

    beforeAll(async () => {
      erp = await makeErp();
    });
    beforeEach(async () => {
      await erp.fill(
        Object.fromEntries(ids.map((id) => [id, rawOf(erp.profile, before)])),
      );
      connector = await erp.open();
    });
    afterEach(() => connector.close());
    afterAll(() => erp.close());

    const writesOf = () => writesByRow(erp);
    const expectRow = (stageId: string, numbers: PolicyNumbers) =>
      expectRowOf(erp, stageId, numbers);
    connectorCrashes(() => ({ erp, connector }));

    it("reads each row once, with its key and exact texts", async () => {
      const rows = await connector.readTarget([...ids, "NONE@DC1"]);

      expect(rows.map(({ stageId }) => stageId).sort()).toEqual(
        [...ids].sort(),
      );
      const raw = rawOf(erp.profile, before);
      for (const { values, version, key } of rows) {
        expect(Object.values(key)).not.toContain("");
        expect(version).not.toBe("");
        expect(
          sameDecimal(values.reorderPoint?.value ?? null, raw.reorderPoint),
        ).toBe(true);
      }
    });

    it("writes a plan, reads it back, and the ERP counts one write a row", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      expect(rows.map(({ kind }) => kind)).toEqual(ids.map(() => "change"));

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual(ids.map(() => "written"));
      for (const id of ids) await expectRow(id, after);
      expect(await writesOf()).toEqual([1, 1, 1, 1]);
    });

    it("writes nothing in a dry run", async () => {
      const rows = await planFor(erp, connector, ids, after, before);

      const outcomes = await run({ connector, rows, dryRun: true });

      expect(states(outcomes)).toEqual(ids.map(() => "pending"));
      for (const id of ids) await expectRow(id, before);
      expect(await writesOf()).toEqual([0, 0, 0, 0]);
    });

    it("sets single fields where only they differ", async () => {
      const wanted = { ...before, reorderPoint: 21 };
      const plan = await planFor(erp, connector, ids, after, before);
      const small = await planFor(erp, connector, [second], wanted, before);
      const rows = plan.map((row) =>
        row.stageId === second ? (small[0] ?? row) : row,
      );

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual(ids.map(() => "written"));
      await expectRow(second, wanted);
      await expectRow(third, after);
      expect(await writesOf()).toEqual([1, 1, 1, 1]);
    });

    it("leaves a row alone that somebody changed since the plan", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      const theirs = { ...before, reorderPoint: 23 };
      await erp.change(second, rawOf(erp.profile, theirs));
      // Same numbers again, but the version says that a person was here.
      await erp.change(third, rawOf(erp.profile, before));

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual([
        "written",
        "conflict",
        "conflict",
        "written",
      ]);
      await expectRow(second, theirs);
      await expectRow(third, before);
      expect(await writesOf()).toEqual([1, 0, 0, 1]);
    });

    it("never overwrites a change that comes between read and write", async () => {
      const rows = await planFor(erp, connector, [first], after, before);
      const theirs = { ...before, reorderPoint: 24 };
      const late: Connector = {
        ...connector,
        compareAndSet: async (writes, actor) => {
          await erp.change(first, rawOf(erp.profile, theirs));
          return connector.compareAndSet(writes, actor);
        },
      };

      const outcomes = await run({ connector: late, rows });

      expect(states(outcomes)).toEqual(["conflict"]);
      await expectRow(first, theirs);
      expect(await erp.writes(first)).toBe(0);
    });

    it("says which row is gone and writes the others", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      await erp.remove(second);

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual([
        "written",
        "missing",
        "written",
        "written",
      ]);
    });

    it("plans a stage without a row as missing", async () => {
      const rows = await planFor(erp, connector, ["NEW@DC1"], after, null);

      expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
        ["missing", "skipped"],
      ]);
    });

    it("takes its values back, and only its own", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      const journal = memoryJournal(rows);
      await run({ connector, rows, journal });
      const theirs = { ...after, reorderPoint: 26 };
      await erp.change(second, rawOf(erp.profile, theirs));

      const undo = undoRows(journal.rows(), await connector.readTarget(ids));
      const outcomes = await run({ connector, rows: undo });

      expect(undo.map(({ kind }) => kind)).toEqual([
        "change",
        "conflict",
        "change",
        "change",
      ]);
      expect(states(outcomes)).toEqual(["written", "written", "written"]);
      await expectRow(first, before);
      await expectRow(second, theirs);
      expect(await writesOf()).toEqual([2, 1, 2, 2]);
    });

    it("names the one row that the ERP refuses and writes its neighbours", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      await erp.refuse(third);

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual([
        "written",
        "written",
        "failed",
        "written",
      ]);
      await expectRow(third, before);
    });

    it("fills empty values and empties them again", async () => {
      await erp.fill({
        [first]: { safetyStock: null, reorderPoint: null, target: null },
      });
      // Where a column is never NULL the ERP has its own default.
      const empty = await erp.rawRow(first);
      expect(empty.reorderPoint).toBeNull();
      const rows = await planFor(erp, connector, [first], after, null);
      const journal = memoryJournal(rows);
      await run({ connector, rows, journal });
      await expectRow(first, after);

      const undo = undoRows(
        journal.rows(),
        await connector.readTarget([first]),
      );
      await run({ connector, rows: undo });

      expect(await erp.rawRow(first)).toEqual(empty);
    });

    it("keeps decimals to the last digit", async () => {
      // No double holds 9999999.997 exactly; as text it must arrive so.
      const fine = {
        safetyStock: 0.1 + 0.2,
        reorderPoint: 9_999_999.997,
        orderUpTo: 12_345_678.125,
      };
      const start = {
        safetyStock: 1.001,
        reorderPoint: 2.002,
        orderUpTo: 3.003,
      };
      await erp.fill({ [fourth]: rawOf(erp.profile, start) });
      const rows = await planFor(erp, connector, [fourth], fine, null, 3);

      const outcomes = await run({ connector, rows });

      expect(states(outcomes)).toEqual(["written"]);
      await expectRow(fourth, fine);
      const again = await planFor(erp, connector, [fourth], fine, fine, 3);
      expect(again.map(({ kind }) => kind)).toEqual(["unchanged"]);
    });

    it("verifies what still holds and names what does not", async () => {
      const rows = await planFor(erp, connector, ids, after, before);
      const journal = memoryJournal(rows);
      await run({ connector, rows, journal });
      await erp.change(first, rawOf(erp.profile, before));
      await erp.remove(second);

      const found = verifyRows(journal.rows(), await connector.readTarget(ids));

      expect(found.map(({ kind }) => kind)).toEqual([
        "changed-since",
        "missing",
        "holds",
        "holds",
      ]);
    });
  });
}
