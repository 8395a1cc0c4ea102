import { readDemand } from "../../../connectors/mapping/target-demand.ts";
import { Findings } from "../../../connectors/mapping/target-findings.ts";
import { readSourcesSchema } from "../../../connectors/profiles/read-sources.ts";
import type { StageRecord } from "../../../engine/contracts/index.ts";

type Row = Readonly<Record<string, string>>;

const query = (table: string, more: object = {}) => ({
  table,
  columns: {
    item: "t.item",
    location: "t.place",
    day: "t.day",
    quantity: "t.units",
    ...more,
  },
  pageBy: ["t.id"],
});

/** Demand of A at X and B at X, from tables of rows. */
async function demandOf(
  parts: readonly object[],
  tables: Readonly<Record<string, readonly Row[]>>,
  today = "2026-05-01",
) {
  const sources = readSourcesSchema.parse({
    company: {},
    stages: {
      table: "stock",
      columns: { item: "t.item", location: "t.place" },
      pageBy: ["t.id"],
    },
    demand: { parts },
  });
  const stages = new Map(
    ["A@X", "B@X"].map((id) => [id, { id } as StageRecord]),
  );
  const findings = new Findings();
  const found = await readDemand(
    sources,
    "month",
    async function* ({ table }) {
      for (const [at, row] of tables[table]!.entries()) {
        yield { row: { location: "X", ...row }, number: at + 1 };
      }
    },
    stages,
    findings,
    today,
  );
  return {
    histories: Object.fromEntries(found),
    told: findings.list().map(({ severity, row, message }) => ({
      severity,
      row,
      message,
    })),
  };
}

const orders: readonly Row[] = [
  { item: "A", day: "2026-01-10 08:00", quantity: "80", document: "SO1" },
  { item: "A", day: "2026-02-11 08:00", quantity: "6", document: "SO2" },
  { item: "A", day: "2026-02-11 08:00", quantity: "6", document: "SO2" },
  { item: "A", day: "2026-04-13 08:00", quantity: "7", document: "SO3" },
  { item: "B", day: "2026-04-13 08:00", quantity: "2", document: "SO4" },
];
const returned: readonly Row[] = [
  { item: "A", day: "2026-03-12", quantity: "80", document: "RE1" },
];

describe("demand from the tables of an ERP", () => {
  it("nets returns of another table in the month of their sale, where rows name documents", async () => {
    const document = { document: "t.doc" };
    const { histories, told } = await demandOf(
      [
        { query: query("orders", document) },
        { query: query("returns", document), sign: "minus" },
      ],
      { orders, returns: returned },
    );

    expect(histories).toEqual({
      "A@X": { start: "2026-01-01", quantities: [0, 6, 0, 7] },
      "B@X": { start: "2026-04-01", quantities: [2] },
    });
    expect(told).toEqual([
      {
        severity: "warning",
        row: 3,
        message:
          "A@X: repeats an earlier line to the last cell: 6 on 2026-02-11 in SO2",
      },
      {
        severity: "info",
        row: 1,
        message:
          "A@X: 80 on 2026-03-12 in RE1 takes back 80 of 80 on 2026-01-10 in SO1: netted where it was sold",
      },
    ]);
  });

  it("takes rows as they are without documents: the audit judges them", async () => {
    const { histories, told } = await demandOf(
      [{ query: query("orders") }, { query: query("returns"), sign: "minus" }],
      { orders, returns: returned },
    );

    expect(histories["A@X"]).toEqual({
      start: "2026-01-01",
      quantities: [80, 12, -80, 7],
    });
    expect(told).toEqual([]);
  });
});
