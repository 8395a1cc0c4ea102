/**
 * A writer to be killed: writes the planned rows of a file to the ERP of `ERP_ODBC`, its
 * journal in a file of lines. It says `.` for each step it took.
 */
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { odbcConnector } from "../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../connectors/profiles/shipped.ts";
import { writeBack } from "../../connectors/write-back/write-back.ts";
import type { ChangeRow, RowState } from "../../engine/contracts/index.ts";
import { needed } from "./erp-services.ts";

/** The last state of each row; a last line cut by a kill does not count. */
export function journalStates(file: string): ReadonlyMap<string, RowState> {
  const states = new Map<string, RowState>();
  for (const line of fs.readFileSync(file, "utf8").split("\n")) {
    if (!line.endsWith("]")) continue;
    for (const [stageId, state] of JSON.parse(line) as [string, RowState][])
      states.set(stageId, state);
  }
  return states;
}

async function write(planFile: string, journalFile: string): Promise<void> {
  const plan = JSON.parse(fs.readFileSync(planFile, "utf8")) as ChangeRow[];
  const states = journalStates(journalFile);
  const connector = await odbcConnector({
    connectionString: needed("ERP_ODBC"),
    profile: shippedProfile("sample"),
  });
  const step = () => process.stdout.write(".\n");
  const rows = plan.map((row) => ({
    ...row,
    state: states.get(row.stageId) ?? row.state,
  }));
  for await (const _ of writeBack({
    rows,
    connector: {
      readTarget: (ids) => (step(), connector.readTarget(ids)),
      compareAndSet: async (writes, actor) => {
        step();
        const hit = await connector.compareAndSet(writes, actor);
        step();
        return hit;
      },
    },
    journal: {
      settle: async (outcomes) => {
        step();
        fs.appendFileSync(
          journalFile,
          `\n${JSON.stringify(outcomes.map(({ stageId, state }) => [stageId, state]))}`,
        );
        step();
      },
    },
    actor: "ann",
    chunkSize: 20,
  }))
    step();
  await connector.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await write(process.argv[2] ?? "", process.argv[3] ?? "");
