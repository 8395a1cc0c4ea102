import { InputError, NoAnswerError } from "../../engine/index.ts";

/** What kind of trouble a cell shows: `#VALUE!`, `#NUM!` or `#N/A`. */
export type CellTrouble = "invalidValue" | "invalidNumber" | "notAvailable";

/** The error Excel shows in a cell, with the sentence behind it. */
export function cellError(trouble: CellTrouble, message: string): Error {
  return new CustomFunctions.Error(
    CustomFunctions.ErrorCode[trouble],
    message,
  ) as unknown as Error;
}

/**
 * Answers a cell: a number out of range becomes `#NUM!`, a question without an answer
 * `#N/A`, each with the sentence that says what to mend.
 */
export function inCell<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NoAnswerError) {
      throw cellError("notAvailable", error.message);
    }
    if (error instanceof InputError) {
      throw cellError("invalidNumber", error.message);
    }
    throw error;
  }
}
