import type { Override, Person } from "../../../engine/contracts/index.ts";
import { overrideRequestSchema } from "../../../engine/contracts/index.ts";
import type { CallOptions, Client } from "../client.ts";
import { abortError } from "../http.ts";
import { patched } from "../policy-patch.ts";
import { planUndo, planWrite, writeBack } from "./change-sets.ts";
import { memoryOutcome } from "./company.ts";
import { findingsOf } from "./findings.ts";
import { follow } from "./follow.ts";
import { memoryForecast } from "./forecast.ts";
import { startFrontier, startSimulation } from "./run-studies.ts";
import { importSnapshot, linksOf, optimize } from "./runs.ts";
import {
  change,
  emptyWorld,
  found,
  memoryConnection,
  memoryPeople,
  memoryScenario,
  refusal,
  startJob,
  tell,
  type MemoryOptions,
  type World,
} from "./world.ts";

/** The client's memory twin: a small company, no server. */
export function memoryClient(options: MemoryOptions = {}): Client {
  return clientFor(emptyWorld(options), memoryPeople[0], options);
}

function clientFor(
  world: World,
  who: Person | undefined,
  options: MemoryOptions,
): Client {
  const person = who ?? refuse("there is no such person");
  /** Every call answers later, as a server would, and may fail as asked. */
  const call = async <T>(
    name: string,
    work: () => T,
    callOptions?: CallOptions,
  ): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, world.pace / 4));
    if (callOptions?.signal?.aborted) throw abortError();
    const fault = options.fault?.(name);
    if (fault) throw fault;
    return structuredClone(work());
  };
  const run = (id: string) => found(world.runs, id, "run");
  const result = (id: string) => {
    run(id);
    return world.results.get(id) ?? [];
  };
  const row = (runId: string, stageId: string) =>
    result(runId).find((each) => each.stageId === stageId) ??
    refuse(`the run has no stage ${stageId}`);
  const overridesOf = (id: string) => {
    const known = world.overrides.get(id) ?? new Map<string, Override>();
    world.overrides.set(id, known);
    return known;
  };
  const decide = (
    id: string,
    decision: "approved" | "rejected",
    request: { readonly digest: string; readonly comment?: string | undefined },
  ) => {
    const changeSet = found(world.changeSets, id, "change set");
    if (changeSet.author === person.id && decision === "approved") {
      throw refusal(
        403,
        "Own change",
        "another person than the author must approve",
      );
    }
    if (changeSet.digest !== request.digest) {
      throw refusal(409, "Changed", "the diff has changed: read it again");
    }
    change(world.changeSets, id, {
      state: decision,
      approval: {
        by: person.id,
        at: new Date().toISOString(),
        decision,
        digest: request.digest,
        comment: request.comment ?? "",
      },
    });
  };

  return {
    session: (o) =>
      call(
        "session",
        () => ({
          person,
          people: [...memoryPeople],
          mode: "local" as const,
          version: "0.1.0",
        }),
        o,
      ),
    as: (id) =>
      clientFor(
        world,
        memoryPeople.find((each) => each.id === id),
        options,
      ),
    connections: (o) => call("connections", () => [memoryConnection], o),
    checkConnection: (_id, o) =>
      call(
        "checkConnection",
        () => ({
          ok: true,
          canWrite: true,
          checks: [
            { name: "Connection", ok: true, message: "answers in 3 ms" },
            {
              name: "Schema",
              ok: true,
              message: "6 tables as the profile says",
            },
            { name: "Write", ok: true, message: "3 fields of ITEM_PLANT" },
          ],
        }),
        o,
      ),
    startImport: (_id, o) =>
      call("startImport", () => importSnapshot(world, person.id), o),
    snapshots: (o) => call("snapshots", () => world.snapshots, o),
    snapshot: (id, o) =>
      call("snapshot", () => found(world.snapshots, id, "snapshot"), o),
    findings: (id, o) => call("findings", () => findingsOf(world, id), o),
    stage: () =>
      Promise.reject(refusal(404, "Not found", "not kept in memory")),
    stageForecast: (id, stageId, o) =>
      call("stageForecast", () => memoryForecast(world, id, stageId), o),
    defaultScenario: (o) => call("defaultScenario", () => memoryScenario, o),
    startRun: (request, o) =>
      call(
        "startRun",
        () => optimize(world, person.id, request.snapshotId, request.scenario),
        o,
      ),
    runs: (o) => call("runs", () => world.runs, o),
    run: (id, o) => call("run", () => run(id), o),
    runLinks: (id, o) => call("runLinks", () => linksOf(world, run(id)), o),
    recommendations: (id, { offset, limit }, o) =>
      call(
        "recommendations",
        () => ({
          total: result(id).length,
          offset,
          rows: result(id).slice(offset, offset + limit),
          overrides: [...overridesOf(id).values()],
        }),
        o,
      ),
    recommendation: (id, stageId, o) =>
      call("recommendation", () => row(id, stageId), o),
    saveOverride: (id, stageId, request, o) =>
      call(
        "saveOverride",
        () => {
          const parsed = overrideRequestSchema.safeParse(request);
          if (!parsed.success) {
            throw refusal(
              422,
              "Refused",
              "the override is not complete",
              parsed.error.issues.map((issue) => ({
                path: issue.path.join("."),
                message: issue.message,
              })),
            );
          }
          overridesOf(id).set(stageId, {
            stageId,
            ...parsed.data,
            author: person.id,
            at: new Date().toISOString(),
          });
        },
        o,
      ),
    removeOverride: (id, stageId, o) =>
      call("removeOverride", () => void overridesOf(id).delete(stageId), o),
    evaluate: (id, stageId, values, o) =>
      call(
        "evaluate",
        () => {
          const stage = world.stages.find(
            (each) => `${each.item}@${each.location}` === stageId,
          );
          const numbers = patched(row(id, stageId).recommended, values);
          return memoryOutcome(
            stage ?? refuse(`there is no stage ${stageId}`),
            run(id).scenario,
            numbers,
          );
        },
        o,
      ),
    startFrontier: (id, o) =>
      call("startFrontier", () => startFrontier(world, person.id, run(id)), o),
    frontier: (id, o) =>
      call(
        "frontier",
        () => world.frontiers.get(id) ?? refuse(`run ${id} has no frontier`),
        o,
      ),
    startSimulation: (id, request, o) =>
      call(
        "startSimulation",
        () => startSimulation(world, person.id, run(id), request),
        o,
      ),
    simulation: (id, { policy, offset, limit }, o) =>
      call(
        "simulation",
        () => {
          const kept =
            world.simulations.get(`${id} ${policy}`) ??
            refuse(`run ${id} has no simulation of ${policy}`);
          const rows = kept.rows.slice(offset, offset + limit);
          return { ...kept, offset, rows };
        },
        o,
      ),
    planChangeSet: (request, o) =>
      call("planChangeSet", () => planWrite(world, person.id, request), o),
    changeSets: (o) => call("changeSets", () => world.changeSets, o),
    changeSet: (id, o) =>
      call(
        "changeSet",
        () => {
          const changeSet = found(world.changeSets, id, "change set");
          const of = world.runs.find((each) => each.id === changeSet.runId);
          return {
            changeSet,
            rows: world.rows.get(id) ?? [],
            totals: of?.totals ?? null,
          };
        },
        o,
      ),
    approve: (id, request, o) =>
      call("approve", () => decide(id, "approved", request), o),
    reject: (id, request, o) =>
      call("reject", () => decide(id, "rejected", request), o),
    startWriteBack: (id, { dryRun }, o) =>
      call("startWriteBack", () => writeBack(world, person.id, id, dryRun), o),
    startVerify: (id, o) =>
      call(
        "startVerify",
        () => ({
          jobId: startJob(world, {
            kind: "verify",
            subjectId: id,
            author: person.id,
            step: "Reading the ERP again",
            total: world.rows.get(id)?.length ?? 0,
            finish: () => undefined,
          }),
          subjectId: id,
        }),
        o,
      ),
    startUndo: (id, o) =>
      call("startUndo", () => planUndo(world, person.id, id), o),
    jobs: (o) => call("jobs", () => world.jobs, o),
    job: (id, o) => call("job", () => found(world.jobs, id, "job"), o),
    cancelJob: (id, o) =>
      call(
        "cancelJob",
        () => {
          change(world.jobs, id, { state: "cancelled" });
          tell(world, id);
        },
        o,
      ),
    jobEvents: (id, o) => follow(world, id, o?.signal),
    cellPolicies: (requests, o) =>
      call(
        "cellPolicies",
        () => ({
          runId: null,
          answers: requests.map(() => ({
            kind: "missing" as const,
            message: "not kept in memory",
          })),
        }),
        o,
      ),
  };
}

function refuse(detail: string): never {
  throw refusal(404, "Not found", detail);
}
