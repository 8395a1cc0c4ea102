import {
  stageLeadTime,
  vendorLeadTimes,
} from "../../../engine/planning/stage-lead-time.ts";
import { aStage, receipts } from "../../support/a-stage.ts";

describe("stageLeadTime", () => {
  it("learns from receipts, not from the item master", () => {
    const stage = aStage({ promisedLeadTimeDays: 10 });
    const found = stageLeadTime(stage, vendorLeadTimes([stage]), "receipts");

    // 20 to 31 days, each once: mean 25.5
    expect(found.meanDays).toBeCloseTo(25.5, 9);
    expect(found.deviationDays).toBeGreaterThan(3);
    expect(found).toMatchObject({
      source: "stage",
      receipts: 12,
      promisedDays: 10,
    });
  });

  it("takes the vendor's receipts where a stage has none of its own", () => {
    const known = aStage();
    const fresh = aStage({ item: "NEW", receipts: [] });
    const vendors = vendorLeadTimes([known, fresh]);

    expect(stageLeadTime(fresh, vendors, "receipts")).toMatchObject({
      meanDays: expect.closeTo(25.5, 9) as number,
      source: "vendor",
      receipts: 12,
    });
  });

  it("pools stages without a vendor by where they stand: the lane", () => {
    const other = aStage({ vendor: null, location: "DC2" });
    const same = aStage({ item: "HOSE", vendor: null, receipts: [] });
    const near = aStage({ vendor: null, receipts: receipts("") });
    const vendors = vendorLeadTimes([other, same, near]);

    expect(Object.keys(vendors)).toEqual(["to DC1", "to DC2"]);
    expect(stageLeadTime(same, vendors, "receipts").source).toBe("vendor");
  });

  it("takes the promise as certain when there is nothing else, or it is asked to", () => {
    const stage = aStage({ receipts: [], vendor: null });
    const promised = { meanDays: 21, deviationDays: 0, source: "promised" };

    expect(stageLeadTime(stage, {}, "receipts")).toMatchObject(promised);
    expect(
      stageLeadTime(aStage(), vendorLeadTimes([aStage()]), "promised"),
    ).toMatchObject(promised);
  });

  it("says so when nothing is known", () => {
    const stage = aStage({ receipts: [], promisedLeadTimeDays: 0 });

    expect(stageLeadTime(stage, {}, "receipts").source).toBe("none");
  });
});
