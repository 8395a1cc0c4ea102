import { Command, InvalidArgumentError } from "commander";
import type {
  ChangeSet,
  ChangeSetDetail,
  Run,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ApiClient } from "../api-client.ts";
import { examples, personOption, positive } from "../arguments.ts";
import { CommandError } from "../failure.ts";
import { notAsWanted, printJson, say } from "../output.ts";
import { progressLine } from "../progress-line.ts";
import { inSession } from "../session.ts";
import { newest, stateAfterJob } from "../waiting.ts";

/** `stockwright plan-write`: compares a run's numbers with the ERP's rows of now. */
export function planWriteCommand(): Command {
  return new Command("plan-write")
    .description("compare a run's numbers with the ERP and plan what to write")
    .option("--run <id>", "the newest one that is done when omitted")
    .option(
      "--connection <id>",
      "where to write; the one the data came from when omitted",
    )
    .option("--stages <ids...>", "these stages only, as item@location")
    .option(
      "--max-change <factor>",
      "largest change of one field, as a fraction of the old value",
      positive,
    )
    .option("--rows", "print every row too")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples(
        "stockwright plan-write",
        "stockwright plan-write --max-change 2 --rows > plan.json",
      ),
    )
    .action(
      (options: {
        readonly run?: string;
        readonly connection?: string;
        readonly stages?: readonly string[];
        readonly maxChange?: number;
        readonly rows?: true;
        readonly person: string;
      }) =>
        inSession(async (session) => {
          const client = session.as(options.person);
          const runId =
            options.run ??
            (await newest<Run>(
              client,
              "/runs?leftOut=counted",
              "run that is done",
              ({ state }) => state === "done",
            ));
          const started = await client.post<Started>("/change-sets", {
            runId,
            ...(options.connection && { connectionId: options.connection }),
            ...(options.stages && { stageIds: options.stages }),
            ...(options.maxChange && { maxChange: options.maxChange }),
          });
          await client.settled(started, progressLine(process.stderr));
          await printChangeSet(client, started.subjectId, options.rows);
        }),
    );
}

/** `stockwright approve`: another person signs exactly the diff with this digest. */
export function approveCommand(): Command {
  return new Command("approve")
    .description(
      "approve or reject a change set, as another person than its author",
    )
    .argument("<change-set>", "its id")
    .requiredOption(
      "--digest <sha256>",
      "digest of the diff you have read; plan-write prints it",
      digest,
    )
    .option("--reject", "reject it instead")
    .option(
      "--comment <text>",
      "why; asked for where the simulation does not confirm a row",
    )
    .addOption(personOption("alex"))
    .addHelpText(
      "after",
      examples(
        "stockwright approve CHANGE_SET --digest SHA256",
        'stockwright approve CHANGE_SET --digest SHA256 --reject --comment "too much for A items"',
      ),
    )
    .action(
      (
        id: string,
        options: {
          readonly digest: string;
          readonly reject?: true;
          readonly comment?: string;
          readonly person: string;
        },
      ) =>
        inSession(async (session) => {
          const deed = options.reject ? "reject" : "approve";
          const changeSet = await session
            .as(options.person)
            .post<ChangeSet>(`/change-sets/${id}/${deed}`, {
              digest: options.digest,
              ...(options.comment && { comment: options.comment }),
            })
            .catch(inOurOptions);
          printJson(changeSet);
        }),
    );
}

/** A fault of a field of the request, told of the option that it came from. */
function inOurOptions(error: unknown): never {
  if (!(error instanceof CommandError)) throw error;
  throw new CommandError(error.message.replace(/^body\.(\w+):/, "--$1"));
}

