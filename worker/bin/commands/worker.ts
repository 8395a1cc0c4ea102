import { Command } from "commander";
import { readConfig } from "../../config.ts";
import { examples } from "../arguments.ts";
import { openBackends } from "../backends.ts";
import { connectorsFor } from "../connectors.ts";
import { embeddedErp } from "../embedded-erp.ts";
import { CommandError } from "../failure.ts";
import { startJobWorker } from "../job-worker.ts";
import { createLogger } from "../logger.ts";
import { say } from "../output.ts";
import { untilStopped } from "../until-stopped.ts";

/** `stockwright worker`: a worker alone, to share the load of a server. */
export function workerCommand(): Command {
  return new Command("worker")
    .description("work on the queue of a server, on this or another machine")
    .addHelpText(
      "after",
      examples(
        "DATABASE_URL=postgres://… stockwright worker",
        "DATABASE_URL=postgres://… REDIS_URL=redis://… stockwright worker",
      ),
    )
    .action(async () => {
      const config = readConfig(process.env);
      if (!config.databaseUrl) {
        throw new CommandError(
          "a worker of its own needs DATABASE_URL: the embedded database belongs to one process, and `stockwright serve` works in it already",
        );
      }
      const stopped = untilStopped();
      const erp = embeddedErp(config);
      const logger = createLogger(config.logLevel);
      const backends = await openBackends(config, logger);
      const worker = await startJobWorker(
        backends,
        config,
        connectorsFor(erp, config),
        logger,
      );
      say("working; Ctrl-C stops the worker");
      await stopped.promise;
      say("stopping…");
      await worker.close();
      await erp.close();
      await backends.close();
    });
}
