import type {
  CellNetworkNews,
  NetworkFileInput,
  NetworkPolicy,
  StochasticPolicy,
} from "../../engine/contracts/index.ts";
import { networkNotes, solveNetwork } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import { cellSession } from "./cell-session.ts";
import { NoServiceError, solveAtService } from "./network-service.ts";
import { networkFromCells } from "./network-table.ts";
import { stochasticTable } from "./stochastic-table.ts";
import {
  answered,
  answerInSlices,
  fail,
  type StreamedTable,
} from "./streamed-answer.ts";

/** Networks up to this size are solved in the workbook, larger ones by the service. */
const fewStages = 50;

/**
 * Where a workbook stops looking for proof: every real chain we know is proven far below it,
 * and the same limit gives the same answer on every machine.
 */
const rounds = 2000;

/** Seconds of one network, when the options do not say. */
const usualLimit = 60;

/** What the spilled table's columns hold, in order. */
const header = [
  "Stage",
  "Service time in",
  "Service time out",
  "Net replenishment time",
  "Safety stock",
  "Base stock",
  "Holding cost",
];

/**
 * Where a whole network should hold its stock: the policy of every stage, solved together. By guaranteed or by stochastic service. Large networks are solved by the service, and the cell shows how far it is.
 * @customfunction MEIO_POLICY
 * @param {any[][]} stages Stages with a header row: id, time; where they apply added cost, demand mean, demand deviation, service level. Also max service time, inbound service time, holding cost, time deviation, holds stock, review periods; fill rate and lot size for the stochastic model.
 * @param {any[][]} links Links with a header row: from, to, and units of the supplying stage in one unit of the supplied one (1 when left out).
 * @param {any[][]} [options] Names and values side by side: holding rate (1 when left out), stage times (mean or stochastic), time limit (s).
 * @param {any} [model] guaranteed (service times are always kept; when omitted) or stochastic (orders wait while suppliers are short).
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation One row for each stage, under a header.
 * @streaming
 */
export function meioPolicyCell(
  stages: unknown[][],
  links: unknown[][],
  options: unknown[][],
  model: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  answered(invocation, () => {
    const { file, timeLimit } = networkFromCells(stages, links, options, model);
    const limit = timeLimit ?? usualLimit;
    if (file.stages.length <= fewStages) {
      solveHere(invocation, file, limit, null);
    } else {
      void solveThere(invocation, file, limit);
    }
    return true;
  });
}

function solveHere(
  invocation: StreamedTable,
  file: NetworkFileInput,
  limit: number,
  why: string | null,
): void {
  if (file.options?.model === "stochastic") {
    void replayHere(invocation, file, limit, why);
    return;
  }
  const shouldStop = stopAfter(limit);
  answerInSlices(invocation, {
    begin: () => solveNetwork(file, { rounds, shouldStop }),
    answer: (policy) => tableOf(file, policy, why),
    say: (progress) => words(progress),
  });
}

/** By the stochastic-service model, whose code comes first. */
async function replayHere(
  invocation: StreamedTable,
  file: NetworkFileInput,
  limit: number,
  why: string | null,
): Promise<void> {
  let cancelled = false;
  invocation.onCanceled = () => {
    cancelled = true;
  };
  try {
    const { solveStochasticNetwork } = await import(
      /* webpackChunkName: "stochastic" */ "./stochastic-engine.ts"
    );
    if (cancelled) return;
    const shouldStop = stopAfter(limit);
    answerInSlices(invocation, {
      begin: () => solveStochasticNetwork(file, { shouldStop }),
      answer: (policy) => tableOf(file, policy, why),
      say: (progress) => words(progress),
    });
  } catch {
    if (cancelled) return;
    const message =
      "the code of the stochastic model could not be loaded: is the service there?";
    fail(invocation, cellError("notAvailable", message));
  }
}

function stopAfter(seconds: number): () => boolean {
  const started = performance.now();
  return () => performance.now() - started > seconds * 1000;
}

/** By the service, which can take its time; in the workbook when there is none. */
async function solveThere(
  invocation: StreamedTable,
  network: NetworkFileInput,
  timeLimit: number,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  invocation.onCanceled = () => controller.abort();
  try {
    const news = await solveAtService(
      cellSession(),
      { network, timeLimit },
      {
        signal,
        hear: (progress) => invocation.setResult([[said(progress)]]),
      },
    );
    if (signal.aborted) return;
    if (news.kind === "done") {
      invocation.setResult(tableOf(network, news.policy, null));
    } else {
      fail(invocation, cellError("invalidNumber", news.message));
    }
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof NoServiceError ? error.message : String(error);
    solveHere(invocation, network, timeLimit, why);
  }
}

function tableOf(
  file: NetworkFileInput,
  policy: NetworkPolicy | StochasticPolicy,
  why: string | null,
): unknown[][] {
  const where = [
    ...networkNotes(file, policy.stages),
    ...(why === null ? [] : [`solved in the workbook, because ${why}`]),
  ];
  if ("model" in policy) return stochasticTable(policy, where);
  const notes = [
    ...(policy.optimal
      ? []
      : [`not proven: at most ${percent(policy.gap)} above the best there is`]),
    ...where,
  ];
  return [
    header,
    ...policy.stages.map((stage) => [
      stage.id,
      stage.serviceTimeIn,
      stage.serviceTimeOut,
      stage.netReplenishmentTime,
      stage.safetyStock,
      stage.baseStock,
      stage.holdingCost,
    ]),
    // A table that needs no word has none: formulas below a header count its rows.
    ...notes.map((note) => [note, "", "", "", "", "", ""]),
  ];
}

function said(news: CellNetworkNews): string {
  switch (news.kind) {
    case "waiting":
      return "waiting for another network";
    case "progress":
      return words(news);
    default:
      return "";
  }
}

function words({
  step,
  done,
  total,
  cost,
  bound,
}: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly cost?: number | undefined;
  readonly bound?: number | undefined;
}): string {
  const text = step.charAt(0).toUpperCase() + step.slice(1);
  if (cost === undefined || bound === undefined) {
    return `${text}: ${Math.floor((100 * done) / Math.max(total, 1))} %`;
  }
  if (!(cost > 0)) return text;
  return `${text}: at most ${percent(Math.max(cost - bound, 0) / cost)} to gain`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
