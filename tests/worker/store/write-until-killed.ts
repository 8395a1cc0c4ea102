/** Writes a job and a log entry in one transaction after the other, says each number once it is kept. */
import { openStore } from "../../../worker/store/open-store.ts";

const store = await openStore({
  kind: "pglite",
  dataFolder: process.argv[2] ?? "",
});
const at = "2026-03-01T12:00:00Z";
const { entries } = await store.log.verify();
for (let number = entries + 1; ; number++) {
  await store.transaction(async (inside) => {
    await inside.jobs.enqueue(
      {
        id: `job-${number}`,
        kind: "audit",
        state: "queued",
        subjectId: "snapshot-1",
        author: "planner",
        progress: null,
        createdAt: at,
        startedAt: null,
        finishedAt: null,
        attempts: 0,
        error: null,
      },
      { filler: "x".repeat(5_000) },
    );
    await inside.log.append({
      at,
      actor: "planner",
      action: "audit",
      subject: `job-${number}`,
      detail: { number },
    });
  });
  process.stdout.write(`${number}\n`);
}
