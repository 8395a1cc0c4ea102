import type {
  ChangeSet,
  ChangeSetDetail,
  JobEvent,
  Run,
  Scenario,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ApiHarness } from "./api-harness.ts";

/** The steps of the loop, each expected to succeed. */
export function stepsOver(harness: () => ApiHarness) {
  const answer = <T>(...given: Parameters<ApiHarness["answer"]>) =>
    harness().answer<T>(...given);
  const ended = async (started: Started) => {
    const job = await harness().ended(started);
    expect(job.error).toBeNull();
    return job;
  };
  async function imported(): Promise<string> {
    const started = await answer<Started>("/imports", {
      body: { connectionId: "erp" },
    });
    await ended(started);
    return started.subjectId;
  }

  async function optimized(snapshotId: string): Promise<Run> {
    const scenario = await answer<Scenario>("/scenarios/default");
    const started = await answer<Started>("/runs", {
      body: { snapshotId, scenario },
    });
    await ended(started);
    return answer(`/runs/${started.subjectId}`);
  }

  async function planned(runId: string): Promise<ChangeSetDetail> {
    const started = await answer<Started>("/change-sets", {
      body: { runId, maxChange: 100 },
    });
    await ended(started);
    return answer(`/change-sets/${started.subjectId}`);
  }

  const approve = (changeSet: ChangeSet) =>
    answer<ChangeSet>(`/change-sets/${changeSet.id}/approve`, {
      person: "alex",
      body: { digest: changeSet.digest, comment: "read row by row" },
    });

  async function events(
    jobId: string,
    lastId?: string,
  ): Promise<{ id: string; event: JobEvent }[]> {
    const response = await harness().ask(`/jobs/${jobId}/events`, {
      headers: lastId ? { "last-event-id": lastId } : {},
    });
    const text = await response.text();
    return text
      .split("\n\n")
      .filter((block) => block.startsWith("id: "))
      .map((block) => ({
        id: /^id: (.*)$/m.exec(block)![1]!,
        event: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as JobEvent,
      }));
  }

  return { imported, optimized, planned, approve, events };
}
