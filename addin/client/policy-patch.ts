import type {
  OverrideRequest,
  PolicyValues,
} from "../../engine/contracts/index.ts";

/** New numbers for some fields of a policy. */
export type PolicyPatch = OverrideRequest["values"];

/** A policy with some of its fields replaced. */
export function patched(
  policy: PolicyValues,
  patch: PolicyPatch,
): PolicyValues {
  const {
    safetyStock = policy.safetyStock,
    reorderPoint = policy.reorderPoint,
    orderUpTo = policy.orderUpTo,
    orderQuantity = policy.orderQuantity,
  } = patch;
  return { safetyStock, reorderPoint, orderUpTo, orderQuantity };
}
