import { parentPort } from "node:worker_threads";
import { catalogLearner, forecastRow } from "../../engine/index.ts";
import type {
  CatalogLearner,
  CatalogLesson,
  ForecastContext,
} from "../../engine/index.ts";
import type { ForecastRow, Progress } from "../../engine/contracts/index.ts";
import { stagesIn, type StageText } from "../store/stage-text.ts";

/** What the thread is told, one after the other. It answers each, in order. */
export type ForecastRequest =
  | {
      readonly kind: "catalog";
      readonly catalog: Parameters<typeof catalogLearner>[0];
    }
  | { readonly kind: "add"; readonly page: StageText }
  | { readonly kind: "learn" }
  | { readonly kind: "context"; readonly context: ForecastContext }
  | { readonly kind: "forecast"; readonly page: StageText };

/** What it says. */
export type ForecastAnswer =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "taken" }
  | { readonly kind: "lesson"; readonly lesson: CatalogLesson }
  | { readonly kind: "rows"; readonly rows: readonly ForecastRow[] }
  | { readonly kind: "failed"; readonly message: string };

/** Milliseconds between two reports. */
const interval = 100;

const port = parentPort;
let learner: CatalogLearner | null = null;
let context: ForecastContext | null = null;

port?.on("message", (request: ForecastRequest) => {
  try {
    say(answer(request));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say({ kind: "failed", message });
  }
});

function answer(request: ForecastRequest): ForecastAnswer {
  switch (request.kind) {
    case "catalog":
      learner = catalogLearner(request.catalog);
      return { kind: "taken" };
    case "add":
      learner?.add(stagesIn(request.page));
      return { kind: "taken" };
    case "learn":
      return { kind: "lesson", lesson: learnt(learner!) };
    case "context":
      ({ context } = request);
      return { kind: "taken" };
    case "forecast":
      return {
        kind: "rows",
        rows: stagesIn(request.page).flatMap(
          (stage) => forecastRow(stage, context!) ?? [],
        ),
      };
  }
}

function learnt(from: CatalogLearner): CatalogLesson {
  const calculation = from.learn();
  let reported = performance.now();
  for (;;) {
    const step = calculation.next();
    if (step.done) return step.value;
    if (performance.now() - reported < interval) continue;
    reported = performance.now();
    say({ kind: "progress", progress: step.value });
  }
}

function say(message: ForecastAnswer): void {
  port?.postMessage(message);
}
