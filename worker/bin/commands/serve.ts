import { Command } from "commander";
import type { Config } from "../../config.ts";
import { readConfig } from "../../config.ts";
import { examples, port } from "../arguments.ts";
import { developmentCertificate } from "../certificate.ts";
import { writeExcelManifest } from "../excel-manifest.ts";
import { CommandError } from "../failure.ts";
import { keptToken } from "../kept-token.ts";
import { createLogger } from "../logger.ts";
import { say } from "../output.ts";
import { ensureSample } from "../sample.ts";
import { publishServer } from "../server-file.ts";
import { openService } from "../service.ts";
import { howToSideload } from "../sideload.ts";
import { untilStopped } from "../until-stopped.ts";

interface ServeOptions {
  readonly sample?: true;
  readonly https?: true;
  readonly port?: number;
  /** False by `--no-worker`. */
  readonly worker: boolean;
}

/** `stockwright serve`: API, pages and an embedded worker. */
export function serveCommand(): Command {
  return new Command("serve")
    .description("serve the API and the workbook, with an embedded worker")
    .option("--port <number>", "overrides the environment variable PORT", port)
    .option("--sample", "bring the sample company, imported and optimized")
    .option("--https", "serve HTTPS with the Office development certificate")
    .option(
      "--no-worker",
      "leave all jobs to `stockwright worker` processes; needs DATABASE_URL",
    )
    .addHelpText(
      "after",
      examples(
        "stockwright serve --sample",
        "PORT=8080 stockwright serve",
        "DATABASE_URL=postgres://… OIDC_ISSUER=https://… OIDC_AUDIENCE=… HOST=0.0.0.0 stockwright serve",
      ),
    )
    .action(async (options: ServeOptions) => {
      const read = readConfig(process.env);
      const asked: Config = { ...read, port: options.port ?? read.port };
      if (!options.worker && !asked.databaseUrl) {
        throw new CommandError(
          "--no-worker needs DATABASE_URL: nobody else can work in the embedded database",
        );
      }
      const certificate = options.https ? developmentCertificate() : undefined;
      const config: Config =
        !asked.oidc && !asked.token
          ? { ...asked, token: keptToken(asked.dataFolder) }
          : asked;
      const logger = createLogger(config.logLevel);
      const stopped = untilStopped();
      const service = await openService(config, logger, {
        certificate,
        warmErp: options.sample ?? false,
        worker: options.worker,
      });
      const published = publishServer(config.dataFolder, {
        url: service.url,
        token: service.token,
        pid: process.pid,
      });
      try {
        const query = service.token ? `/?token=${service.token}` : "/";
        process.stdout.write(`${service.url}${query}\n`);
        say("Open this address in a browser. Ctrl-C stops the service.");
        if (options.https) {
          say(howToSideload(writeExcelManifest(config.dataFolder, service)));
        }
        if (options.sample) {
          void ensureSample(service.backends, stopped.signal).catch(
            (error: unknown) => {
              if (!stopped.signal.aborted) {
                logger.error({ err: error }, "the sample company failed");
                say(`the sample company failed: ${(error as Error).message}`);
              }
            },
          );
        }
        await stopped.promise;
        say("stopping…");
      } finally {
        published.withdraw();
        await service.close();
      }
    });
}
