import { ConnectionError, type Connector } from "../../connectors/connector.ts";
import {
  after,
  before,
  type ContractErp,
  expectRowOf,
  ids,
  writesByRow,
} from "./connector-erp.ts";
import { memoryJournal, planFor, run, states } from "./connector-runs.ts";

/** Part of the connector contract: a write-back that dies is finished, each row written once. */
export function connectorCrashes(
  suite: () => { readonly erp: ContractErp; readonly connector: Connector },
): void {
  describe("a write-back that dies", () => {
    it("resumes when it died between intent and write", async () => {
      const { erp, connector } = suite();
      const rows = await planFor(erp, connector, ids, after, before);
      const journal = memoryJournal(rows);
      const dying: Connector = {
        ...connector,
        compareAndSet: () => Promise.reject(new Error("killed")),
      };
      await expect(run({ connector: dying, rows, journal })).rejects.toThrow(
        "killed",
      );
      expect(journal.rows().map(({ state }) => state)).toEqual(
        ids.map(() => "intended"),
      );

      const outcomes = await run({ connector, rows: journal.rows(), journal });

      expect(states(outcomes)).toEqual(ids.map(() => "written"));
      expect(await writesByRow(erp)).toEqual([1, 1, 1, 1]);
    });

    it("resumes when it died between write and settling: no row twice", async () => {
      const { erp, connector } = suite();
      const rows = await planFor(erp, connector, ids, after, before);
      const journal = memoryJournal(rows);
      const dying: Connector = {
        ...connector,
        compareAndSet: async (writes, actor) => {
          await connector.compareAndSet(writes, actor);
          throw new Error("killed");
        },
      };
      await expect(run({ connector: dying, rows, journal })).rejects.toThrow(
        "killed",
      );

      const outcomes = await run({ connector, rows: journal.rows(), journal });

      expect(states(outcomes)).toEqual(ids.map(() => "already-written"));
      for (const id of ids) await expectRowOf(erp, id, after);
      expect(await writesByRow(erp)).toEqual([1, 1, 1, 1]);
    });

    it("does nothing the second time the same write comes", async () => {
      const { erp, connector } = suite();
      const rows = await planFor(erp, connector, ids, after, before);
      await run({ connector, rows });

      const again = await run({ connector, rows });

      expect(states(again)).toEqual(ids.map(() => "already-written"));
      expect(await writesByRow(erp)).toEqual([1, 1, 1, 1]);
    });

    it("writes each row once although the ERP goes down mid-way", async () => {
      const { erp, connector } = suite();
      const rows = await planFor(erp, connector, ids, after, before);
      const journal = memoryJournal(rows);
      let calls = 0;
      const failing: Connector = {
        ...connector,
        compareAndSet: async (writes, actor) => {
          if (++calls === 2) throw new ConnectionError("the ERP is down");
          return connector.compareAndSet(writes, actor);
        },
      };
      await expect(
        run({ connector: failing, rows, journal, chunkSize: 1 }),
      ).rejects.toThrow(ConnectionError);
      expect(journal.rows().map(({ state }) => state)).toEqual([
        "written",
        "intended",
        "pending",
        "pending",
      ]);

      await run({ connector, rows: journal.rows(), journal, chunkSize: 1 });

      expect(journal.rows().map(({ state }) => state)).toEqual(
        ids.map(() => "written"),
      );
      expect(await writesByRow(erp)).toEqual([1, 1, 1, 1]);
    });
  });
}
