import type { Receipt, StageRecord } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { ReadContext, SnapshotDraft, TargetRow } from "../connector.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import type { ReadSources } from "../profiles/read-sources.ts";
import type { Dialect } from "../write-back/dialect.ts";
import type { LiveSchema } from "../write-back/live-schema.ts";
import {
  readSource,
  type ReadRows,
  type SourceRow,
} from "../write-back/source-statement.ts";
import type { SqlSession } from "../write-back/sql-session.ts";
import { readDemand } from "./target-demand.ts";
import { Findings } from "./target-findings.ts";
import { readLinks } from "./target-links.ts";
import { codeText } from "./target-key.ts";
import { draftStage } from "./target-stage.ts";
import { policyValuesOf } from "./target-values.ts";

/** What the readers of one snapshot share. */
export interface SnapshotReading {
  readonly session: SqlSession;
  readonly dialect: Dialect;
  readonly profile: ErpProfile;
  readonly schema: LiveSchema;
  readonly readTarget: (
    stageIds: readonly string[],
  ) => Promise<readonly TargetRow[]>;
  readonly context: ReadContext;
}

/**
 * Reads everything a plan needs, by the profile's read sources. Rows that cannot be taken
 * are left out and named in the findings.
 *
 * @throws InputError when the profile names no sources, or names what the ERP lacks
 */
export async function readSqlSnapshot(
  reading: SnapshotReading,
): Promise<SnapshotDraft> {
  const { profile, context } = reading;
  const sources = profile.readSources;
  if (!sources)
    throw new InputError(
      "readSources",
      `${profile.title} has no readSources: nothing can be imported from it`,
    );
  const findings = new Findings();
  const rowsOf = rowReader(reading);
  const step = (name: string, done: number) =>
    context.progress({ step: name, done, total: 6 });

  step("Reading the company", 0);
  const company = await readCompany(sources, rowsOf);
  step("Reading items and locations", 1);
  const stages = new Map<string, StageRecord>();
  for await (const { row, number } of rowsOf(sources.stages)) {
    const stage = draftStage(row, sources.stages.table, number, findings);
    if (!stage) continue;
    if (stages.has(stage.id))
      findings.add(
        "warning",
        sources.stages.table,
        number,
        "item",
        `${stage.id} stands here twice: the first row counts`,
      );
    else stages.set(stage.id, stage);
  }
  await addSupply(sources, rowsOf, stages, findings);
  await addQuantities(sources, rowsOf, stages, findings);

  step("Reading links", 2);
  const links = await readLinks(sources.links, rowsOf, stages, findings);
  step("Reading demand", 3);
  const demand = await readDemand(
    sources,
    company.period,
    rowsOf,
    stages,
    findings,
    context.today,
  );
  step("Reading receipts", 4);
  const receipts = await readReceipts(
    sources.receipts,
    rowsOf,
    stages,
    findings,
  );
  step("Reading current policies", 5);
  const targets = new Map<string, TargetRow>();
  for (const row of await reading.readTarget([...stages.keys()]))
    if (!targets.has(row.stageId)) targets.set(row.stageId, row);

  const complete = [...stages.values()].map((stage): StageRecord => {
    const target = targets.get(stage.id);
    return {
      ...stage,
      demand: demand.get(stage.id) ?? null,
      receipts: receipts.get(stage.id) ?? [],
      current: target
        ? policyValuesOf(
            profile,
            target.values,
            stage.unitDecimals,
            target.targetMeaning ?? "level",
          )
        : stage.current,
    };
  });
  step("Read", 6);
  return {
    profile: profile.id,
    ...company,
    stages: complete.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    links,
    findings: findings.list(),
  };
}

/** Codes in the sources are spelled as in the key: filled up, or a sentinel. */
const codeFields = {
  item: ["item", "fromItem", "toItem"],
  location: ["location", "fromLocation", "toLocation"],
} as const;

function rowReader({
  session,
  dialect,
  profile,
  schema,
  context,
}: SnapshotReading): ReadRows {
  const keys = profile.entity.keys.flatMap((key) =>
    key.means === "item" || key.means === "location"
      ? codeFields[key.means].map((field) => [field, key] as const)
      : [],
  );
  const coded = (row: SourceRow): SourceRow => {
    const result = { ...row };
    for (const [field, key] of keys) {
      const text = row[field];
      if (text !== undefined)
        result[field] = codeText(key, text)?.trim() ?? undefined;
    }
    return result;
  };
  return async function* (source) {
    let number = 0;
    for await (const page of readSource(session, dialect, schema, source)) {
      context.signal.throwIfAborted();
      for (const row of page) yield { row: coded(row), number: ++number };
    }
  };
}

