import { Command, Option } from "commander";
import { simulatedPolicySchema } from "../../../engine/contracts/index.ts";
import type {
  CatalogFrontier,
  CatalogSimulation,
  ReplayedStage,
  Run,
  SimulatedPolicy,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ApiClient } from "../api-client.ts";
import { examples, personOption, wholeNumber } from "../arguments.ts";
import { printJson, say } from "../output.ts";
import { progressLine } from "../progress-line.ts";
import { inSession } from "../session.ts";
import { newest } from "../waiting.ts";

/** `stockwright run-frontier`: service against working capital over the catalog of a run. */
export function runFrontierCommand(): Command {
  return new Command("run-frontier")
    .description("service against working capital over the catalog of a run")
    .argument("[run]", "its id; the newest that is done when omitted")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples("stockwright run-frontier", "stockwright run-frontier RUN") +
        `
Answer: {"points": [{"workingCapital", "inventoryValue", "fillRate", "cycleService",
"holdingCostPerYear", "turns", "requiredReturn", "serviceTargets"}], "today", "recommended"}.
A scenario with a point's "requiredReturn" plans each item as that point does; with its
"serviceTargets", each service tier as it does on average.
`,
    )
    .action((id: string | undefined, { person }: { readonly person: string }) =>
      inSession(async (session) => {
        const client = session.as(person);
        const where = `/runs/${await runId(client, id)}/frontier`;
        const started = await client.post<Started>(where);
        await client.settled(started, progressLine(process.stderr));
        printJson(await client.get<CatalogFrontier>(where));
      }),
    );
}

/** `stockwright run-simulate`: the numbers of a run replayed day by day. */
export function runSimulateCommand(): Command {
  return new Command("run-simulate")
    .description("replay the numbers of a run day by day")
    .argument("[run]", "its id; the newest that is done when omitted")
    .addOption(
      new Option("--policy <whose>", "whose numbers")
        .choices(simulatedPolicySchema.options)
        .default("recommended"),
    )
    .option("--days <n>", "days that count", wholeNumber(1000), 20_000)
    .option("--rows", "print every stage too, least service first")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples(
        "stockwright run-simulate",
        "stockwright run-simulate --policy current --days 50000 --rows > today.json",
      ),
    )
    .action(
      (
        id: string | undefined,
        options: {
          readonly policy: SimulatedPolicy;
          readonly days: number;
          readonly rows?: true;
          readonly person: string;
        },
      ) =>
        inSession(async (session) => {
          const client = session.as(options.person);
          const { policy, days } = options;
          const where = `/runs/${await runId(client, id)}/simulation`;
          const started = await client.post<Started>(where, { policy, days });
          await client.settled(started, progressLine(process.stderr));
          const {
            rows,
            offset: _offset,
            ...found
          } = await page(client, where, policy, 0);
          const { totals } = found;
          printJson(
            options.rows
              ? { ...found, rows: await all(client, where, policy, rows) }
              : found,
          );
          say(
            `${totals.notConfirmed} of ${totals.stages} stages miss their target by more than chance explains`,
          );
        }),
    );
}

async function runId(
  client: ApiClient,
  id: string | undefined,
): Promise<string> {
  return (
    id ??
    newest<Run>(
      client,
      "/runs?leftOut=counted",
      "run",
      ({ state }) => state === "done",
    )
  );
}

function page(
  client: ApiClient,
  where: string,
  policy: SimulatedPolicy,
  offset: number,
): Promise<CatalogSimulation> {
  return client.get(`${where}?policy=${policy}&offset=${offset}&limit=5000`);
}

async function all(
  client: ApiClient,
  where: string,
  policy: SimulatedPolicy,
  first: readonly ReplayedStage[],
): Promise<readonly ReplayedStage[]> {
  const rows = [...first];
  for (;;) {
    const { total, rows: more } = await page(
      client,
      where,
      policy,
      rows.length,
    );
    rows.push(...more);
    if (more.length === 0 || rows.length >= total) return rows;
  }
}
