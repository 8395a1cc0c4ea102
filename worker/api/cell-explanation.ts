import type {
  CellExplanation,
  CellExplanationRequest,
  Explanation,
  Recommendation,
} from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";
import { cellPolicies } from "./cell-policies.ts";

/** How the titles of explanations begin, by the number they are of. */
const titles: Readonly<Record<CellExplanationRequest["field"], string>> = {
  safetyStock: "Safety stock",
  reorderPoint: "Min",
  orderUpTo: "Max",
  excess: "Excess stock",
};

/**
 * Why a policy cell shows its number: the recommendation's parts, and what people made of it.
 *
 * The parts add up to what `cellPolicies` answers for the same stage and field. Excess is what
 * lies above the max that was advised, whatever people made of that.
 */
export async function cellExplanation(
  store: Store,
  { stageId, field }: CellExplanationRequest,
): Promise<CellExplanation> {
  const asked = field === "excess" ? "orderUpTo" : field;
  const { answers, runId } = await cellPolicies(store, [
    { stageId, field: asked },
  ]);
  const answer = answers[0]!;
  if (answer.kind !== "value" || runId === null) {
    return answer.kind === "value"
      ? { kind: "missing", message: "no run is done yet: optimize first" }
      : answer;
  }
  const row = await store.runs.recommendation(runId, stageId);
  const told = row?.explanations.find(({ title }) =>
    title.startsWith(titles[field]),
  );
  if (field === "excess" && row) {
    if (told) return { kind: "value", explanation: told };
    if (!isAboveMax(row)) return { kind: "value", explanation: noExcess(row) };
  }
  if (!told) {
    return {
      kind: "missing",
      message: `the latest run explains no ${titles[field].toLowerCase()} of ${stageId}`,
    };
  }
  const change = answer.value - told.total;
  if (answer.status === "recommended" || change === 0) {
    return { kind: "value", explanation: told };
  }
  const override = (await store.runs.overrides(runId)).find(
    (one) => one.stageId === stageId,
  );
  const note = override ? `${override.author}: ${override.reason}` : "approved";
  return {
    kind: "value",
    explanation: {
      ...told,
      total: answer.value,
      parts: [
        ...told.parts,
        { name: "Decided by people", amount: change, note },
      ],
      sentence: `${told.sentence} People decided otherwise (${note}).`,
    },
  };
}

/** Whether there is something to explain; runs of older versions do not explain it. */
function isAboveMax(row: Recommendation): boolean {
  const { onHand, onOrder, demandMean, serviceTimeOut, recommended } = row;
  const free =
    (onHand ?? 0) + (onOrder ?? 0) - demandMean * (serviceTimeOut ?? 0);
  return free > (recommended.orderUpTo ?? Infinity);
}

function noExcess({ unit, recommended }: Recommendation): Explanation {
  return {
    title: titles.excess,
    total: 0,
    unit,
    parts: [],
    sentence: `Nothing on hand and on order lies above the advised max of ${recommended.orderUpTo} ${unit}.`,
  };
}
