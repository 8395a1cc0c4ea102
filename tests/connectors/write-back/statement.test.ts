import fc from "fast-check";
import type { RowWrite } from "../../../connectors/connector.ts";
import { shippedProfile } from "../../../connectors/profiles/shipped.ts";
import {
  dialectOf,
  type DialectName,
  type LiveColumn,
} from "../../../connectors/write-back/dialect.ts";
import { numberedParameters } from "../../../connectors/write-back/sql-session.ts";
import {
  compareAndSet,
  targetRead,
} from "../../../connectors/write-back/statement.ts";
import type { TargetShape } from "../../../connectors/write-back/target-shape.ts";

const live = (name: string, type: string): LiveColumn => ({
  name,
  type,
  nullable: true,
  characterSet: type === "text" ? "latin1" : null,
  collation: type === "text" ? "latin1_bin" : null,
});

const profile = shippedProfile("sample");
const shape: TargetShape = {
  table: "erp_item_location",
  keys: profile.entity.keys.map((key) => ({
    key,
    live: live(key.column, "text"),
    match: live(key.column, "text"),
  })),
  fields: [
    { name: "safetyStock", live: live("safety_stock", "numeric(13,3)") },
    { name: "reorderPoint", live: live("reorder_point", "numeric(13,3)") },
  ],
  version: live("row_version", "bigint"),
  method: null,
  where: [],
  gates: [],
  touch: [],
};

const write = (item: string, value: string): RowWrite => ({
  stageId: `${item}@DC1`,
  entity: "erp_item_location",
  key: { item_no: item, location: "DC1" },
  version: value,
  changes: [
    {
      field: "reorderPoint",
      column: "reorder_point",
      oldValue: value,
      newValue: null,
    },
  ],
});

const marks = (text: string) => text.split("?").length - 1;

describe("statements", () => {
  const dialects: readonly DialectName[] = ["postgresql", "mariadb"];

  it.each(dialects)(
    "of %s never hold a value, whatever the codes and values say",
    (name) => {
      const dialect = dialectOf(name);
      const plain = compareAndSet(
        profile,
        dialect,
        shape,
        [write("A", "1")],
        ["reorderPoint"],
        "ann",
      );
      const read = targetRead(profile, dialect, shape, ["A@B"]);
      fc.assert(
        fc.property(
          fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }),
          fc.string(),
          (items, actor) => {
            const writes = items.map((item) => write(item, item));
            const statement = compareAndSet(
              profile,
              dialect,
              shape,
              writes,
              ["reorderPoint"],
              actor,
            );
            expect(statement.text).toBe(plain.text);
            expect(statement.parameters).toHaveLength(marks(statement.text));
            expect(
              targetRead(
                profile,
                dialect,
                shape,
                items.map((item) => `${item}@x`),
              ).text,
            ).toBe(read.text);
          },
        ),
      );
    },
  );

  it("compare what they change, the version, and nothing else", () => {
    const statement = compareAndSet(
      profile,
      dialectOf("postgresql"),
      shape,
      [write("A", "1")],
      ["reorderPoint"],
      "ann",
    );

    expect(statement.text).toContain(
      't."reorder_point" is not distinct from w.o0',
    );
    expect(statement.text).toContain(
      't."row_version" is not distinct from w.v',
    );
    expect(statement.text).toContain(
      '"row_version" = coalesce(t."row_version", 0) + 1',
    );
    expect(statement.text).not.toContain("safety_stock");
  });

  it("carry all rows in one JSON parameter, NULL as null", () => {
    const { parameters } = compareAndSet(
      profile,
      dialectOf("mariadb"),
      shape,
      [write("A", "1"), write("B", "2")],
      ["reorderPoint"],
      "ann",
    );

    expect(parameters.map((text) => JSON.parse(text) as unknown)).toEqual([
      [
        { i: 0, k0: "A", k1: "DC1", v: "1", o0: "1", n0: null },
        { i: 1, k0: "B", k1: "DC1", v: "2", o0: "2", n0: null },
      ],
    ]);
  });

  it("number their parameters for drivers that want it", () => {
    expect(numberedParameters("a = ? and b = ?")).toBe("a = $1 and b = $2");
  });

  it("quote a quote out of a name", () => {
    expect(dialectOf("postgresql").quote('a"b')).toBe('"a""b"');
    expect(dialectOf("mariadb").quote("a`b")).toBe("`a``b`");
  });
});
