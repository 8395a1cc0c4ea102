/** How the pane writes numbers: one locale, tabular, real minus signs. */
const locale = "en-GB";

/** What stands where there is no number. */
export const none = "–";

const minus = "\u2212";
const space = "\u00a0";

/** Units of an item: `1,240` or `3.250`, with the decimals of the unit. */
export function quantity(value: number | null, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return none;
  return plain(value, decimals);
}

/** Units that may have more decimals than the item allows, shown short: `12.4`. */
export function measure(value: number | null, decimals = 1): string {
  if (value === null || !Number.isFinite(value)) return none;
  return proper(
    value.toLocaleString(locale, { maximumFractionDigits: decimals }),
  );
}

/** Money in full, without currency: `1,240.50`. */
export function moneyExact(value: number | null, decimals = 2): string {
  if (value === null || !Number.isFinite(value)) return none;
  return plain(value, decimals);
}

/** Money in short: `1.24 M`, `36.5 k`, `480`. */
export function moneyShort(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return none;
  const [size, letter] = scaleOf(value);
  return letter === ""
    ? plain(value, 0)
    : `${significant(value / size)}${space}${letter}`;
}

/** Before and after in one scale: `1.24 → 1.02 M`. */
export function moneyPair(before: number | null, after: number | null): string {
  if (before === null || after === null) {
    return `${moneyShort(before)} → ${moneyShort(after)}`;
  }
  const [, one] = scaleOf(before);
  const [size, other] = scaleOf(after);
  return one === other && one !== ""
    ? `${significant(before / size)} → ${moneyShort(after)}`
    : `${moneyShort(before)} → ${moneyShort(after)}`;
}

/** A fraction as percent: 0.972 → `97.2%`. */
export function percent(value: number | null, decimals = 1): string {
  if (value === null || !Number.isFinite(value)) return none;
  // 0.9996 is not certainty: never round up to 100, nor down to 0.
  const cut =
    value < 1 && value * 100 >= 100 - 0.5 / 10 ** decimals
      ? Math.floor(value * 100 * 10 ** decimals) / 10 ** decimals / 100
      : value;
  return `${plain(cut * 100, decimals)}%`;
}

/** With its sign, always: `+12`, `−3`, `0`. */
export function signed(value: number | null, decimals = 0): string {
  if (value === null || !Number.isFinite(value)) return none;
  const text = plain(Math.abs(value), decimals);
  if (Number(value.toFixed(decimals)) === 0) return plain(0, decimals);
  return (value > 0 ? "+" : minus) + text;
}

/** Money in short with its sign. */
export function signedShort(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return none;
  const text = moneyShort(Math.abs(value));
  if (text === "0") return text;
  return (value > 0 ? "+" : minus) + text;
}

/** A day and a time of the day in this place: `20 Nov 2026, 14:05`. */
export function instant(iso: string): string {
  return new Date(iso).toLocaleString(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** Only the time of the day, for today; else the day: `14:05`, `20 Nov`. */
export function shortInstant(iso: string, now = new Date()): string {
  const at = new Date(iso);
  return at.toDateString() === now.toDateString()
    ? at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" })
    : at.toLocaleDateString(locale, { day: "numeric", month: "short" });
}

/** The engine's sentences as the pane writes numbers: `98 %` is `98%` here. */
export function paneWords(text: string): string {
  return text.replace(/(\d)[ \u00a0]%/g, "$1%");
}

/** `1 row`, `12 rows`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${plain(number, 0)} ${number === 1 ? one : many}`;
}

/** A digest short enough to compare by eye: `3f9a 12bc 77e0`. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12).replace(/(.{4})(?=.)/g, `$1${space}`);
}

/** A length of time: `1 week`, `1.5 weeks`. */
export function periodCount(value: number | null, period: string): string {
  if (value === null || !Number.isFinite(value)) return none;
  const text = measure(value);
  return `${text} ${period}${text === "1" ? "" : "s"}`;
}

/** How long something takes: `at once`, `2 weeks`. */
export function waiting(value: number | null, period: string): string {
  return value === 0 ? "at once" : periodCount(value, period);
}

/**
 * Reads what a planner typed: `1,240.5` and `1 240.5`, and as much of the continent's way as can
 * mean nothing else: `97,5` and `1.240,5`. `null` when it is no number.
 */
export function readNumber(text: string): number | null {
  const typed = text
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(minus, "-")
    .replace(/^\+/, "");
  const plainly = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(typed)
    ? typed.replaceAll(",", "")
    : /^-?(\d{1,3}(\.\d{3})+|\d+|),\d+$/.test(typed)
      ? typed.replaceAll(".", "").replace(",", ".")
      : typed;
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plainly)) return null;
  return Number(plainly);
}

function plain(value: number, decimals: number): string {
  return proper(
    value.toLocaleString(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
  );
}

function proper(text: string): string {
  if (/^-0([.,]0*)?$/.test(text)) return text.slice(1);
  return text.replace("-", minus);
}

function scaleOf(value: number): [number, string] {
  const size = Math.abs(value);
  if (size >= 999_500_000) return [1e9, "bn"];
  if (size >= 999_500) return [1e6, "M"];
  if (size >= 10_000) return [1e3, "k"];
  return [1, ""];
}

function significant(value: number): string {
  const size = Math.abs(value);
  return plain(value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}
