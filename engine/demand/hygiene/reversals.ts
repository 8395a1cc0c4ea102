import type { DemandLines } from "./demand-lines.ts";

/** Sales that are looked back at for one return: keeps the longest record in bounds. */
const longestLook = 5000;

/** A line that takes back what others sold. */
export interface Reversal {
  readonly line: number;
  /** Lines it takes from and how many units, latest first. */
  readonly taken: readonly { readonly line: number; readonly units: number }[];
  /** Whether it takes back one whole line. */
  readonly whole: boolean;
  /** Units that no earlier sale of the record accounts for. */
  readonly unmatched: number;
}

/**
 * Finds what each line that takes back belongs to: the document it names; else the customer's
 * latest earlier sale of just as many, of the same price first; else the customer's latest
 * earlier sales, as far as they go. Lines without a customer belong together.
 *
 * @param places - lines of one item at one location, oldest first
 * @param left - units of each sale that are not taken back yet; reduced here
 */
export function reversalsOf(
  lines: DemandLines,
  places: readonly number[],
  left: Map<number, number>,
): Reversal[] {
  const byCustomer = new Map<number, number[]>();
  const reversals: number[] = [];
  for (const place of places) {
    if (lines.quantity[place]! < 0) {
      reversals.push(place);
      continue;
    }
    const customer = lines.customer[place]!;
    const own = byCustomer.get(customer);
    if (own) own.push(place);
    else byCustomer.set(customer, [place]);
  }
  if (reversals.length === 0) return [];
  const found = new Map<number, Reversal>();
  // Whole lines first: a part of a return must not take what another one took back whole.
  for (const line of reversals) {
    const own = byCustomer.get(lines.customer[line]!) ?? [];
    const sale =
      namedSale(lines, line, places, left) ?? equalSale(lines, line, own, left);
    if (sale === null) continue;
    const units = -lines.quantity[line]!;
    left.set(sale, left.get(sale)! - units);
    found.set(line, {
      line,
      taken: [{ line: sale, units }],
      whole: units === lines.quantity[sale],
      unmatched: 0,
    });
  }
  return reversals.map(
    (line) =>
      found.get(line) ??
      fromLatest(
        lines,
        line,
        byCustomer.get(lines.customer[line]!) ?? [],
        left,
      ),
  );
}

/** The line of the document that a return names, if it sold as many. */
function namedSale(
  lines: DemandLines,
  line: number,
  places: readonly number[],
  left: ReadonlyMap<number, number>,
): number | null {
  const document = lines.reverses[line]!;
  if (document < 0) return null;
  const units = -lines.quantity[line]!;
  return (
    places.find(
      (place) =>
        lines.document[place] === document && (left.get(place) ?? 0) >= units,
    ) ?? null
  );
}

function equalSale(
  lines: DemandLines,
  line: number,
  sales: readonly number[],
  left: ReadonlyMap<number, number>,
): number | null {
  const units = -lines.quantity[line]!;
  let other: number | null = null;
  let looked = 0;
  for (let i = before(lines, line, sales) - 1; i >= 0; i--) {
    if (++looked > longestLook) break;
    const sale = sales[i]!;
    if (lines.quantity[sale] !== units || left.get(sale) !== units) continue;
    if (Object.is(lines.price[sale], lines.price[line])) return sale;
    other ??= sale;
  }
  return other;
}

function fromLatest(
  lines: DemandLines,
  line: number,
  sales: readonly number[],
  left: Map<number, number>,
): Reversal {
  const taken: { line: number; units: number }[] = [];
  let rest = -lines.quantity[line]!;
  let looked = 0;
  for (let i = before(lines, line, sales) - 1; i >= 0 && rest > 0; i--) {
    if (++looked > longestLook) break;
    const sale = sales[i]!;
    const units = Math.min(left.get(sale)!, rest);
    if (units <= 0) continue;
    left.set(sale, left.get(sale)! - units);
    taken.push({ line: sale, units });
    rest -= units;
  }
  // What rounding leaves of decimals that make up a return is no unit.
  if (rest < -1e-12 * lines.quantity[line]!) rest = 0;
  const [only] = taken;
  const whole =
    taken.length === 1 &&
    rest === 0 &&
    only!.units === lines.quantity[only!.line];
  return { line, taken, whole, unmatched: rest };
}

/** How many of the sales, oldest first, are not after a line. */
function before(
  { minute }: DemandLines,
  line: number,
  sales: readonly number[],
): number {
  const at = minute[line]!;
  let low = 0;
  let high = sales.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (minute[sales[middle]!]! <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
