/** Takes the lock of a folder, says `held` or why not, and keeps it until it is killed. */
import { openDataFolder } from "../../../worker/data-folder/data-folder.ts";

try {
  openDataFolder(process.argv[2] ?? "");
  process.stdout.write("held\n");
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
}
setInterval(() => undefined, 1_000);