async function readCompany(
  sources: ReadSources,
  rowsOf: ReadRows,
): Promise<Pick<SnapshotDraft, "currency" | "period" | "taxonomyVersion">> {
  const { query, currency, period, taxonomyVersion } = sources.company;
  const fixed = { currency, period, taxonomyVersion };
  if (!query) return fixed;
  for await (const { row } of rowsOf(query)) {
    const said = row["period"] ?? period;
    if (said !== "day" && said !== "week" && said !== "month")
      throw new InputError(
        "period",
        `${query.table}: period must be day, week or month, got "${said}"`,
      );
    const money = row["currency"] ?? currency;
    if (!/^[A-Z]{3}$/.test(money))
      throw new InputError(
        "currency",
        `${query.table}: currency must be three capital letters, got "${money}"`,
      );
    return {
      currency: money,
      period: said,
      taxonomyVersion: row["taxonomyVersion"] ?? taxonomyVersion,
    };
  }
  return fixed;
}

/** Lead time, vendor and MOQ by item (and location): fills only what the stage lacks. */
async function addSupply(
  sources: ReadSources,
  rowsOf: ReadRows,
  stages: Map<string, StageRecord>,
  findings: Findings,
): Promise<void> {
  const { supply } = sources;
  if (!supply) return;
  const byPlace = new Map<string, StageRecord[]>();
  for (const stage of stages.values())
    for (const place of [stage.item, stage.id])
      byPlace.set(place, [...(byPlace.get(place) ?? []), stage]);
  for await (const { row, number } of rowsOf(supply)) {
    const place =
      row["location"] === undefined
        ? (row["item"] ?? "")
        : `${row["item"]}@${row["location"]}`;
    const read = (field: string) =>
      findings.number(row, field, supply.table, number);
    for (const { id } of byPlace.get(place) ?? []) {
      const stage = stages.get(id);
      if (!stage) continue;
      stages.set(id, {
        ...stage,
        promisedLeadTimeDays:
          stage.promisedLeadTimeDays ?? read("promisedLeadTimeDays"),
        minOrderQuantity: stage.minOrderQuantity ?? read("minOrderQuantity"),
        vendor: stage.vendor ?? row["vendor"] ?? null,
      });
    }
  }
}

/** On hand and on order, where the ERP keeps them as movements or balances elsewhere. */
async function addQuantities(
  sources: ReadSources,
  rowsOf: ReadRows,
  stages: Map<string, StageRecord>,
  findings: Findings,
): Promise<void> {
  for (const field of ["onHand", "onOrder"] as const) {
    const parts = sources[field];
    if (parts.length === 0) continue;
    const sums = new Map<string, number>();
    for (const { query, sign } of parts)
      for await (const { row, number } of rowsOf(query)) {
        const amount = findings.number(row, "quantity", query.table, number);
        if (amount === null) continue;
        const id = `${row["item"]}@${row["location"]}`;
        sums.set(
          id,
          (sums.get(id) ?? 0) + (sign === "minus" ? -amount : amount),
        );
      }
    for (const stage of [...stages.values()])
      stages.set(stage.id, { ...stage, [field]: sums.get(stage.id) ?? 0 });
  }
}

async function readReceipts(
  sources: ReadSources["receipts"],
  rowsOf: ReadRows,
  stages: ReadonlyMap<string, StageRecord>,
  findings: Findings,
): Promise<ReadonlyMap<string, Receipt[]>> {
  const receipts = new Map<string, Receipt[]>();
  for (const source of sources)
    for await (const { row, number } of rowsOf(source)) {
      const id = `${row["item"]}@${row["location"]}`;
      if (!stages.has(id)) {
        findings.add(
          "warning",
          source.table,
          number,
          "item",
          `the receipt is for ${id}, which is no item at a location we read`,
        );
        continue;
      }
      const day = (field: string) =>
        findings.day(row, field, source.table, number);
      const receivedOn = day("receivedOn");
      if (receivedOn === null) continue;
      const receipt: Receipt = {
        // Without a number each line is a shipment of its own.
        shipment: row["shipment"] ?? `${source.table} ${number}`,
        vendor: row["vendor"] ?? null,
        orderedOn: day("orderedOn"),
        promisedOn: day("promisedOn"),
        receivedOn,
        quantity: findings.number(row, "quantity", source.table, number),
      };
      const known = receipts.get(id);
      if (known) known.push(receipt);
      else receipts.set(id, [receipt]);
    }
  return receipts;
}
