// Made once: making one takes longer than all the arithmetic behind the number it says.
const three = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** Three significant digits, from 1,000 on whole, no exponent: "12.3", "1,348". */
export function say(value: number): string {
  return (Math.abs(value) >= 1000 ? whole : three).format(value);
}

/** A fraction in percent: "97.5 %". */
export function percent(fraction: number): string {
  const text = say(fraction * 100);
  return text === "100" && fraction < 1
    ? servicePercent(fraction, 1)
    : `${text} %`;
}

/** Formats by their decimals, from one on. */
const decimal = Array.from(
  { length: 6 },
  (_, i) => new Intl.NumberFormat("en-US", { maximumFractionDigits: i + 1 }),
);

/**
 * A service in percent to a tenth: "93.3 %". Halves go up; what is short of all of it is never
 * said to be all.
 *
 * @param other - told beside it: where the two differ, they get the decimals that show it
 */
export function servicePercent(fraction: number, other = fraction): string {
  const text = (value: number, decimals: number): string => {
    const format = decimal[decimals - 1]!;
    const scale = 10 ** decimals;
    const said = format.format(value * 100);
    return said === "100" && value < 1
      ? format.format(Math.floor(value * 100 * scale) / scale)
      : said;
  };
  const telling = decimal.findIndex(
    (_, i) => text(fraction, i + 1) !== text(other, i + 1),
  );
  return `${text(fraction, telling < 0 ? 1 : telling + 1)} %`;
}
