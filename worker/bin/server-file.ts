import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const serverSchema = z.object({
  url: z.url(),
  /** `null` when people sign in with an identity provider. */
  token: z.string().nullable(),
  pid: z.int(),
});

/** How other commands on this machine find the server that has the data folder open. */
export type RunningServer = z.infer<typeof serverSchema>;

/** Leaves the address and token where only the folder's owner can read them. */
export function publishServer(
  dataFolder: string,
  server: RunningServer,
): { readonly withdraw: () => void } {
  const file = place(dataFolder);
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  // Written aside and renamed: nobody ever reads half of it, nor an old file's wider mode.
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(server), { mode: 0o600 });
  fs.renameSync(draft, file);
  return {
    withdraw: () => {
      if (runningServer(dataFolder)?.pid === server.pid) {
        fs.rmSync(file, { force: true });
      }
    },
  };
}

/** The server that published itself and still lives; `null` when there is none. */
export function runningServer(dataFolder: string): RunningServer | null {
  try {
    const server = serverSchema.parse(
      JSON.parse(fs.readFileSync(place(dataFolder), "utf8")),
    );
    process.kill(server.pid, 0);
    return server;
  } catch {
    return null;
  }
}

function place(dataFolder: string): string {
  return path.join(dataFolder, "server.json");
}
