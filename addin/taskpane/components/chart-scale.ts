import { measure } from "../format.ts";

/** Values to pixels along a straight line. */
export type Scale = (value: number) => number;

/**
 * A scale that takes one stretch of values to one stretch of pixels.
 *
 * @param values - from and to; where they are the same, everything lies in the middle
 * @param pixels - from and to; downwards where the second is smaller
 */
export function linearScale(
  values: readonly [number, number],
  pixels: readonly [number, number],
): Scale {
  const span = values[1] - values[0];
  const length = pixels[1] - pixels[0];
  if (span === 0) return () => pixels[0] + length / 2;
  return (value) => pixels[0] + ((value - values[0]) / span) * length;
}

/**
 * Round values at even steps of 1, 2 or 5 times a power of ten, from the last one at or below
 * `low` to the first one at or above `high`.
 *
 * @param most - steps at most; on both sides of zero there are two at least
 * @param whole - no steps below 1: for what is counted
 */
export function roundTicks(
  low: number,
  high: number,
  most: number,
  whole: boolean,
): readonly number[] {
  const span = high > low ? high - low : 1;
  const steps = Math.max(most, low < 0 && low + span > 0 ? 2 : 1);
  let step = roundStep(span / steps);
  if (whole) step = Math.max(1, step);
  // Rounding outwards may take one step more than there is room for.
  while (stepsOver(low, low + span, step) > steps)
    step = roundStep(step * 1.01);
  const first = Math.floor(low / step + dust);
  const count = stepsOver(low, low + span, step);
  return Array.from({ length: count + 1 }, (_, at) =>
    settled(first + at, step),
  );
}

/** Relative error that is rounding, not one step more. */
const dust = 1e-9;

function stepsOver(low: number, high: number, step: number): number {
  return Math.ceil(high / step - dust) - Math.floor(low / step + dust);
}

/** The smallest of 1, 2, 5, 10 times a power of ten that is not below `size`. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size) + dust);
  const lead = size / power;
  return power * (lead <= 1 + dust ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/** A multiple of a round step as the decimal number it is: 0.3, not 0.30000000000000004. */
function settled(times: number, step: number): number {
  return Number((times * step).toPrecision(12));
}

/** Values on an axis as they are written there, and the word that then belongs to the unit. */
export interface AxisTexts {
  readonly texts: readonly string[];
  /** `thousand ` or `million `; nothing where the values are written in full. */
  readonly scale: string;
}

/** Short texts for an axis: long numbers are counted in thousands or millions. */
export function axisTexts(ticks: readonly number[]): AxisTexts {
  const largest = Math.max(...ticks.map(Math.abs));
  const [size, scale] =
    largest >= 2_000_000
      ? [1_000_000, "million "]
      : largest >= 20_000
        ? [1000, "thousand "]
        : [1, ""];
  // Round ticks are short; more decimals than a double holds of them would be dust.
  return { texts: ticks.map((one) => measure(one / size, 6)), scale };
}

/**
 * The path of a line through points, for an SVG. A point alone is a line of no length: a dot, where
 * lines have round ends.
 */
export function linePath(points: readonly (readonly number[])[]): string {
  return points
    .map(([x, y], at) => `${at === 0 ? "M" : "L"}${pixel(x!)} ${pixel(y!)}`)
    .join("")
    .replace(/^(M[^L]+)$/, "$1h0");
}

/** Tenths are as fine as an eye sees. */
function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}
