import type { Receipt, StageRecord } from "../../engine/contracts/index.ts";
import { dayText } from "../mapping/bucket.ts";
import type { CsvMapping } from "./mapping.ts";
import { knownStage, openFile } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** Receipts of known stages, in the order of the file. Odd dates stay: the audit judges them. */
export async function readReceipts(
  reading: Reading,
  source: NonNullable<CsvMapping["receipts"]>,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<ReadonlyMap<string, Receipt[]>> {
  const file = await openFile(reading, source);
  const { cells, read } = file;
  const receipts = new Map<string, Receipt[]>();
  for await (const row of file.rows) {
    const id = knownStage(file, row, stages);
    if (id === null) continue;
    const shipment = read.shipment?.(row) ?? null;
    const receivedOn = cells.day(
      row,
      "receivedOn",
      read.receivedOn,
      "the row is left out",
    );
    if (receivedOn === undefined) continue;
    if (receivedOn === null || shipment === null) {
      const name = shipment === null ? "shipment" : "receivedOn";
      cells.report(row, name, "is empty: the row is left out");
      continue;
    }
    const day = (name: "orderedOn" | "promisedOn") => {
      const number = cells.day(row, name, read[name], "left empty");
      return number === undefined || number === null ? null : dayText(number);
    };
    const quantity = read.quantity?.(row) ?? null;
    const receipt: Receipt = {
      shipment,
      vendor: read.vendor?.(row) ?? null,
      orderedOn: day("orderedOn"),
      promisedOn: day("promisedOn"),
      receivedOn: dayText(receivedOn),
      quantity:
        cells.number(
          row,
          "quantity",
          quantity,
          source.fields.quantity,
          "left empty",
        ) ?? null,
    };
    const own = receipts.get(id);
    if (own) own.push(receipt);
    else receipts.set(id, [receipt]);
  }
  return receipts;
}
