import { useEffect, useMemo, useState } from "react";
import type {
  Override,
  PolicyOutcome,
  RecommendationRow,
  Run,
} from "../../../engine/contracts/index.ts";
import { isAbort, isOffline, type Client } from "../../client/index.ts";
import { reviewRows, type ReviewRow } from "../review-rows.ts";
import { refreshCells } from "./use-fresh-cells.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

/** Enough for the exceptions at once; the rest follows in larger pages. */
const firstPage = 100;
const nextPages = 2000;

/** Milliseconds between two tries while the service is away. */
const retryAfter = 4000;

/** Overrides that the list evaluates by itself; more than anybody makes in a day. */
const evaluated = 60;

interface Loaded {
  readonly key: string;
  readonly stages: readonly RecommendationRow[];
  readonly overrides: readonly Override[];
  readonly total: number | null;
  readonly error: Error | null;
}

export interface Recommendations {
  readonly rows: readonly ReviewRow[];
  /** Rows that the run has; `null` before the first page. */
  readonly total: number | null;
  /** Whether every row is there, and what each override does is known. */
  readonly complete: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** After an override was made or taken back. */
  readonly refreshOverrides: () => void;
}

/** Every row of a run: the most important ones at once, the others as they come. No run, no rows. */
export function useRecommendations(run: Run | null): Recommendations {
  const { client, cache, workbook } = usePane();
  const [attempt, setAttempt] = useState(0);
  const runId = run?.id ?? null;
  const key = `${runId} ${attempt}`;
  const [loaded, setLoaded] = useState<Loaded>(nothing(""));

  useEffect(() => {
    if (runId === null) return;
    const controller = new AbortController();
    let kept = nothing(key);
    const load = async () => {
      for await (const part of recommendationPages(
        client,
        runId,
        controller.signal,
      )) {
        kept = {
          key,
          stages: [...kept.stages, ...part.rows],
          overrides: part.overrides,
          total: part.total,
          error: null,
        };
        if (!controller.signal.aborted) setLoaded(kept);
      }
    };
    load().catch((error: unknown) => {
      if (controller.signal.aborted || isAbort(error)) return;
      const reason = error instanceof Error ? error : new Error(String(error));
      setLoaded({ ...kept, error: reason });
    });
    return () => controller.abort();
  }, [client, runId, key]);

  const current = loaded.key === key ? loaded : nothing(key);
  const lost = isOffline(current.error);
  useEffect(() => {
    if (!lost) return;
    const timer = setTimeout(() => setAttempt(attempt + 1), retryAfter);
    return () => clearTimeout(timer);
  }, [lost, attempt]);
  const later = useQuery(
    current.total === null ? null : `overrides/${runId}`,
    async (signal) => {
      const page = { offset: 0, limit: 1 };
      return (await client.recommendations(runId ?? "", page, { signal }))
        .overrides;
    },
  );
  const overrides = later.data ?? current.overrides;
  const outcomes = useQuery(
    overrides.length > 0 ? `outcomes/${runId}/${fingerprint(overrides)}` : null,
    (signal) => outcomesOf(client, runId ?? "", overrides, signal),
  );

  const measure = run?.scenario.serviceMeasure ?? "cycle";
  const rows = useMemo(
    () =>
      reviewRows(
        current.stages,
        overrides,
        outcomes.data ?? new Map(),
        measure,
      ),
    [current.stages, overrides, outcomes.data, measure],
  );
  const known = outcomes.data;
  return {
    rows,
    total: current.total,
    complete:
      current.total !== null &&
      current.stages.length >= current.total &&
      overrides.every(({ stageId }) => known?.has(stageId) ?? false),
    error: current.error,
    retry: () => setAttempt(attempt + 1),
    refreshOverrides: () => {
      cache.refresh(`overrides/${runId}`);
      refreshCells(workbook);
    },
  };
}

/** A run's rows page by page, the most important first. */
export async function* recommendationPages(
  client: Client,
  runId: string,
  signal: AbortSignal,
) {
  let offset = 0;
  for (;;) {
    const limit = offset === 0 ? firstPage : nextPages;
    const page = await client.recommendations(
      runId,
      { offset, limit },
      { signal },
    );
    yield page;
    offset += page.rows.length;
    if (page.rows.length === 0 || offset >= page.total) return;
  }
}

async function outcomesOf(
  client: Client,
  runId: string,
  overrides: readonly Override[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PolicyOutcome>> {
  const known = new Map<string, PolicyOutcome>();
  for (const { stageId, values } of overrides.slice(0, evaluated)) {
    known.set(
      stageId,
      await client.evaluate(runId, stageId, values, { signal }),
    );
  }
  return known;
}

function fingerprint(overrides: readonly Override[]): string {
  return overrides
    .map((one) => `${one.stageId}=${JSON.stringify(one.values)}`)
    .join(";");
}

function nothing(key: string): Loaded {
  return { key, stages: [], overrides: [], total: null, error: null };
}
