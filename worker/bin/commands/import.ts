import path from "node:path";
import { Command, Option } from "commander";
import type {
  Connection,
  Findings,
  SnapshotSummary,
  Started,
} from "../../../engine/contracts/index.ts";
import { examples, personOption } from "../arguments.ts";
import { CommandError } from "../failure.ts";
import { readText } from "../input-file.ts";
import { printJson, say } from "../output.ts";
import { progressLine } from "../progress-line.ts";
import { inSession } from "../session.ts";
import type { Session } from "../session.ts";
import { auditEnded } from "../waiting.ts";

interface ImportOptions {
  readonly connection?: string;
  readonly connector?: "csv" | "embedded" | "odbc";
  readonly folder?: string;
  readonly mapping?: string;
  readonly profile?: string;
  readonly profileFile?: string;
  readonly env?: string;
  readonly dialect?: "postgresql" | "mariadb";
  readonly title?: string;
  readonly person: string;
}

/** `stockwright import`: an ERP, or a folder of its files, becomes a snapshot. */
export function importCommand(): Command {
  return new Command("import")
    .description("read an ERP or a folder of exported files into a snapshot")
    .option("--connection <id>", "a connection by its id; made when new")
    .addOption(
      new Option("--connector <kind>", "how to reach the ERP").choices([
        "csv",
        "embedded",
        "odbc",
      ]),
    )
    .option("--folder <dir>", "csv: the folder of exported files")
    .option("--mapping <file>", "csv: the file that says which column is what")
    .option("--profile <id>", "odbc: the ERP's profile")
    .option(
      "--env <name>",
      "odbc: NAME of the environment variable that holds the connection string",
    )
    .addOption(
      new Option(
        "--dialect <name>",
        "odbc: the database's SQL, when the profile allows more than one",
      ).choices(["postgresql", "mariadb"]),
    )
    .option("--profile-file <file>", "odbc: your own profile, JSON")
    .option("--title <text>", "what people see")
    .addOption(personOption("pat"))
    .addHelpText(
      "after",
      examples(
        "stockwright import --connector csv --folder exports --mapping exports/mapping.json",
        "stockwright import --connector odbc --profile tryton --env ERP_ODBC --connection erp",
        "stockwright import --connection erp",
      ),
    )
    .action((options: ImportOptions) =>
      inSession(async (session) => {
        const { snapshot, findings } = await runImport(session, options);
        printJson({
          snapshot,
          findings: findings.findings,
          importFindings: findings.importFindings,
        });
        for (const finding of findings.importFindings.slice(0, 20)) {
          const place = [finding.source, finding.row && `row ${finding.row}`]
            .filter(Boolean)
            .join(" ");
          say(`${finding.severity}: ${place}: ${finding.message}`);
        }
        const more = findings.importFindings.length - 20;
        if (more > 0) say(`… and ${more} more in importFindings`);
      }),
    );
}

async function runImport(
  session: Session,
  options: ImportOptions,
): Promise<{ snapshot: SnapshotSummary; findings: Findings }> {
  const client = session.as(options.person);
  const connectionId = await connectionOf(session, options);
  const started = await client.post<Started>("/imports", { connectionId });
  await client.settled(started, progressLine(process.stderr));
  await auditEnded(client, started);
  return {
    snapshot: await client.get(`/snapshots/${started.subjectId}`),
    findings: await client.get(`/snapshots/${started.subjectId}/findings`),
  };
}

/** The connection named, made or brought up to date when the options describe it. */
async function connectionOf(
  session: Session,
  options: ImportOptions,
): Promise<string> {
  const { connector, connection: id } = options;
  if (!connector) {
    if (id) return id;
    throw new CommandError("name a --connection, or describe a --connector");
  }
  const described = describedConnection(options, connector);
  await session.as("iris").post("/connections", described);
  return described.id;
}

function describedConnection(
  options: ImportOptions,
  connector: Connection["connector"],
): Connection {
  const title = options.title;
  switch (connector) {
    case "csv": {
      const folder = path.resolve(required(options.folder, "--folder"));
      const mapping = path.resolve(required(options.mapping, "--mapping"));
      // Read here, so that a wrong name is told before anything starts.
      readText(mapping);
      return {
        id: options.connection ?? idOf(path.basename(folder)),
        title: title ?? `Files in ${path.basename(folder)}`,
        connector,
        profile: options.profile ?? "csv",
        options: { folder, mapping },
      };
    }
    case "embedded":
      return {
        id: options.connection ?? "sample",
        title: title ?? "Sample company",
        connector,
        profile: options.profile ?? "sample",
        options: {},
      };
    case "odbc": {
      const profile = required(options.profile, "--profile");
      return {
        id: options.connection ?? idOf(profile),
        title: title ?? profile,
        connector,
        profile,
        options: {
          connectionString: required(options.env, "--env"),
          ...(options.dialect && { dialect: options.dialect }),
          ...(options.profileFile && {
            profileFile: path.resolve(options.profileFile),
          }),
        },
      };
    }
  }
}

function required(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new CommandError(`${option} is missing: see --help`);
}

/** A connection id from a name: lower case, digits and dashes. */
function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return id || "files";
}
