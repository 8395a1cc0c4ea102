import type {
  CatalogFrontier,
  CatalogSimulation,
  Run,
} from "../../../engine/contracts/index.ts";
import { answered, stockwright } from "../../support/cli.ts";
import { sharedCliFolder } from "./cli-folder.ts";

const long = 600_000;

describe("studies of a run on the command line", () => {
  const folder = sharedCliFolder();

  it(
    "weigh the sample company's service against its stock, and replay its policies",
    async () => {
      const place = { data: folder.root };
      const early = await stockwright(["run-frontier"], place);
      expect(early).toMatchObject({ code: 2, stdout: "" });
      expect(early.stderr).toContain("run");

      await answered(["import", "--connector", "embedded"], place);
      const run = await answered<Run>(["optimize"], place);
      const frontier = await answered<CatalogFrontier>(["run-frontier"], place);
      expect(frontier.runId).toBe(run.id);
      expect(frontier.recommended.inventoryValue).toBeCloseTo(
        run.totals!.inventoryValueAfter,
        3,
      );
      expect(frontier.today!.fillRate).toBeCloseTo(
        run.totals!.fillRateBefore!,
        9,
      );
      // The same service for less money than targets that are the same for a whole tier.
      const asGood = frontier.points.find(
        ({ fillRate }) => fillRate! >= frontier.recommended.fillRate!,
      )!;
      expect(asGood.inventoryValue).toBeLessThan(
        1.02 * frontier.recommended.inventoryValue,
      );

      const asked = ["run-simulate", run.id, "--policy", "current"];
      const replay = await answered<CatalogSimulation>(
        [...asked, "--days", "1000", "--rows"],
        place,
      );
      expect(replay).toMatchObject({ policy: "current", days: 1000 });
      expect(replay.rows.length).toBe(replay.total);
      const { confirmed, notConfirmed, stages } = replay.totals;
      expect(confirmed + notConfirmed).toBe(stages);
    },
    long,
  );
});
