import {
  cellExplanationSchema,
  type CellExplanation,
  type CellExplanationRequest,
  type Explanation,
} from "../../engine/contracts/index.ts";
import { explainFormula } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { cellsOf, isBlank, wordIn } from "./cell-input.ts";
import { postFromCell, refusalIn } from "./cell-request.ts";
import { cellSession } from "./cell-session.ts";
import { describedDemand, wantedService } from "./covered-demand.ts";
import { answered, fail, type StreamedTable } from "./streamed-answer.ts";

/** What a planner may ask for, and the field of a plan it means. */
const fields = {
  "safety-stock": "safetyStock",
  min: "reorderPoint",
  "reorder-point": "reorderPoint",
  max: "orderUpTo",
  "order-up-to": "orderUpTo",
  excess: "excess",
} as const satisfies Readonly<Record<string, CellExplanationRequest["field"]>>;
const numbers = Object.keys(fields) as (keyof typeof fields)[];

/** How often a run under way is asked after. */
const pollMilliseconds = 1000;

/**
 * Why a number is what it is: a sentence, and the parts that add up to it. Of STOCK.SAFETYSTOCK and STOCK.REORDERPOINT by their own arguments, or of a stage of the plan by its name.
 * @customfunction EXPLAIN
 * @param {any[][]} subject Demand history, as for SAFETYSTOCK; or one cell with item and location: PUMP-100@DC1.
 * @param {any} [leadTime] Periods from order to receipt, on average. For a stage: safety stock (when omitted), min, max or excess.
 * @param {any} [serviceLevel] Service wanted, between 0 and 1: 0.95 for 95 %.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any} [distribution] Law of lead-time demand: normal (when omitted), gamma, poisson, negative-binomial or empirical.
 * @param {any} [measure] What serviceLevel means: cycle (when omitted) or fill.
 * @param {any} [orderQuantity] Units of one order; needed for fill.
 * @param {any} [number] safety stock (when omitted) or reorder point.
 * @param {any} [period] What one period is, for the words: month (when omitted), week or day.
 * @param {CustomFunctions.StreamingInvocation<any[][]>} invocation Name, amount and note: the number first, then its parts.
 * @streaming
 */
export function explainCell(
  subject: unknown[][],
  leadTime: unknown,
  serviceLevel: unknown,
  leadTimeDeviation: unknown,
  reviewPeriods: unknown,
  distribution: unknown,
  measure: unknown,
  orderQuantity: unknown,
  number: unknown,
  period: unknown,
  invocation: CustomFunctions.StreamingInvocation<unknown[][]>,
): void {
  answered(invocation, () => {
    const stage = stageIn(subject);
    if (stage !== null) {
      const word = wordIn("number", leadTime, numbers, "safety-stock");
      void explainStage(invocation, { stageId: stage, field: fields[word] });
      return true;
    }
    const asked = wordIn(
      "number",
      number,
      ["safety-stock", "reorder-point", "min"],
      "safety-stock",
    );
    const explained = explainFormula({
      ...describedDemand({
        history: subject,
        leadTime,
        leadTimeDeviation,
        reviewPeriods,
        distribution,
      }),
      ...wantedService(serviceLevel, measure, orderQuantity),
      period: wordIn("period", period, ["month", "week", "day"], "month"),
    });
    invocation.setResult(
      tableOf(
        asked === "safety-stock"
          ? explained.safetyStock
          : explained.reorderPoint,
      ),
    );
    return true;
  });
}

/** The stage that is meant, when it is not a history. */
function stageIn(subject: readonly (readonly Cell[])[]): string | null {
  const filled = cellsOf(subject).filter(({ value }) => !isBlank(value));
  const [only] = filled;
  return filled.length === 1 && typeof only?.value === "string"
    ? only.value.trim()
    : null;
}

async function explainStage(
  invocation: StreamedTable,
  request: CellExplanationRequest,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  let timer: ReturnType<typeof setTimeout> | undefined;
  invocation.onCanceled = () => {
    controller.abort();
    clearTimeout(timer);
  };
  try {
    const answer = await ask(request, signal);
    switch (answer.kind) {
      case "value":
        invocation.setResult(tableOf(answer.explanation));
        return;
      case "missing":
        fail(invocation, cellError("notAvailable", answer.message));
        return;
      case "running":
        invocation.setResult([
          [`running ${Math.floor(answer.progress * 100)} %`],
        ]);
        timer = setTimeout(
          () => void explainStage(invocation, request),
          pollMilliseconds,
        );
    }
  } catch (error) {
    if (signal.aborted) return;
    fail(invocation, cellError("notAvailable", (error as Error).message));
  }
}

async function ask(
  request: CellExplanationRequest,
  signal: AbortSignal,
): Promise<CellExplanation> {
  const session = cellSession();
  const response = await postFromCell(
    session,
    "/cells/explain",
    request,
    signal,
  );
  if (!response.ok) throw await refusalIn(response);
  return cellExplanationSchema.parse(await response.json());
}

function tableOf(explanation: Explanation): unknown[][] {
  const { title, total, sentence, parts } = explanation;
  return [
    [title, total, sentence],
    ...parts.map(({ name, amount, note }) => [name, amount, note]),
  ];
}
