import type { LinkRecord, StageRecord } from "../../engine/contracts/index.ts";
import type { ReadSources } from "../profiles/read-sources.ts";
import type { ReadRows } from "../write-back/source-statement.ts";
import type { Findings } from "./target-findings.ts";

/** Which stage supplies which; links to stages that were not read are left out and named. */
export async function readLinks(
  sources: ReadSources["links"],
  rowsOf: ReadRows,
  stages: ReadonlyMap<string, StageRecord>,
  findings: Findings,
): Promise<readonly LinkRecord[]> {
  const links: LinkRecord[] = [];
  for (const source of sources)
    for await (const { row, number } of rowsOf(source)) {
      const from = `${row["fromItem"]}@${row["fromLocation"]}`;
      const to = `${row["toItem"]}@${row["toLocation"]}`;
      const unknown = [from, to].find((id) => !stages.has(id));
      if (unknown !== undefined) {
        findings.add(
          "warning",
          source.table,
          number,
          unknown === from ? "fromItem" : "toItem",
          `the link from ${from} to ${to} names ${unknown}, which is no item at a location we read: left out`,
        );
        continue;
      }
      const units = findings.number(row, "units", source.table, number) ?? 1;
      if (units > 0) links.push({ from, to, units });
      else
        findings.add(
          "warning",
          source.table,
          number,
          "units",
          `units of the link from ${from} to ${to} must be above 0, got ${units}: left out`,
        );
    }
  return links;
}
