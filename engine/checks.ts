import { InputError } from "./errors.ts";

/** The value itself when it is a finite number. */
export function finite(field: string, value: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new InputError(field, `${field} must be a number, got ${say(value)}`);
  }
  return value;
}

/** The value itself when it is a finite number of at least `least`. */
export function atLeast(field: string, value: number, least: number): number {
  if (finite(field, value) < least) {
    throw new InputError(
      field,
      `${field} must be at least ${least}, got ${value}`,
    );
  }
  return value;
}

/** The value itself when it is a finite number above `limit`. */
export function above(field: string, value: number, limit: number): number {
  if (finite(field, value) <= limit) {
    throw new InputError(
      field,
      `${field} must be above ${limit}, got ${value}`,
    );
  }
  return value;
}

/** The value itself when it lies strictly between `low` and `high`. */
export function between(
  field: string,
  value: number,
  low: number,
  high: number,
): number {
  if (!(finite(field, value) > low && value < high)) {
    const percent = low === 0 && high === 1 && value > 1 && value < 100;
    const hint = percent ? `; write ${value} % as ${value / 100}` : "";
    throw new InputError(
      field,
      `${field} must be above ${low} and below ${high}, got ${value}${hint}`,
    );
  }
  return value;
}

/** The list itself when it holds one number for each entry of another list. */
export function asManyAs<T>(
  field: string,
  list: readonly T[],
  other: string,
  size: number,
): readonly T[] {
  if (list.length !== size) {
    throw new InputError(
      field,
      `${field} must be as many as ${other}, ${size}, got ${list.length}`,
    );
  }
  return list;
}

function say(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  return typeof value === "string" ? `"${value}"` : String(value);
}
