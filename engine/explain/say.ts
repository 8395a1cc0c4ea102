/** Three significant digits, no exponent: "12.3", "1,230". */
export function say(value: number): string {
  return new Intl.NumberFormat("en-US", {
    maximumSignificantDigits: Math.abs(value) >= 1000 ? 6 : 3,
  }).format(value);
}

/** A fraction in percent: "97.5 %". */
export function percent(fraction: number): string {
  return `${say(fraction * 100)} %`;
}
