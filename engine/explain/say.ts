// Made once: making one takes longer than all the arithmetic behind the number it says.
const [three, six] = [3, 6].map(
  (maximumSignificantDigits) =>
    new Intl.NumberFormat("en-US", { maximumSignificantDigits }),
) as [Intl.NumberFormat, Intl.NumberFormat];

/** Three significant digits, no exponent: "12.3", "1,230". */
export function say(value: number): string {
  return (Math.abs(value) >= 1000 ? six : three).format(value);
}

/** A fraction in percent: "97.5 %". */
export function percent(fraction: number): string {
  return `${say(fraction * 100)} %`;
}
