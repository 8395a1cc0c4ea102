import { InputError } from "../errors.ts";

/** Demand by period, oldest first: an array or a typed array of units. */
export type History = ArrayLike<number>;

/** The history itself when it holds at least one period. */
export function atLeastOnePeriod(history: History): History {
  if (history.length === 0) {
    throw new InputError(
      "history",
      "history must hold at least one period, got none",
    );
  }
  return history;
}

/** Tells what is wrong with one period; kept out of the loops that meet it. */
export function badPeriod(period: number, value: unknown): InputError {
  const rule =
    typeof value === "number" && value < 0
      ? "must be at least 0"
      : "must be a number";
  const field = `history[${period}]`;
  return new InputError(field, `${field} ${rule}, got ${String(value)}`);
}

/** The value itself when it is a smoothing constant: 0 keeps the start, 1 forgets all but the last. */
export function smoothingConstant(field: string, value: number): number {
  if (!(value >= 0 && value <= 1)) {
    throw new InputError(
      field,
      `${field} must be between 0 and 1, got ${String(value)}`,
    );
  }
  return value;
}
