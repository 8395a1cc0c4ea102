// Runs a command with the private servers up: node tests/support/services/with-services.mjs COMMAND…
import { spawn } from "node:child_process";
import { startServices } from "./services.mjs";

const [command, ...args] = process.argv.slice(2);
if (!command) {
  process.stderr.write("usage: with-services.mjs COMMAND [ARGUMENTS]\n");
  process.exit(2);
}
const { environment, absent, stop } = await startServices();
for (const [name, why] of absent) process.stderr.write(`no ${name}: ${why}\n`);
const child = spawn(command, args, {
  stdio: "inherit",
  env: { ...process.env, ...environment },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
const code = await new Promise((resolve) => child.once("exit", resolve));
await stop();
process.exit(code ?? 1);
