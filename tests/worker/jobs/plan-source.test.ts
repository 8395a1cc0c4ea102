import { applyScenario, splitCatalog } from "../../../engine/index.ts";
import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import { planSource } from "../../../worker/jobs/plan-source.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { openStore } from "../../../worker/store/open-store.ts";
import type { Store } from "../../../worker/store/store.ts";
import { freshDataFolder } from "../../contracts/store-databases.ts";
import { aRun, aSnapshot } from "../../contracts/store-records.ts";
import { aCatalog } from "../../support/a-catalog.ts";

describe("the pieces of a run", () => {
  // 30 networks of 20 stages: two pieces of at most 500.
  const snapshot = aSnapshot({ ...aCatalog(30), period: "week" });
  let store: Store;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const folder = await freshDataFolder();
    const pglite = await openPglite(folder.root);
    store = await openStore({ kind: "pglite", pglite });
    await store.snapshots.save(snapshot, []);
    close = async () => {
      await store.close();
      await pglite.close();
      folder.remove();
    };
  }, 60_000);
  afterAll(() => close());

  const cases: readonly [string, readonly ScenarioChange[]][] = [
    ["as it was read", []],
    [
      "with other costs and a location more",
      [
        {
          kind: "cost",
          name: "dearer centre",
          stages: { locations: ["DC1"] },
          unitCostFactor: 2,
        },
        {
          kind: "open-location",
          name: "a branch more",
          location: "NEW",
          like: "B03",
          demandShare: 0.25,
          serves: [],
        },
      ],
    ],
  ];

  it.each(cases)("are those of the catalog %s", async (_catalog, changes) => {
    const run = aRun({
      id: `run-of-${changes.length}`,
      snapshotId: snapshot.id,
      scenario: { ...aRun().scenario, changes: [...changes] },
    });
    const { stages, links } = applyScenario(snapshot, run.scenario);
    const wanted = splitCatalog(stages, links, 500);
    const plan = await planSource(store)(run);

    // 20 stages of each network, 21 with the new location: 25 or 23 networks fit in a piece.
    expect(plan.sizes).toEqual(changes.length > 0 ? [483, 147] : [500, 100]);
    expect(await plan.chunk(0)).toEqual(wanted[0]);
    expect(await plan.chunk(1)).toEqual(wanted[1]);
  });
});
