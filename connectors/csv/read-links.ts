import type { LinkRecord, StageRecord } from "../../engine/contracts/index.ts";
import type { CsvMapping } from "./mapping.ts";
import { keyOf, openFile } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** Links between known stages; a link of unknown ends or without units is left out. */
export async function readLinks(
  reading: Reading,
  source: NonNullable<CsvMapping["links"]>,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<readonly LinkRecord[]> {
  const file = await openFile(reading, source);
  const { cells, read } = file;
  const links = new Map<string, LinkRecord>();
  for await (const row of file.rows) {
    const from = keyOf(
      cells,
      row,
      "fromItem",
      read.fromItem,
      "fromLocation",
      read.fromLocation,
    );
    const to = keyOf(
      cells,
      row,
      "toItem",
      read.toItem,
      "toLocation",
      read.toLocation,
    );
    if (from === null || to === null) continue;
    const unknown = [from.id, to.id].find((id) => !stages.has(id));
    if (unknown !== undefined) {
      cells.note(
        row,
        "fromItem",
        `${unknown} is no stage we read: the link is left out`,
      );
      continue;
    }
    const text = read.units?.(row) ?? "1";
    const units = cells.number(
      row,
      "units",
      text,
      source.fields.units,
      "the link is left out",
    );
    if (units === undefined || units === null) continue;
    if (!(units > 0)) {
      cells.report(
        row,
        "units",
        `must be above 0, got ${units}: the link is left out`,
      );
      continue;
    }
    const key = JSON.stringify([from.id, to.id]);
    if (links.has(key)) {
      cells.note(
        row,
        "fromItem",
        `${from.id} -> ${to.id} stands there twice: the first row counts`,
      );
    } else links.set(key, { from: from.id, to: to.id, units });
  }
  return [...links.values()];
}
