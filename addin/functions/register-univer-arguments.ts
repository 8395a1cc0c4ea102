import {
  type ArrayValueObject,
  type BaseReferenceObject,
  type BaseValueObject,
  ErrorType,
  ErrorValueObject,
  NullValueObject,
  ValueObjectFactory,
} from "@univerjs/engine-formula";
import { ArrayValueObject as ArrayValues } from "@univerjs/engine-formula";
import type { FunctionParameter } from "./metadata.ts";

/** What Univer hands to a function. */
export type Variant = BaseValueObject | BaseReferenceObject;

/** A cell's plain value, as Excel would hand it to a custom function. */
export type Plain = string | number | boolean;

/** An argument that cannot be used: what the cell shows, and why. */
export class BadArgument extends Error {
  readonly code: ErrorType;
  constructor(code: ErrorType, message: string) {
    super(message);
    this.code = code;
  }
}

/** Rows and columns of plain values; a blank cell is `null`. */
export function gridOf(variant: Variant, name: string): (Plain | null)[][] {
  if (!variant.isArray()) return [[plain(variant as BaseValueObject, name)]];
  return (variant as ArrayValueObject)
    .getArrayValue()
    .map((row, at) =>
      row.map((cell, column) =>
        cell
          ? plain(cell, `${name}, row ${at + 1}, column ${column + 1}`)
          : null,
      ),
    );
}

/** A scalar argument in the type that its comment promises. */
export function scalar(
  value: Plain | null,
  { name, type, optional }: FunctionParameter,
): Plain | null {
  if (value === null) {
    if (optional) return null;
    // An argument of any type judges blanks itself.
    if (type === "string" || type === "any") return "";
    return type === "boolean" ? false : 0;
  }
  if (type === "number" && typeof value !== "number") {
    const number = typeof value === "boolean" ? Number(value) : toNumber(value);
    if (number === null) {
      throw new BadArgument(
        ErrorType.VALUE,
        `${name} must be a number, got "${value}"`,
      );
    }
    return number;
  }
  if (type === "string") return String(value);
  if (type === "boolean" && typeof value === "string") {
    const word = value.trim().toLowerCase();
    if (word !== "true" && word !== "false") {
      throw new BadArgument(
        ErrorType.VALUE,
        `${name} must be TRUE or FALSE, got "${value}"`,
      );
    }
    return word === "true";
  }
  return type === "boolean" ? Boolean(value) : value;
}

/** A function's result as Univer holds it; a table of more than one cell spills. */
export function variantOf(result: unknown): BaseValueObject {
  if (!Array.isArray(result)) return single(result);
  const rows = result.map((row) =>
    (Array.isArray(row) ? row : [row]).map(single),
  );
  const columns = Math.max(0, ...rows.map((row) => row.length));
  if (columns === 0) return ErrorValueObject.create(ErrorType.CALC);
  if (rows.length === 1 && columns === 1) return rows[0]?.[0] ?? single(null);
  for (const row of rows) while (row.length < columns) row.push(single(""));
  return ArrayValues.create({
    calculateValueList: rows,
    rowCount: rows.length,
    columnCount: columns,
    unitId: "",
    sheetId: "",
    row: -1,
    column: -1,
  });
}

function single(value: unknown): BaseValueObject {
  if (value === null || value === undefined) return NullValueObject.create();
  if (typeof value === "number" && !Number.isFinite(value)) {
    return ErrorValueObject.create(ErrorType.NUM);
  }
  if (
    typeof value === "number" ||
    typeof value === "string" ||
    typeof value === "boolean"
  ) {
    return ValueObjectFactory.create(value);
  }
  return ErrorValueObject.create(ErrorType.VALUE);
}

function plain(value: BaseValueObject, name: string): Plain | null {
  if (value.isError()) {
    const code = String(value.getValue());
    throw new BadArgument(
      code as ErrorType,
      `${name} holds ${code}: mend that cell first`,
    );
  }
  if (value.isNull()) return null;
  return value.getValue() as Plain;
}

function toNumber(text: string): number | null {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? null : number;
}
