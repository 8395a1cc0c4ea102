import type { CellSession } from "../functions/cell-session.ts";
import type { CellPlace } from "../functions/register-univer-outcomes.ts";

/** What the page tells the thread that calculates. */
export type ToFormulas =
  | { readonly kind: "session"; readonly session: CellSession }
  /** Answers of the API are out of date: ask again. */
  | { readonly kind: "forget" };

/** What the calculating thread tells the page. */
export type FromFormulas =
  | { readonly kind: "ready" }
  | {
      readonly kind: "messages";
      readonly messages: readonly (readonly [CellPlace, string | null])[];
    }
  | { readonly kind: "recalculate"; readonly cells: readonly CellPlace[] };
