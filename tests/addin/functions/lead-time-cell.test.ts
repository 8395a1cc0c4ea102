import * as cells from "../../../addin/functions/functions.ts";
import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";

beforeAll(() => installCellRuntime());

describe("LEADTIME", () => {
  it("counts a shipment once and tells what it left out", () => {
    const table = cells.leadTimeCell(
      [[45000], [45000], [45010], [45020]],
      [[45007], [45007], [45024], [45015]],
      [[45005], [45005], [45024], [45030]],
      [["S1"], ["S1"], ["S2"], ["S3"]],
    );

    // Lead times 7 and 14 days; S1 is 2 days late, S2 on the day.
    expect(table).toContainEqual(["Receipts", 2]);
    expect(table).toContainEqual(["Mean", 10.5]);
    expect(table).toContainEqual(["Late share", 0.5]);
    expect(table.at(-1)).toEqual([
      "Left out",
      "1 duplicate shipment; 1 received before ordered (row 4)",
    ]);
  });

  it("answers in periods", () => {
    expect(
      cells.leadTimeCell([[45000]], [[45014]], undefined, undefined, "mean", 7),
    ).toEqual([[2]]);
  });
});
