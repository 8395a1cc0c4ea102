#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import {
  approveCommand,
  planWriteCommand,
  undoCommand,
  verifyCommand,
  writeBackCommand,
} from "./commands/change-set.ts";
import { cleanCommand } from "./commands/clean.ts";
import { frontierCommand } from "./commands/frontier.ts";
import { forecastCommand } from "./commands/forecast.ts";
import { importCommand } from "./commands/import.ts";
import { meioCommand } from "./commands/meio.ts";
import { optimizeCommand } from "./commands/optimize.ts";
import {
  runFrontierCommand,
  runSimulateCommand,
} from "./commands/run-studies.ts";
import { policyCommand } from "./commands/policy.ts";
import { serveCommand } from "./commands/serve.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { workerCommand } from "./commands/worker.ts";
import { exitCodes, failureOf } from "./failure.ts";
import { say } from "./output.ts";
import { projectVersion } from "./project.ts";

const program = new Command("stockwright")
  .description(
    "Inventory optimization without Excel: files in, JSON on stdout, progress on stderr.\nExit code 0: done. 1: done, but somebody should look. 2: bad input, nothing on stdout.",
  )
  .version(projectVersion());

for (const command of [
  serveCommand(),
  workerCommand(),
  importCommand(),
  optimizeCommand(),
  runFrontierCommand(),
  runSimulateCommand(),
  planWriteCommand(),
  approveCommand(),
  writeBackCommand(),
  undoCommand(),
  verifyCommand(),
  meioCommand(),
  cleanCommand(),
  forecastCommand(),
  simulateCommand(),
  policyCommand(),
  frontierCommand(),
]) {
  program.addCommand(command);
}
for (const command of [program, ...program.commands]) {
  command.exitOverride().configureOutput({
    // Commander's messages are thrown too: they are told once, below.
    outputError: () => undefined,
  });
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = told(error);
}

/** Says what went wrong, and answers the exit code. */
function told(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code !== "commander.help") {
      const message = error.message.replace(/^error: /, "");
      say(`stockwright: ${message.replaceAll("\n", " ")}`);
    }
    return exitCodes.refused;
  }
  const { message, code } = failureOf(
    error,
    process.env["LOG_LEVEL"] === "debug",
  );
  say(`stockwright: ${message}`);
  return code;
}
