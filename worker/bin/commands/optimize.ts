import { Command } from "commander";
import { scenarioSchema } from "../../../engine/contracts/index.ts";
import type {
  RecommendationPage,
  Run,
  Scenario,
  SnapshotSummary,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ApiClient } from "../api-client.ts";
import { examples, personOption } from "../arguments.ts";
import { readJson } from "../input-file.ts";
import { printJson, say } from "../output.ts";
import { progressLine } from "../progress-line.ts";
import { inSession } from "../session.ts";
import { newest, secondsOf } from "../waiting.ts";

const fields = `
A scenario, with a change of each kind:
  {"name": "Lean", "serviceTargets": {"default": 0.95, "A": 0.98}, "holdingRatePerYear": 0.25,
   "changes": [
     {"kind": "service-tier", "name": "spares as C", "stages": {"productClasses": ["SPARES"]}, "tier": "C"},
     {"kind": "cost", "name": "dearer", "stages": {"items": ["PMP-1070"]}, "unitCostFactor": 1.1},
     {"kind": "demand", "name": "growth", "stages": {}, "factor": 1.2},
     {"kind": "lead-time", "name": "faster", "stages": {"vendors": ["V1"]}, "days": 20},
     {"kind": "stocking", "name": "no stock here", "stages": {"locations": ["DC2"]}, "may": false},
     {"kind": "postpone", "name": "to order", "stages": {"items": ["PMP-1080"]}},
     {"kind": "close-location", "name": "close", "location": "DC2", "to": "DC1"},
     {"kind": "open-location", "name": "open", "location": "DC3", "like": "DC1", "demandShare": 0.3}]}

What it leaves out is as usual: serviceMeasure cycle (or fill), defaultOrderingCost 25,
reviewPeriods 0 (periods between looks at the stock; 0 is any time), leadTimeSource receipts (or
promised), network joint (or single), distribution auto (or one law), maxServiceTimePeriods 0,
seed 1, and no changes. "stages" picks what fits all of stageIds, items, locations, vendors,
serviceTiers and productClasses that are given; {} is all. A cost may be unitCost or orderingCost,
a lead time have deviationDays, or a factor in place of days; an opened location may say whom it
"serves".
`;

interface OptimizeOptions {
  readonly snapshot?: string;
  readonly scenario?: string;
  readonly rows?: true;
  readonly person: string;
}

/** `stockwright optimize`: a snapshot under a scenario becomes recommendations. */
export function optimizeCommand(): Command {
  return new Command("optimize")
    .description("optimize a snapshot under a scenario")
    .option("--snapshot <id>", "the newest one when omitted")
    .option(
      "--scenario <file>",
      "JSON; fields it leaves out come from the default scenario",
    )
    .option("--rows", "print every recommendation too")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples(
        "stockwright optimize",
        "stockwright optimize --scenario lean.json --rows > run.json",
      ) + fields,
    )
    .action((options: OptimizeOptions) =>
      inSession(async (session) => {
        const client = session.as(options.person);
        const scenario = await scenarioOf(client, options.scenario);
        const snapshotId =
          options.snapshot ??
          (await newest<SnapshotSummary>(
            client,
            "/snapshots",
            "snapshot",
            ({ state }) => state === "ready",
          ));
        const started = await client.post<Started>("/runs", {
          snapshotId,
          scenario,
        });
        const job = await client.settled(started, progressLine(process.stderr));
        const run = await client.get<Run>(`/runs/${started.subjectId}`);
        printJson(
          options.rows ? { ...run, rows: await allRows(client, run.id) } : run,
        );
        tellLeftOut(run);
        say(`run ${run.id} took ${secondsOf(job) ?? "?"} s`);
      }),
    );
}

async function scenarioOf(
  client: ApiClient,
  file: string | undefined,
): Promise<Scenario> {
  const otherwise = await client.get<Scenario>("/scenarios/default");
  if (!file) return otherwise;
  const given = readJson(file, scenarioSchema.partial().strict());
  return { ...otherwise, ...given } as Scenario;
}

async function allRows(client: ApiClient, runId: string) {
  const rows: RecommendationPage["rows"][number][] = [];
  for (;;) {
    const page = await client.get<RecommendationPage>(
      `/runs/${runId}/recommendations?offset=${rows.length}&limit=5000`,
    );
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** How many stages were left out, and why. */
function tellLeftOut(run: Run): void {
  const counts = new Map<string, number>();
  for (const { code } of run.leftOut) {
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  for (const [code, count] of counts) {
    const example = run.leftOut.find((entry) => entry.code === code)!;
    say(
      `left out ${count} (${code}), as ${example.stageId}: ${example.reason}`,
    );
  }
}
