import type {
  CatalogForecast,
  ForecastRow,
} from "../../engine/contracts/index.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { aSnapshot, digestOfA, noon } from "./store-records.ts";

export function forecastRules(current: () => StoreUnderTest): void {
  const snapshotId = "snapshot-1";
  beforeEach(async () => {
    await current().store.snapshots.save(aSnapshot(), []);
  });

  it("keeps what a catalog taught, for the engine that learnt it alone", async () => {
    const { forecasts } = current().store;
    const kept = { snapshotId, learntBy: "1.0.0", lesson: "AQID" };
    await forecasts.saveLesson({ ...kept, lesson: "first" });
    await forecasts.saveLesson(kept);

    expect(await forecasts.lesson(snapshotId, "1.0.0")).toBe("AQID");
    expect(await forecasts.lesson(snapshotId, "1.0.1")).toBeNull();
    expect(await forecasts.lesson("other", "1.0.0")).toBeNull();
  });

  it("keeps rows once, in stage order, to the last bit", async () => {
    const { forecasts } = current().store;
    await forecasts.saveRows(snapshotId, [aRow("b@DC1", 1), aRow("B@DC1", 2)]);
    await forecasts.saveRows(snapshotId, [aRow("b@DC1", 0.1 + 0.2)]);

    expect(await forecasts.page(snapshotId, 0, 10)).toEqual({
      total: 2,
      rows: [aRow("B@DC1", 2), aRow("b@DC1", 0.1 + 0.2)],
    });
    expect(await forecasts.page(snapshotId, 1, 1)).toEqual({
      total: 2,
      rows: [aRow("b@DC1", 0.1 + 0.2)],
    });
    expect(await forecasts.page("other", 0, 10)).toEqual({
      total: 0,
      rows: [],
    });
  });

  it("says how the whole catalog went, the last time it did", async () => {
    const { forecasts } = current().store;
    const done: CatalogForecast = {
      snapshotId,
      engineVersion: "1.0.0",
      finishedAt: noon,
      digest: digestOfA,
      stages: 2,
      classes: { smooth: 2 },
      methods: { ses: 1, mean: 1 },
    };
    expect(await forecasts.find(snapshotId)).toBeNull();
    await forecasts.finish({ ...done, stages: 1 });
    await forecasts.finish(done);

    expect(await forecasts.find(snapshotId)).toEqual(done);
  });
}

function aRow(stageId: string, units: number): ForecastRow {
  return {
    stageId,
    class: "smooth",
    adi: 1,
    cv2: null,
    method: "ses",
    forecast: [units, units],
    leadTimeDemand: {
      periods: 2,
      mean: 2 * units,
      deviation: 1,
      distribution: "gamma",
      quantiles: { "0.95": 2 * units },
    },
  };
}
