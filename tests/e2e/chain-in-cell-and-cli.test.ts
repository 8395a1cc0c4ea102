import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { installCellRuntime } from "../../addin/functions/register-univer-runtime.ts";
import { meioPolicyCell } from "../../addin/functions/functions.ts";
import type { NetworkPolicy } from "../../engine/contracts/index.ts";
import { chain } from "../engine/planning/published-networks.ts";
import { answered } from "../support/cli.ts";
import { policyRows } from "../support/network-cells.ts";
import { streamedCell } from "../support/streamed-cell.ts";

/** What the cell shows in the end. */
const meioPolicyTable = (stages: unknown[][], links: unknown[][]) =>
  streamedCell((invocation) =>
    meioPolicyCell(stages, links, [], "", invocation),
  ).end();

/** A real chain (Willems 2008) through a cell and through the command line. */
describe.each([1, 3])("chain %i", (number) => {
  it("has the same policy in a cell and on the command line, to the last bit", async () => {
    installCellRuntime();
    const file = chain(number, "mean");
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-chain-"));
    try {
      const network = path.join(folder, "network.json");
      fs.writeFileSync(network, JSON.stringify(file));
      const printed = await answered<NetworkPolicy>(["meio", network]);

      const table = await meioPolicyTable(
        [
          [
            "Stage",
            "Added cost",
            "Time",
            "Demand mean",
            "Demand deviation",
            "Service level",
            "Max service time",
          ],
          ...file.stages.map((stage) => [
            stage.id,
            stage.addedCost,
            stage.time,
            stage.demand?.mean ?? "",
            stage.demand?.deviation ?? "",
            stage.serviceLevel ?? "",
            stage.maxServiceTime ?? "",
          ]),
        ],
        [
          ["From", "To", "Units"],
          ...file.links!.map(({ from, to, units }) => [from, to, units ?? ""]),
        ],
      );

      expect(printed.optimal).toBe(true);
      expect(table.slice(1, printed.stages.length + 1)).toEqual(
        policyRows(printed),
      );
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
