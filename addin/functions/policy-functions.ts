import type { PolicyField } from "../../engine/contracts/index.ts";
import { cellError } from "./cell-error.ts";
import { isBlank, wordIn } from "./cell-input.ts";
import { cellSession } from "./cell-session.ts";
import { askOver, policyBatch } from "./policy-batch.ts";

/** What a planner may ask for, and the field it means. */
const fields: Readonly<Record<string, PolicyField>> = {
  min: "reorderPoint",
  "reorder-point": "reorderPoint",
  max: "orderUpTo",
  "order-up-to": "orderUpTo",
  "safety-stock": "safetyStock",
  "order-quantity": "orderQuantity",
};

const batch = policyBatch(askOver(cellSession));

/**
 * The number for a stage from the latest run: approved where it was approved, else overridden, else recommended. While a run is under way it shows how far it is.
 * @customfunction POLICY
 * @param {any} stage Item and location: PUMP-100@DC1.
 * @param {any} [field] min (when omitted), max, safety stock or order quantity.
 * @param {CustomFunctions.StreamingInvocation<any>} invocation Answers as they come.
 * @streaming
 */
export function policyCell(
  stage: unknown,
  field: unknown,
  invocation: CustomFunctions.StreamingInvocation<number | string>,
): void {
  const fail = (error: Error): void =>
    invocation.setResult(error as unknown as string);
  let wanted: PolicyField;
  try {
    if (isBlank(stage)) {
      throw cellError(
        "invalidValue",
        "stage is empty: write item@location, as PUMP-100@DC1",
      );
    }
    wanted = fields[wordIn("field", field, Object.keys(fields), "min")]!;
  } catch (error) {
    fail(error as Error);
    return;
  }
  const cancel = batch.question({
    stageId: String(stage).trim(),
    field: wanted,
    hear: (answer) => {
      if (answer instanceof Error) {
        fail(cellError("notAvailable", answer.message));
        return;
      }
      switch (answer.kind) {
        case "value":
          invocation.setResult(answer.value);
          return;
        case "missing":
          fail(cellError("notAvailable", answer.message));
          return;
        case "running":
          invocation.setResult(
            `running ${Math.floor(answer.progress * 100)} %`,
          );
      }
    },
  });
  invocation.onCanceled = cancel;
}
