import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type {
  Connector,
  SnapshotDraft,
} from "../../../connectors/connector.ts";
import { csvConnector } from "../../../connectors/csv/csv-connector.ts";
import { parseCsvMapping } from "../../../connectors/csv/mapping.ts";

/** The least a mapping says: four columns of one file. */
export const plainMapping = {
  version: 1,
  id: "case",
  title: "A case",
  currency: "EUR",
  period: "week",
  stages: {
    file: "stock.csv",
    fields: {
      item: "item",
      location: "place",
      unitCost: "cost",
      onHand: "stock",
    },
  },
};

export const plainStock = "item,place,cost,stock\nA,X,1.5,10\nB,X,2.5,20\n";

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await fs.rm(folder, { recursive: true });
});

/** A folder of exported files for one test; names that end in `.gz` are zipped. */
export async function aFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "stockwright-csv-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const bytes =
      typeof content === "string" ? Buffer.from(content, "utf8") : content;
    await fs.writeFile(
      path.join(folder, name),
      name.endsWith(".gz") ? gzipSync(bytes) : bytes,
    );
  }
  return folder;
}

export async function aConnector(
  files: Readonly<Record<string, string | Uint8Array>>,
  mapping: object = plainMapping,
): Promise<Connector> {
  return csvConnector(await aFolder(files), parseCsvMapping(mapping));
}

/** Reads the files under the mapping. */
export async function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  mapping: object = plainMapping,
  today?: string,
): Promise<SnapshotDraft> {
  return snapshotOf(await aConnector(files, mapping), today);
}

export function snapshotOf(
  connector: Connector,
  today?: string,
): Promise<SnapshotDraft> {
  return connector.readSnapshot({
    signal: new AbortController().signal,
    progress: () => undefined,
    ...(today !== undefined && { today }),
  });
}

/** Findings as `file:line field message`. */
export function lines(draft: SnapshotDraft): string[] {
  return draft.findings.map(
    ({ source, row, field, message }) =>
      `${source}:${row} [${field}] ${message}`,
  );
}

/** Text in Windows-1252, as far as Latin letters go. */
export function latin(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
