import type {
  ConnectionCheck,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { Connector, ReadContext, SnapshotDraft } from "../connector.ts";
import { Findings } from "../mapping/target-findings.ts";
import { readCsvMapping } from "./mapping.ts";
import type { CsvMapping, FieldSource, FileSource } from "./mapping.ts";
import { readDemand } from "./read-demand.ts";
import { readLinks } from "./read-links.ts";
import { readReceipts } from "./read-receipts.ts";
import { openFile } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { readStages } from "./read-stages.ts";

const readOnly =
  "a folder of exported files cannot be written to: name a connection to the ERP itself as the target";

/**
 * A folder of exported files behind a declarative mapping. Reads; refuses every write.
 *
 * @param folder - where the files lie
 * @param mapping - checked by `parseCsvMapping`
 */
export function csvConnector(folder: string, mapping: CsvMapping): Connector {
  const refuse = () => Promise.reject(new InputError("connector", readOnly));
  return {
    check: () => checkFiles(folder, mapping),
    readSnapshot: (context) =>
      readFiles({ folder, mapping, findings: new Findings(), context }),
    readTarget: refuse,
    compareAndSet: refuse,
    close: () => Promise.resolve(),
  };
}

/**
 * The connector of a folder and a mapping file.
 *
 * @throws InputError when the mapping file is missing or wrong
 */
export async function openCsvConnector(options: {
  readonly folder: string;
  readonly mapping: string;
}): Promise<Connector> {
  return csvConnector(options.folder, await readCsvMapping(options.mapping));
}

async function readFiles(reading: Reading): Promise<SnapshotDraft> {
  const { mapping, findings, context } = reading;
  const step = (name: string, done: number) =>
    context.progress({ step: name, done, total: 4 });

  step("Reading items and locations", 0);
  const stages = await readStages(reading);
  if (stages.size === 0) {
    throw new InputError(
      mapping.stages.file,
      `${mapping.stages.file} holds no usable row: ${firstReason(findings)}`,
    );
  }
  step("Reading links", 1);
  const links = mapping.links
    ? await readLinks(reading, mapping.links, stages)
    : [];
  step("Reading demand", 2);
  const demand = mapping.demand
    ? await readDemand(reading, mapping.demand, stages)
    : new Map<string, never>();
  step("Reading receipts", 3);
  const receipts = mapping.receipts
    ? await readReceipts(reading, mapping.receipts, stages)
    : new Map<string, never>();
  step("Read", 4);

  const complete = [...stages.values()].map((stage): StageRecord => ({
    ...stage,
    demand: demand.get(stage.id) ?? null,
    receipts: receipts.get(stage.id) ?? [],
  }));
  return {
    profile: `csv:${mapping.id}`,
    currency: mapping.currency,
    period: mapping.period,
    taxonomyVersion: mapping.taxonomyVersion,
    stages: complete.sort((a, b) => (a.id < b.id ? -1 : 1)),
    links,
    findings: findings.list(),
  };
}

function firstReason(findings: Findings): string {
  return findings.list()[0]?.message ?? "no row passes the filter";
}

/** Opens every file of the mapping and looks for its columns; reads no further. */
async function checkFiles(
  folder: string,
  mapping: CsvMapping,
): Promise<ConnectionCheck> {
  const context: ReadContext = {
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const reading = { folder, mapping, findings: new Findings(), context };
  const { items, stages, links, demand, receipts } = mapping;
  const files: readonly (readonly [string, OpenableFile | undefined])[] = [
    ["items", items],
    ["stages", stages],
    ["links", links],
    ["demand", demand],
    ["receipts", receipts],
  ];
  const checks: { name: string; ok: boolean; message: string }[] = [];
  for (const [name, file] of files) {
    if (file !== undefined)
      checks.push({ name, ...(await checkFile(reading, file)) });
  }
  const ok = checks.every((check) => check.ok);
  checks.sort((a, b) => Number(a.ok) - Number(b.ok));
  return {
    ok,
    canWrite: false,
    checks: [...checks, { name: "writing", ok: true, message: readOnly }],
  };
}

type OpenableFile = FileSource & {
  readonly fields: Readonly<Record<string, FieldSource | undefined>>;
};

async function checkFile(reading: Reading, file: OpenableFile) {
  try {
    const { table, rows } = await openFile(reading, file);
    // Closing the records closes the file.
    await table.rows.return(undefined);
    await rows.return(undefined);
    const columns = Object.values(file.fields).filter(
      (field) => field !== undefined,
    ).length;
    return {
      ok: true,
      message: `${file.file} has what its ${columns} fields need`,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ok: false, message: error.message };
  }
}
