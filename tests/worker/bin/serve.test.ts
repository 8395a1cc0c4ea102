import fs from "node:fs";
import path from "node:path";
import type { Job, Run, Started } from "../../../engine/contracts/index.ts";
import { openPglite } from "../../../worker/store/pglite.ts";
import { serve, stockwright } from "../../support/cli.ts";
import type { Served } from "../../support/cli.ts";
import { sharedCliFolder } from "./cli-folder.ts";

const long = 300_000;

function apiOf(served: Served) {
  return async <T>(
    where: string,
    body?: unknown,
    person = "pat",
  ): Promise<T> => {
    const response = await fetch(new URL(`/api/v1${where}`, served.address), {
      method: body === undefined ? "GET" : "POST",
      headers: {
        authorization: `Bearer ${served.token}`,
        "x-stockwright-person": person,
        "content-type": "application/json",
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${where}: ${await response.text()}`);
    return (await response.json()) as T;
  };
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("stockwright serve", () => {
  const folder = sharedCliFolder();

  it(
    "prints one address, refuses a second start, and stops cleanly",
    async () => {
      const served = await serve([], { data: folder.root });
      expect(served.stdout()).toMatch(
        /^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}\n$/,
      );
      const second = await stockwright(["serve", "--port", "0"], {
        data: folder.root,
      });
      expect(second).toMatchObject({ code: 2, stdout: "" });
      expect(second.stderr).toContain(
        `the data folder ${folder.root} is in use by process ${served.child.pid}`,
      );

      const server = path.join(folder.root, "server.json");
      expect(fs.statSync(server).mode & 0o777).toBe(0o600);
      expect(await served.stop("SIGINT")).toBe(0);
      expect(fs.existsSync(server)).toBe(false);
    },
    long,
  );

  it(
    "loses nothing to kill -9 in the middle of an optimization and of a write-back",
    async () => {
      const place = { data: folder.root };
      let served = await serve(["--sample"], place);
      let api = apiOf(served);
      const begun = await until(async () => {
        const { items } = await api<{ items: Job[] }>("/jobs");
        const found = items.find(({ kind }) => kind === "optimize");
        return found && found.progress && found.progress.done > 0
          ? found
          : null;
      });
      await served.stop("SIGKILL");

      served = await serve(["--sample"], place);
      api = apiOf(served);
      const run = await until(async () => {
        const found = await api<Run>(`/runs/${begun.subjectId}`);
        return found.state === "done" ? found : null;
      });
      expect(await api<Job>(`/jobs/${begun.id}`)).toMatchObject({
        state: "done",
        error: null,
      });
      expect((await api<{ items: Run[] }>("/runs")).items).toHaveLength(1);

      const planning = await api<Started>("/change-sets", { runId: run.id });
      const { digest } = await until(async () => {
        const { changeSet } = await api<{
          changeSet: { state: string; digest: string };
        }>(`/change-sets/${planning.subjectId}`);
        return changeSet.state === "awaiting-approval" ? changeSet : null;
      });
      const where = `/change-sets/${planning.subjectId}`;
      await api(
        `${where}/approve`,
        { digest, comment: "read row by row" },
        "alex",
      );
      const writing = await api<Started>(`${where}/write-back`, {});
      await until(async () => {
        const job = await api<Job>(`/jobs/${writing.jobId}`);
        return job.state === "done" || (job.progress?.done ?? 0) > 0
          ? job
          : null;
      });
      await served.stop("SIGKILL");

      served = await serve([], place);
      api = apiOf(served);
      const { changeSet } = await until(async () => {
        const detail = await api<{
          changeSet: { state: string; counts: Record<string, number> };
        }>(where);
        return detail.changeSet.state === "writing" ||
          detail.changeSet.state === "approved"
          ? null
          : detail;
      });
      expect(changeSet.state).toBe("written");
      expect(changeSet.counts["written"]).toBe(changeSet.counts["change"]);
      expect(await served.stop()).toBe(0);

      // The ERP's own trigger counted every update.
      const erp = await openPglite(folder.erp);
      const { rows } = await erp.query<{ rows: number; updates: number }>(
        `select count(distinct (item_no, location))::int as rows,
           count(*)::int as updates
         from erp_item_location_audit`,
      );
      await erp.close();
      expect(rows[0]).toEqual({
        rows: changeSet.counts["change"],
        updates: changeSet.counts["change"],
      });
    },
    2 * long,
  );
});
