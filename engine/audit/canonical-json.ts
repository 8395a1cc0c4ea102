import { InputError } from "../errors.ts";

/**
 * One text for one value: what a digest is computed over.
 *
 * Keys sorted by UTF-16 code units at every depth, no white space, numbers in
 * their shortest form that reads back the same, `-0` as `0`. A field that is
 * `undefined` is left out, as in JSON.
 *
 * @param value - plain data: null, booleans, numbers, strings, arrays and records of these
 * @returns JSON text; equal for equal data, whatever the order of its fields
 * @throws InputError when a number is not finite or a value is no plain data
 *
 * @see RFC 8785, JSON Canonicalization Scheme, section 3.2.
 */
export function canonicalJson(value: unknown): string {
  return write("value", value);
}

function write(path: string, value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      if (Number.isFinite(value)) return JSON.stringify(value);
      throw new InputError(
        path,
        `${path} must be a finite number, got ${value}`,
      );
    case "object":
      return Array.isArray(value) ? list(path, value) : record(path, value);
    default:
      throw new InputError(
        path,
        `${path} must be plain data, got ${typeof value}`,
      );
  }
}

function list(path: string, values: readonly unknown[]): string {
  const parts: string[] = [];
  for (let i = 0; i < values.length; i++) {
    parts.push(write(`${path}[${i}]`, values[i]));
  }
  return `[${parts.join(",")}]`;
}

function record(path: string, value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new InputError(
      path,
      `${path} must be plain data, got a ${value.constructor.name}`,
    );
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const parts: string[] = [];
  // Without a comparator, sort() orders by UTF-16 code units: no locale enters.
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    if (field === undefined) continue;
    parts.push(`${JSON.stringify(key)}:${write(`${path}.${key}`, field)}`);
  }
  return `{${parts.join(",")}}`;
}
