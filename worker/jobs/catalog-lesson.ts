import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { engineVersion, forecastPool } from "../../engine/index.ts";
import type { CatalogLesson } from "../../engine/index.ts";
import type {
  Progress,
  SnapshotSummary,
} from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";
import type { CatalogSize, Forecaster } from "../threads/forecaster.ts";

/** The engine that learns, and the shape of what it learns: a lesson of another is no use. */
const learntBy = `${engineVersion} ${createHash("sha256")
  .update(serialize(forecastPool()))
  .digest("hex")}`;

/** The last lesson of each store: some megabytes, asked for stage by stage. */
const recent = new WeakMap<
  Store,
  { readonly snapshotId: string; readonly lesson: CatalogLesson }
>();

/**
 * What a snapshot's catalog teaches: as it is kept, else learnt now and kept. It follows from
 * the snapshot and the engine alone, so two that learn at once keep the same.
 *
 * @throws the signal's reason when it aborts before the answer
 */
export async function catalogLesson(
  store: Store,
  snapshot: SnapshotSummary,
  forecaster: Forecaster,
  run: {
    readonly signal: AbortSignal;
    readonly progress: (progress: Progress) => void;
  },
): Promise<CatalogLesson> {
  const { id } = snapshot;
  const kept = await keptLesson(store, id);
  if (kept) return kept;
  const lesson = await forecaster.learn(
    catalogSize(snapshot),
    store.snapshots.stageTexts(id),
    run,
  );
  const text = serialize(lesson).toString("base64");
  await store.forecasts.saveLesson({
    snapshotId: id,
    learntBy,
    lesson: text,
  });
  recent.set(store, { snapshotId: id, lesson });
  return lesson;
}

/** What is kept of a catalog's lesson; `null` when this engine has not learnt from it yet. */
export async function keptLesson(
  store: Store,
  snapshotId: string,
): Promise<CatalogLesson | null> {
  const known = recent.get(store);
  if (known?.snapshotId === snapshotId) return known.lesson;
  const text = await store.forecasts.lesson(snapshotId, learntBy);
  if (text === null) return null;
  const lesson = deserialize(Buffer.from(text, "base64")) as CatalogLesson;
  recent.set(store, { snapshotId, lesson });
  return lesson;
}

/** What is known of a snapshot's catalog before it is read. */
export function catalogSize({
  stages,
  period,
  takenAt,
}: SnapshotSummary): CatalogSize {
  return { stages, period, asOf: takenAt.slice(0, 10) };
}
