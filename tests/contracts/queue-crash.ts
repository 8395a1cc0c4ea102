import { spawn } from "node:child_process";
import path from "node:path";
import type { QueueTuning } from "../../worker/queue/queue-options.ts";
import type { Delivery } from "../../worker/queue/queue.ts";
import { until } from "./queue-contract.ts";
import { openToldPlace, type ToldPlace } from "./queue-places.ts";

const here = import.meta.dirname;

/** What a killed worker process leaves to the next. */
export function crashRules(current: () => { readonly childPlace: ToldPlace }) {
  it("delivers the job of a killed process again, to another", async () => {
    const tuning: QueueTuning = {
      name: `crash-${process.pid}`,
      lockMilliseconds: 1_000,
    };
    const place = current().childPlace;
    await killedWhileWorking(place, tuning);

    const queue = await openToldPlace(place, tuning);
    const delivered: Delivery[] = [];
    const worker = await queue.work(
      async (delivery) => void delivered.push(delivery),
      { concurrency: 1, onFailed: () => Promise.resolve() },
    );
    await until(() => delivered.length > 0);
    await worker.close(1_000);
    await queue.close();
    expect(delivered).toMatchObject([
      { jobId: "crash", kind: "endless", payload: { kept: true }, attempt: 2 },
    ]);
    // The child may have a database to make first.
  }, 300_000);
}

/** Resolves when the child had a job in hand and is dead. */
async function killedWhileWorking(
  place: ToldPlace,
  tuning: QueueTuning,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      path.join(here, "../support/typescript.mjs"),
      path.join(here, "queue-child.ts"),
      JSON.stringify(place),
      JSON.stringify(tuning),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes("attempt 1\n")) child.kill("SIGKILL");
    });
    child.once("exit", (_code, signal) =>
      signal === "SIGKILL"
        ? resolve()
        : reject(new Error(`the child ended by itself: ${said}${errors}`)),
    );
  });
}