/** `stockwright write-back`: the approved values go into the ERP. */
export function writeBackCommand(): Command {
  return new Command("write-back")
    .description("write an approved change set into the ERP")
    .argument("<change-set>", "its id")
    .option("--dry-run", "read and compare, but write nothing")
    .option("--rows", "print every row too")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples(
        "stockwright write-back CHANGE_SET --dry-run",
        "stockwright write-back CHANGE_SET",
      ) +
        "\nExit code 1: it ran, but some rows were not written; their messages say why.\n",
    )
    .action(
      (
        id: string,
        options: {
          readonly dryRun?: true;
          readonly rows?: true;
          readonly person: string;
        },
      ) =>
        inSession(async (session) => {
          const client = session.as(options.person);
          const listen = progressLine(process.stderr);
          const state = await stateAfterJob(client, id, listen);
          if (options.dryRun || state !== "written") {
            const started = await client.post<Started>(
              `/change-sets/${id}/write-back`,
              { dryRun: options.dryRun ?? false },
            );
            const job = await client.settled(started, listen);
            if (options.dryRun && job.progress) say(job.progress.step);
          }
          const { changeSet } = await printChangeSet(client, id, options.rows);
          if (!options.dryRun && changeSet.state !== "written") {
            notAsWanted(
              `${changeSet.counts.failed} of ${changeSet.counts.change} rows were not written: --rows shows why`,
            );
          }
        }),
    );
}

/** `stockwright undo`: plans a new change set that expects our values. */
export function undoCommand(): Command {
  return new Command("undo")
    .description("plan a new change set that takes the written values back")
    .argument("<change-set>", "the one to take back")
    .option("--rows", "print every row too")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples("stockwright undo CHANGE_SET") +
        "\nThe new change set needs its own approval and write-back.\n",
    )
    .action(
      (
        id: string,
        options: { readonly rows?: true; readonly person: string },
      ) =>
        inSession(async (session) => {
          const client = session.as(options.person);
          const started = await client.post<Started>(`/change-sets/${id}/undo`);
          await client.settled(started, progressLine(process.stderr));
          await printChangeSet(client, started.subjectId, options.rows);
        }),
    );
}

/** `stockwright verify`: does the ERP hold what we wrote; does the log hold. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("compare the ERP with what was written, or check the log")
    .argument("[change-set]", "its id")
    .option("--log", "check the chain of the log instead")
    .option("--rows", "print every row too")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples("stockwright verify CHANGE_SET", "stockwright verify --log") +
        "\nExit code 1: it ran, and something differs.\n",
    )
    .action(
      (
        id: string | undefined,
        options: {
          readonly log?: true;
          readonly rows?: true;
          readonly person: string;
        },
      ) =>
        inSession(async (session) => {
          const client = session.as(options.person);
          if (options.log) return verifyLog(client);
          if (!id) throw new CommandError("name a change set, or use --log");
          const started = await client.post<Started>(
            `/change-sets/${id}/verify`,
          );
          await client.settled(started, progressLine(process.stderr));
          const { changeSet } = await printChangeSet(client, id, options.rows);
          if (changeSet.counts.failed > 0) {
            notAsWanted(
              `${changeSet.counts.failed} rows of the ERP do not hold what was to be written: --rows shows which`,
            );
          }
        }),
    );
}

async function verifyLog(client: ApiClient): Promise<void> {
  const found = await client.get<{
    readonly entries: number;
    readonly brokenAt: number | null;
  }>("/log/verification");
  printJson(found);
  if (found.brokenAt !== null) {
    notAsWanted(`the log does not hold from entry ${found.brokenAt} on`);
  }
}

async function printChangeSet(
  client: ApiClient,
  id: string,
  withRows: true | undefined,
): Promise<ChangeSetDetail> {
  const detail = await client.get<ChangeSetDetail>(
    `/change-sets/${id}?rows=${withRows ? "whole" : "counted"}`,
  );
  const { rows, ...summary } = detail;
  printJson(withRows ? { ...summary, rows } : summary);
  return detail;
}

function digest(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError(
    "It must be 64 digits from 0 to 9 and a to f, as plan-write prints them.",
  );
}
