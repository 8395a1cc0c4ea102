import type { Delivery } from "../../worker/queue/queue.ts";
import {
  gate,
  pause,
  until,
  untilCounts,
  type Desk,
} from "./queue-contract.ts";

/** How a worker leaves. */
export function shutdownRules(current: () => Desk): void {
  const add = (jobId: string) =>
    current().queue.add({ jobId, kind: "optimize", payload: null });
  const untilAborted = ({ signal }: Delivery) =>
    new Promise<void>((_, reject) => {
      signal.addEventListener("abort", () => reject(new Error("stopped")));
    });

  it("lets a running job finish, and takes no other", async () => {
    const desk = current();
    const hold = gate();
    await add("first");
    await add("second");
    const worker = await desk.work(() => hold.opened);
    await until(() => desk.delivered.length === 1);

    const closed = worker.close(60_000);
    await pause(100);
    hold.open();
    await closed;
    expect(desk.delivered.map(({ jobId }) => jobId)).toEqual(["first"]);
    expect(desk.delivered[0]?.signal.aborted).toBe(false);
    expect(await desk.queue.counts()).toEqual({
      waiting: 1,
      active: 0,
      failed: 0,
    });
  });

  it("gives a job back that does not finish in time, at no cost to it", async () => {
    const desk = current();
    await add("long");
    for (let worker = 1; worker <= 4; worker++) {
      // The queue of these tests allows three failures.
      const leaving = await desk.work(untilAborted);
      await until(() => desk.delivered.length === worker);
      await leaving.close(0);
      expect(await desk.queue.counts()).toEqual({
        waiting: 1,
        active: 0,
        failed: 0,
      });
    }
    await desk.work();
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });

    expect(desk.delivered).toHaveLength(5);
    expect(desk.delivered.at(-1)?.attempt).toBe(5);
    expect(desk.failed).toEqual([]);
  });

  it("leaves without a handler that hears nothing; its job comes again", async () => {
    const desk = current();
    const hold = gate();
    await add("deaf");
    const leaving = await desk.work(() => hold.opened);
    await until(() => desk.delivered.length === 1);
    await leaving.close(0);
    expect(desk.delivered[0]?.signal.aborted).toBe(true);

    await desk.work();
    await until(() => desk.delivered.length === 2);
    await untilCounts(desk, { waiting: 0, active: 0, failed: 0 });
    hold.open();
    expect(desk.delivered[1]?.jobId).toBe("deaf");
  });

  it("closes at once when nothing runs", async () => {
    const worker = await current().work();
    await worker.close(60_000);

    await add("nobody");
    expect(current().delivered).toEqual([]);
    expect((await current().queue.counts()).waiting).toBe(1);
  });
}
