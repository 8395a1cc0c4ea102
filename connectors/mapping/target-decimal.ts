import { InputError } from "../../engine/index.ts";

/** How far a double may lie from a decimal and still be taken for it, relative to its size. */
const noise = 1e-9;

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

interface Scaled {
  readonly digits: bigint;
  readonly scale: number;
}

/** Whether the text is a number in decimal writing. */
export const isDecimal = (text: string): boolean => decimalPattern.test(text);

/** `-12.50` as -1250 / 10²; exact, whatever the length. */
function scaled(text: string): Scaled {
  const match = decimalPattern.exec(text.trim());
  if (!match)
    throw new InputError("value", `value must be a number, got "${text}"`);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const scale = fraction.length - Number(exponent);
  const magnitude = BigInt(whole + fraction);
  const digits = sign === "-" ? -magnitude : magnitude;
  return scale >= 0
    ? { digits, scale }
    : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Two different decimals of up to 15 digits are two different doubles: no need for long ones. */
const isShort = (text: string) => text.length <= 15;

/** Whether two texts, or two NULLs, are the same number: `12.5` and `12.500` are. */
export function sameDecimal(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (!isDecimal(a) || !isDecimal(b)) return false;
  if (isShort(a) && isShort(b)) return Number(a) === Number(b);
  const [x, y] = [scaled(a), scaled(b)];
  const scale = Math.max(x.scale, y.scale);
  const lift = (n: Scaled) => n.digits * 10n ** BigInt(scale - n.scale);
  return lift(x) === lift(y);
}

/**
 * The exact decimal text of a number, `decimals` digits after the point.
 *
 * @returns `null` when the number has more decimals than that
 */
export function decimalText(value: number, decimals: number): string | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const text = value.toFixed(decimals);
  const off = Math.abs(Number(text) - value);
  if (off > noise * Math.max(1, Math.abs(value))) return null;
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** Adds `units` of the last place that `decimals` allows: `12.50` + 1 at 2 decimals is `12.51`. */
export function addLastPlace(
  text: string,
  decimals: number,
  units: number,
): string {
  const { digits, scale } = scaled(text);
  const wide = Math.max(scale, decimals);
  const sum =
    digits * 10n ** BigInt(wide - scale) +
    BigInt(units) * 10n ** BigInt(wide - decimals);
  return written(sum, wide);
}

/** `a - b`, exactly. */
export function subtractDecimal(a: string, b: string): string {
  const [x, y] = [scaled(a), scaled(b)];
  const scale = Math.max(x.scale, y.scale);
  const lift = (n: Scaled) => n.digits * 10n ** BigInt(scale - n.scale);
  return written(lift(x) - lift(y), scale);
}

/** `a + b`, exactly. */
export const addDecimal = (a: string, b: string): string =>
  subtractDecimal(a, subtractDecimal("0", b));

/** The same number written with exactly `scale` decimals; `null` when it has more. */
export function withScale(text: string, scale: number): string | null {
  const number = scaled(text);
  if (number.scale <= scale)
    return written(number.digits * 10n ** BigInt(scale - number.scale), scale);
  const cut = 10n ** BigInt(number.scale - scale);
  return number.digits % cut === 0n
    ? written(number.digits / cut, scale)
    : null;
}

/** Below 0: `a` is the smaller; above 0: the larger. */
export function compareDecimal(a: string, b: string): number {
  if (isShort(a) && isShort(b) && isDecimal(a) && isDecimal(b))
    return Math.sign(Number(a) - Number(b));
  const difference = scaled(subtractDecimal(a, b)).digits;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether `a` is a whole number of times `b`. */
export function isMultiple(a: string, b: string): boolean {
  const [x, y] = [scaled(a), scaled(b)];
  const scale = Math.max(x.scale, y.scale);
  const lift = (n: Scaled) => n.digits * 10n ** BigInt(scale - n.scale);
  return lift(y) !== 0n && lift(x) % lift(y) === 0n;
}

function written(digits: bigint, scale: number): string {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits)
    .toString()
    .padStart(scale + 1, "0");
  if (scale === 0) return sign + text;
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}
