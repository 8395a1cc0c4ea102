// Made once: making one takes longer than all the arithmetic behind the number it says.
const three = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Three significant digits, from 1,000 on whole, no exponent: "12.3", "1,348". */
export function say(value: number): string {
  return (Math.abs(value) >= 1000 ? whole : three).format(value);
}

/** A fraction in percent: "97.5 %". */
export function percent(fraction: number): string {
  return `${say(fraction * 100)} %`;
}
